/** A phone with something of everything on it, and a PIN. */
import { openDB } from 'idb'
import { expect } from 'vitest'
import { cacheCase, readCachedCase } from '../../../src/offline/cachedCases.ts'
import { closeDeviceDatabase, deviceDatabaseName } from '../../../src/offline/deviceDatabase.ts'
import type { KeyRow } from '../../../src/offline/deviceSchema.ts'
import { drainOutbox } from '../../../src/offline/drainOutbox.ts'
import { findDraft, saveDraft } from '../../../src/offline/drafts.ts'
import { dropHeldKeys } from '../../../src/offline/heldKeys.ts'
import { findLastAccount, rememberAccount } from '../../../src/offline/lastAccount.ts'
import { readLocalFile } from '../../../src/offline/localFiles.ts'
import { listOutbox } from '../../../src/offline/outbox.ts'
import { draftOf, isPattern, morning, queueFiling } from './device.ts'
import { FakeServer } from './fakeServer.ts'
import { accountOf, caseOf } from './views.ts'

export const pin = '480213'
/** Few, so that the tests are about the steps and not about the waiting. */
export const iterations = 1000
const size = 600_000

/** A draft, a filing that was received, one whose wire is fixed but that did not arrive, a case, and who it is. */
export async function fillPhone(accountId: string) {
  await rememberAccount(accountOf(accountId))
  await queueFiling(accountId)
  const server = new FakeServer(accountId)
  await drainOutbox({ accountId, now: () => morning, fetch: server.fetch })
  const queued = await queueFiling(accountId, size)
  server.cut = (call) => call === 'POST /api/filings' ? 'beforeRequest' : 'none'
  await drainOutbox({ accountId, now: () => morning, fetch: server.fetch, random: () => 0 })
  await saveDraft(draftOf(accountId, 'draft'), morning)
  await cacheCase(accountId, caseOf('C1'), morning.toISOString())
  return { server, queued }
}

export async function expectWhole(accountId: string, fileId: string): Promise<void> {
  expect(await findDraft(accountId, 'draft')).toMatchObject({ form: { phone: '13800000000' } })
  const entries = await listOutbox(accountId)
  expect(entries).toHaveLength(2)
  expect(entries.find(({ state }) => state === 'done')?.reply).toBeDefined()
  expect(entries.find(({ state }) => state === 'waiting')?.body).toMatchObject({ form: { phone: '13800000000' } })
  expect(await readCachedCase(accountId, 'C1')).toBeDefined()
  expect(await findLastAccount()).toEqual(accountOf(accountId))
  expect(isPattern(await (await readLocalFile(accountId, fileId)).arrayBuffer(), size)).toBe(true)
}

/** The page is closed or killed: what was in memory is gone, keys first of all. */
export async function restartLocked(): Promise<void> {
  dropHeldKeys()
  await closeDeviceDatabase()
}

export async function readKeyRow(accountId: string): Promise<KeyRow | undefined> {
  const database = await openDB(deviceDatabaseName)
  const row = await database.get('keys', accountId) as KeyRow | undefined
  database.close()
  return row
}
