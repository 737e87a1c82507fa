import { and, eq } from 'drizzle-orm'
import { deviceKeys } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

export type DeviceKey = typeof deviceKeys.$inferSelect

interface NewKey {
  id: string
  accountId: string
  publicKey: object
  /** RFC 7638, base64url. */
  thumbprint: string
  at: string
}

/** @returns the account's row of this key, the old one when it was known already */
export async function upsertKey(tx: Transaction, key: NewKey): Promise<DeviceKey> {
  const { id, accountId, publicKey, thumbprint, at } = key
  const rows = await tx.insert(deviceKeys)
    .values({ id, accountId, publicKey, thumbprint, algorithm: 'ES256', createdAt: at })
    .onConflictDoUpdate({ target: [deviceKeys.accountId, deviceKeys.thumbprint], set: { thumbprint } })
    .returning()
  return rows[0]!
}

export async function findKey(tx: Transaction, accountId: string, id: string): Promise<DeviceKey | undefined> {
  const rows = await tx.select().from(deviceKeys).where(and(eq(deviceKeys.id, id), eq(deviceKeys.accountId, accountId)))
  return rows[0]
}
