/**
 * What somebody has got together at home, per item and person, before any filing. It belongs to this device, not to an
 * account (nobody has to sign in to get ready), and is sealed with a key of its own.
 */
import { decryptJson, encryptJson, openAccount } from './accountKeys.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import type { Sealed } from './deviceSchema.ts'

export interface Checklist {
  id: string
  code: string
  /** As the resident calls the person: 我, 妈妈. */
  person: string
  /** The version it was begun with, to tell what has changed since. */
  itemVersion: number
  capacity: string
  answers: Record<string, string>
  /** Ids of the materials that are ready. */
  ready: string[]
  updatedAt: string
}

/** The owner of the key; no account has this id (they are UUIDs). */
const device = 'device'

export async function saveChecklist(checklist: Checklist): Promise<void> {
  await openAccount(device)
  const sealed = await encryptJson(device, checklist)
  const { id, code, updatedAt } = checklist
  await (await openDeviceDatabase()).put('checklists', { id, code, updatedAt, sealed })
}

/** The lists of one item, last touched first. */
export async function listChecklists(code: string): Promise<Checklist[]> {
  return openRows(await (await openDeviceDatabase()).getAllFromIndex('checklists', 'code', code))
}

/** Every list on this device, last touched first. */
export async function listAllChecklists(): Promise<Checklist[]> {
  return openRows(await (await openDeviceDatabase()).getAll('checklists'))
}

export async function deleteChecklist(id: string): Promise<void> {
  await (await openDeviceDatabase()).delete('checklists', id)
}

export async function deleteAllChecklists(): Promise<void> {
  await (await openDeviceDatabase()).clear('checklists')
}

/** Deletes lists nobody has touched for `days`. */
export async function sweepChecklists(now: Date, days: number): Promise<void> {
  const oldest = new Date(now.getTime() - days * 86_400_000).toISOString()
  const transaction = (await openDeviceDatabase()).transaction('checklists', 'readwrite')
  for (const row of await transaction.store.getAll()) if (row.updatedAt < oldest) await transaction.store.delete(row.id)
  await transaction.done
}

async function openRows(rows: { sealed: Sealed }[]): Promise<Checklist[]> {
  const lists = await Promise.all(rows.map((row) => decryptJson<Checklist>(device, row.sealed)))
  return lists.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
}
