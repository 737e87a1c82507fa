import { and, eq, gt, lt, or } from 'drizzle-orm'
import { accounts, sessions } from '../database/schema.ts'
import type { Authentication } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Account } from './accounts.ts'

interface NewSession {
  /** SHA-256 of the cookie's token. */
  id: string
  accountId: string
  auth: Authentication
  at: string
  expiresAt: string
}

export async function insertSession(tx: Transaction, session: NewSession): Promise<void> {
  const { id, accountId, auth, at, expiresAt } = session
  await tx.insert(sessions).values({ id, accountId, auth, createdAt: at, lastSeenAt: at, expiresAt })
}

/**
 * @param now ISO instant the session must outlive
 * @param idleSince ISO instant after which it must have been used
 */
export async function findSession(
  tx: Transaction, id: string, now: string, idleSince: string,
): Promise<{ account: Account, lastSeenAt: string } | undefined> {
  const rows = await tx.select().from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(and(eq(sessions.id, id), gt(sessions.expiresAt, now), gt(sessions.lastSeenAt, idleSince)))
  const row = rows[0]
  if (!row) return undefined
  const { id: accountId, role, profile } = row.accounts
  const { auth, expiresAt, lastSeenAt } = row.sessions
  return { account: { id: accountId, role, profile, auth, expiresAt }, lastSeenAt }
}

export async function touchSession(tx: Transaction, id: string, at: string): Promise<void> {
  await tx.update(sessions).set({ lastSeenAt: at }).where(eq(sessions.id, id))
}

export async function deleteSession(tx: Transaction, id: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.id, id))
}

/** Sessions that nobody can use any more. */
export async function deleteExpiredSessions(tx: Transaction, now: string, idleSince: string): Promise<void> {
  await tx.delete(sessions).where(or(lt(sessions.expiresAt, now), lt(sessions.lastSeenAt, idleSince)))
}
