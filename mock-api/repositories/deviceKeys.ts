import { and, asc, desc, eq, inArray, isNotNull, max } from 'drizzle-orm'
import { deviceKeys, signatures } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

export type DeviceKey = typeof deviceKeys.$inferSelect

interface NewKey {
  id: string
  accountId: string
  publicKey: DeviceKey['publicKey']
  /** RFC 7638, base64url. */
  thumbprint: string
  at: string
  /** What it was registered from, in brief. */
  device: string
}

/** A key with the time of its last signature. */
export interface UsedKey {
  key: DeviceKey
  lastUsedAt: string | null
}

/** @returns the account's row of this key, the old one when it was known already */
export async function upsertKey(tx: Transaction, key: NewKey): Promise<DeviceKey> {
  const { id, accountId, publicKey, thumbprint, at, device } = key
  const rows = await tx.insert(deviceKeys)
    .values({ id, accountId, publicKey, thumbprint, algorithm: 'ES256', createdAt: at, device })
    .onConflictDoUpdate({ target: [deviceKeys.accountId, deviceKeys.thumbprint], set: { thumbprint } })
    .returning()
  return rows[0]!
}

/**
 * The account's own key. With a lock it stays as it is until the transaction ends: `share` for signing with it,
 * `update` for revoking it, so that nothing is signed with a key after its revocation.
 */
export async function findKey(
  tx: Transaction, accountId: string, id: string, lock: 'share' | 'update',
): Promise<DeviceKey | undefined> {
  const rows = await tx.select().from(deviceKeys)
    .where(and(eq(deviceKeys.id, id), eq(deviceKeys.accountId, accountId))).for(lock)
  return rows[0]
}

export async function setRevoked(tx: Transaction, id: string, at: string): Promise<void> {
  await tx.update(deviceKeys).set({ revokedAt: at }).where(eq(deviceKeys.id, id))
}

/** The account's keys: those in use first, the newest first among them. */
export async function listAccountKeys(
  tx: Transaction, accountId: string, limit: number, id?: string,
): Promise<UsedKey[]> {
  return tx.select({ key: deviceKeys, lastUsedAt: max(signatures.serverReceivedAt) }).from(deviceKeys)
    .leftJoin(signatures, eq(signatures.keyId, deviceKeys.id))
    .where(and(eq(deviceKeys.accountId, accountId), id === undefined ? undefined : eq(deviceKeys.id, id)))
    .groupBy(deviceKeys.id)
    .orderBy(asc(isNotNull(deviceKeys.revokedAt)), desc(deviceKeys.createdAt), desc(deviceKeys.id)).limit(limit)
}

export async function listKeysById(tx: Transaction, ids: readonly string[]): Promise<DeviceKey[]> {
  return ids.length === 0 ? [] : tx.select().from(deviceKeys).where(inArray(deviceKeys.id, [...ids]))
}
