/** Uploads on the server whose files were removed or replaced here. Names only: ids without a meaning. */
import type { IDBPTransaction } from 'idb'
import type { DeviceSchema, DeviceStore } from './deviceSchema.ts'

type MetaTransaction = Pick<IDBPTransaction<DeviceSchema, ('meta' | DeviceStore)[], 'readwrite'>, 'objectStore'>

const prefix = 'unwanted:'
/** Their keys in `meta`. */
export const unwantedKeys = () => IDBKeyRange.bound(prefix, `${prefix}\uffff`)

export function unwantedUrl(key: string): string {
  return key.slice(prefix.length)
}

/** Notes, inside the caller's transaction, that an upload is to be thrown away. */
export async function noteUnwanted(transaction: MetaTransaction, accountId: string, url: string): Promise<void> {
  await transaction.objectStore('meta').put({ key: prefix + url, value: accountId })
}

/** Forgets them all, inside the caller's transaction: after a sign-out nobody may throw them away but the server. */
export async function forgetUnwanted(transaction: MetaTransaction, accountId: string): Promise<void> {
  for (const { key, value } of await transaction.objectStore('meta').getAll(unwantedKeys())) {
    if (value === accountId) await transaction.objectStore('meta').delete(key)
  }
}
