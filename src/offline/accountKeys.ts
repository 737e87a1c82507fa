/**
 * One key per account on this device, non-extractable. With a PIN (devicePin.ts) it lies here wrapped only, and is in
 * memory while the account is unlocked. What neither protects against, the README says.
 */
import { lockOtherTabs } from './accountLock.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import type { DeviceDatabase, DeviceStore, KeyRow, Sealed } from './deviceSchema.ts'
import { dropHeldKeys, findHeldKey } from './heldKeys.ts'
import { forgetUnwanted } from './unwantedUploads.ts'

/** Thrown when an account's data was wiped (signed out) while something still wanted to write or read it. */
export class AccountClosedError extends Error {
  override readonly name = 'AccountClosedError'
}

/** Thrown when the account's PIN has to be given first: nothing is lost, everything waits. */
export class AccountLockedError extends Error {
  override readonly name = 'AccountLockedError'
}

/** Whether it failed only because the account was locked or signed out in that very moment. */
export function isShut(error: unknown): boolean {
  return error instanceof AccountLockedError || error instanceof AccountClosedError
}

/** For reading while the account may be shut: then there is nothing, as for nobody. Throws every other error on. */
export function nothingIfShut(error: unknown): [] {
  if (isShut(error)) return []
  throw error
}

/** The stores whose rows belong to an account. */
export const personalStores = ['drafts', 'files', 'fileChunks', 'outbox', 'cases'] as const

/**
 * Makes the account's key if this device has none. Of a person's account at sign-in only: nothing else may bring a
 * key back. (The checklists' key is the device's own.)
 */
export async function openAccount(accountId: string): Promise<void> {
  const database = await openDeviceDatabase()
  if (await database.getKey('keys', accountId)) return
  const dataKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const transaction = database.transaction('keys', 'readwrite')
  // Another tab may have been faster; its key has perhaps sealed rows already.
  if (!await transaction.store.getKey(accountId)) await transaction.store.add({ accountId, dataKey })
  await transaction.done
}

/** Whether the account has a PIN on this device. */
export async function hasLock(accountId: string): Promise<boolean> {
  return (await (await openDeviceDatabase()).get('keys', accountId))?.lock !== undefined
}

/** Whether the account's PIN has to be given before its data can be read in this tab. */
export async function isLocked(accountId: string): Promise<boolean> {
  const row = await (await openDeviceDatabase()).get('keys', accountId)
  return row?.lock !== undefined && !findHeldKey(accountId, row.keyId)
}

/** The account's AES-GCM key. Throws AccountClosedError, or AccountLockedError, where it is not to be had. */
export async function getAccountKey(accountId: string): Promise<CryptoKey> {
  return keyIn(await getKeyRow(accountId))
}

export async function encryptBytes(accountId: string, bytes: BufferSource): Promise<Sealed> {
  const row = await getKeyRow(accountId)
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, keyIn(row), bytes)
  return { iv, data, ...(row.keyId !== undefined && { keyId: row.keyId }) }
}

export async function decryptBytes(accountId: string, { iv, data, keyId }: Sealed): Promise<ArrayBuffer> {
  const row = await getKeyRow(accountId)
  const current = keyIn(row)
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv }, keyId === row.keyId ? current : row.former ?? current, data)
}

async function getKeyRow(accountId: string): Promise<KeyRow> {
  const row = await (await openDeviceDatabase()).get('keys', accountId)
  if (!row) throw new AccountClosedError(accountId)
  return row
}

function keyIn({ accountId, keyId, dataKey, lock }: KeyRow): CryptoKey {
  const key = lock ? findHeldKey(accountId, keyId) : dataKey
  if (!key) throw new AccountLockedError(accountId)
  return key
}

export function encryptJson(accountId: string, value: unknown): Promise<Sealed> {
  return encryptBytes(accountId, new TextEncoder().encode(JSON.stringify(value)))
}

/** The value as it was sealed; its type is the caller's word, since only this app writes here. */
export async function decryptJson<T>(accountId: string, sealed: Sealed): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await decryptBytes(accountId, sealed))) as T
}

/**
 * Opens a read-write transaction that fails once the account is wiped, so that a slow tab cannot put personal data
 * back after a sign-out; and where what is to be written was `sealed` with a key that a PIN has replaced meanwhile,
 * because that key will be thrown away.
 */
export async function openAccountTransaction<const Stores extends DeviceStore[]>(
  accountId: string, stores: Stores, ...sealed: Sealed[]
) {
  const database: DeviceDatabase = await openDeviceDatabase()
  const transaction = database.transaction<(Stores[number] | 'keys')[], 'readwrite'>([...stores, 'keys'], 'readwrite')
  const row = await transaction.objectStore('keys').get(accountId)
  if (!row || sealed.some(({ keyId }) => keyId !== row.keyId)) {
    transaction.abort()
    await transaction.done.catch(() => undefined)
    throw row ? new AccountLockedError(accountId) : new AccountClosedError(accountId)
  }
  return transaction
}

/** In `meta`: which notices of personal-data handling the account was shown. */
export const shownNoticesKey = (accountId: string) => `noticesShown:${accountId}`

/** Deletes everything of the account from this device, its keys and its PIN included, in one go. */
export async function wipeAccount(accountId: string): Promise<void> {
  const database = await openDeviceDatabase()
  const transaction = database.transaction([...personalStores, 'keys', 'meta'], 'readwrite')
  for (const name of personalStores) {
    const store = transaction.objectStore(name)
    for (const key of await store.index('accountId').getAllKeys(accountId)) await store.delete(key as string)
  }
  await transaction.objectStore('keys').delete(accountId)
  await forgetUnwanted(transaction, accountId)
  await transaction.objectStore('meta').delete(shownNoticesKey(accountId))
  const last = await transaction.objectStore('meta').get('lastAccount')
  if ((last?.value as { accountId?: string } | undefined)?.accountId === accountId) {
    await transaction.objectStore('meta').delete('lastAccount')
  }
  await transaction.done
  dropHeldKeys()
  lockOtherTabs()
}
