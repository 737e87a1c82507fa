import { eq } from 'drizzle-orm'
import { accounts } from '../database/schema.ts'
import type { Authentication, Profile } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

/** The signed-in person as routes and use-cases see them. */
export interface Account {
  id: string
  role: 'resident' | 'officer'
  profile: Profile
  /** How they proved who they are, kept with every signature (ES-03). */
  auth: Authentication
  /** When this session ends whatever happens, an ISO instant. */
  expiresAt: string
}

interface NewAccount {
  /** Used when nobody has signed in with this issuer and subject before. */
  id: string
  issuer: string
  subject: string
  role: Account['role']
  profile: Profile
  at: string
}

/** Keeps what the identity provider says now; the account's id stays. @returns that id */
export async function upsertAccount(tx: Transaction, account: NewAccount): Promise<string> {
  const { id, issuer, subject, role, profile, at } = account
  const rows = await tx.insert(accounts)
    .values({ id, issuer, subject, role, profile, createdAt: at, signedInAt: at })
    .onConflictDoUpdate({
      target: [accounts.issuer, accounts.subject],
      set: { role, profile, signedInAt: at },
    })
    .returning({ id: accounts.id })
  return rows[0]?.id ?? id
}

/**
 * Waits for other writes of the same account that count something of it, so that a quota holds. Not the full lock:
 * rows that refer to the account, idempotency keys first of all, hold a share of it, and two filings would deadlock.
 */
export async function lockAccount(tx: Transaction, accountId: string): Promise<void> {
  await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for('no key update')
}
