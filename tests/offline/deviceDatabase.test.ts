import { forceCloseDatabase } from 'fake-indexeddb'
import { openDB, unwrap } from 'idb'
import { beforeEach, expect, it } from 'vitest'
import {
  closeDeviceDatabase, deviceDatabaseName, deviceDatabaseVersion, openDeviceDatabase,
} from '../../src/offline/deviceDatabase.ts'
import { migrateDeviceDatabase } from '../../src/offline/migrateDeviceDatabase.ts'
import { listDrafts, saveDraft } from '../../src/offline/drafts.ts'
import { ann, draftOf, freshDevice, morning } from './support/device.ts'

beforeEach(freshDevice)

it('has the stores and the indexes that wiping and sweeping need', async () => {
  const database = await openDeviceDatabase()
  expect([...database.objectStoreNames]).toEqual([
    'cases', 'catalogue', 'checklists', 'drafts', 'fileChunks', 'files', 'items', 'keys', 'meta', 'outbox',
  ])
  const personal = ['drafts', 'files', 'fileChunks', 'outbox', 'cases'] as const
  const transaction = database.transaction(personal)
  for (const name of personal) expect([...transaction.objectStore(name).indexNames]).toContain('accountId')
})

it('opens again after the browser closed it', async () => {
  await saveDraft(draftOf(ann, 'f1'), morning)
  forceCloseDatabase(unwrap(await openDeviceDatabase()) as never)
  expect(await listDrafts(ann)).toHaveLength(1)
})

it('opens again after iOS closed it without a word', async () => {
  await saveDraft(draftOf(ann, 'f1'), morning)
  const database = await openDeviceDatabase()
  database.close()
  expect(await listDrafts(ann)).toHaveLength(1)
})

it('lets a newer version of the app upgrade, and is open again for itself', async () => {
  await openDeviceDatabase()
  const newer = await openDB(deviceDatabaseName, deviceDatabaseVersion + 1)
  expect(newer.version).toBe(deviceDatabaseVersion + 1)
  newer.close()
})

it('a storage that failed once is asked again', async () => {
  await closeDeviceDatabase()
  const factory = globalThis.indexedDB
  globalThis.indexedDB = { open: () => { throw new DOMException('no', 'SecurityError') } } as unknown as IDBFactory
  await expect(openDeviceDatabase()).rejects.toThrow()
  globalThis.indexedDB = factory
  expect(await openDeviceDatabase()).toBeDefined()
})

it('migrates step by step: nothing is created twice', async () => {
  const database = await openDeviceDatabase()
  expect(() => migrateDeviceDatabase(database, deviceDatabaseVersion, null, undefined as never)).not.toThrow()
})
