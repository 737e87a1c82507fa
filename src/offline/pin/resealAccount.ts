/**
 * Seals with the account's present key what its former one sealed, a row a transaction, and then throws the former key
 * away. From the moment the PIN was stored nothing is written with the former key any more (openAccountTransaction
 * refuses it), so what is left only shrinks; killed anywhere, the next call goes on with the rest.
 */
import { decryptBytes, encryptBytes, openAccountTransaction, personalStores } from '../accountKeys.ts'
import { openDeviceDatabase } from '../deviceDatabase.ts'
import type { DeviceSchema, KeyRow, Sealed } from '../deviceSchema.ts'
import { withLock } from '../lock.ts'

export type ResealProgress = (done: number, total: number) => void

type PersonalStore = typeof personalStores[number]
type PersonalRow = DeviceSchema[PersonalStore]['value']

/** The parts of a row that are sealed; a row has those it has. */
const sealedParts = ['sealed', 'wire', 'reply'] as const
type SealedPart = typeof sealedParts[number]

/** Needs the account unlocked. One tab at a time; one that comes later finds nothing left to do. */
export async function resealAccount(accountId: string, onProgress: ResealProgress = () => undefined): Promise<void> {
  await withLock(`reseal:${accountId}`, true, async () => {
    const database = await openDeviceDatabase()
    if (!(await database.get('keys', accountId))?.former) return
    const keys = await Promise.all(personalStores.map((name) =>
      database.getAllKeysFromIndex(name, 'accountId', accountId).then((found) => found.map((key) => ({ name, key })))))
    const rows = keys.flat()
    for (const [done, { name, key }] of rows.entries()) {
      onProgress(done, rows.length)
      while (!await resealRow(accountId, name, key)) continue
    }
    while (!await resealLastAccount(accountId)) continue
    await dropFormerKey(accountId)
    onProgress(rows.length, rows.length)
  })
}

/** False when the row was changed meanwhile: to be done again. */
async function resealRow(accountId: string, name: PersonalStore, id: IDBValidKey): Promise<boolean> {
  const database = await openDeviceDatabase()
  // The type of the key goes with the store.
  const key = id as never
  const found = await database.get(name, key) as PersonalRow | undefined
  const { keyId } = await database.get('keys', accountId) ?? {}
  const stale = found ? sealedParts.filter((part) => isStale(partOf(found, part), keyId)) : []
  if (!found || stale.length === 0) return true
  const anew = await Promise.all(stale.map(async (part) =>
    [part, await reseal(accountId, partOf(found, part))] as const))
  const sealed = anew.map(([, value]) => value)
  const transaction = await openAccountTransaction(accountId, [name], ...sealed)
  const store = transaction.objectStore(name)
  const row = await store.get(key) as PersonalRow | undefined
  const unchanged = row && sealedParts.every((part) => isSame(partOf(row, part), partOf(found, part)))
  if (unchanged) await store.put({ ...row, ...Object.fromEntries(anew) } as never)
  await transaction.done
  return unchanged ?? true
}

async function resealLastAccount(accountId: string): Promise<boolean> {
  const database = await openDeviceDatabase()
  const { keyId } = await database.get('keys', accountId) ?? {}
  const last = (await database.get('meta', 'lastAccount'))?.value as { accountId: string, sealed: Sealed } | undefined
  if (last?.accountId !== accountId || !isStale(last.sealed, keyId)) return true
  const sealed = await reseal(accountId, last.sealed)
  const transaction = await openAccountTransaction(accountId, ['meta'], sealed)
  const row = (await transaction.objectStore('meta').get('lastAccount'))?.value as typeof last
  const unchanged = isSame(row?.sealed, last.sealed)
  if (unchanged) await transaction.objectStore('meta').put({ key: 'lastAccount', value: { accountId, sealed } })
  await transaction.done
  return unchanged
}

async function dropFormerKey(accountId: string): Promise<void> {
  const transaction = await openAccountTransaction(accountId, [])
  const store = transaction.objectStore('keys')
  const { former, ...row } = await store.get(accountId) ?? {}
  if (former) await store.put(row as KeyRow)
  await transaction.done
}

async function reseal(accountId: string, sealed: Sealed | undefined): Promise<Sealed> {
  if (!sealed) throw new Error('only what is there is sealed anew')
  return encryptBytes(accountId, await decryptBytes(accountId, sealed))
}

function partOf(row: PersonalRow, part: SealedPart): Sealed | undefined {
  return (row as Partial<Record<SealedPart, Sealed>>)[part]
}

function isStale(sealed: Sealed | undefined, keyId: string | undefined): boolean {
  return sealed !== undefined && sealed.keyId !== keyId
}

/** A nonce is never used twice, so it names what it sealed. */
function isSame(one: Sealed | undefined, other: Sealed | undefined): boolean {
  return one?.iv.join() === other?.iv.join()
}
