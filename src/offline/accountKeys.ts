/**
 * One key per account on this device. It never leaves the browser (non-extractable), so a copied database is noise;
 * it does not protect against somebody who can run code in this origin, and the README says so.
 */
import { openDeviceDatabase } from './deviceDatabase.ts'
import type { DeviceDatabase, DeviceStore, Sealed } from './deviceSchema.ts'
import { forgetUnwanted } from './unwantedUploads.ts'

/** Thrown when an account's data was wiped (signed out) while something still wanted to write or read it. */
export class AccountClosedError extends Error {
  override readonly name = 'AccountClosedError'
}

const wipedStores = ['drafts', 'files', 'fileChunks', 'outbox', 'cases'] as const

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

/** The account's AES-GCM key. Throws AccountClosedError when the account is not open on this device. */
export async function getAccountKey(accountId: string): Promise<CryptoKey> {
  const row = await (await openDeviceDatabase()).get('keys', accountId)
  if (!row) throw new AccountClosedError(accountId)
  return row.dataKey
}

export async function encryptBytes(accountId: string, bytes: BufferSource): Promise<Sealed> {
  const key = await getAccountKey(accountId)
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes) }
}

export async function decryptBytes(accountId: string, sealed: Sealed): Promise<ArrayBuffer> {
  const key = await getAccountKey(accountId)
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, key, sealed.data)
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
 * back after a sign-out.
 */
export async function openAccountTransaction<const Stores extends DeviceStore[]>(accountId: string, stores: Stores) {
  const database: DeviceDatabase = await openDeviceDatabase()
  const transaction = database.transaction<(Stores[number] | 'keys')[], 'readwrite'>([...stores, 'keys'], 'readwrite')
  if (!await transaction.objectStore('keys').getKey(accountId)) {
    transaction.abort()
    await transaction.done.catch(() => undefined)
    throw new AccountClosedError(accountId)
  }
  return transaction
}

/** Deletes everything of the account from this device, keys included, in one go. */
export async function wipeAccount(accountId: string): Promise<void> {
  const database = await openDeviceDatabase()
  const transaction = database.transaction([...wipedStores, 'keys', 'meta'], 'readwrite')
  for (const name of wipedStores) {
    const store = transaction.objectStore(name)
    for (const key of await store.index('accountId').getAllKeys(accountId)) await store.delete(key as string)
  }
  await transaction.objectStore('keys').delete(accountId)
  await forgetUnwanted(transaction, accountId)
  const last = await transaction.objectStore('meta').get('lastAccount')
  if ((last?.value as { accountId?: string } | undefined)?.accountId === accountId) {
    await transaction.objectStore('meta').delete('lastAccount')
  }
  await transaction.done
}
