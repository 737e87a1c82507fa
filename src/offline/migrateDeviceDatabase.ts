import type { IDBPDatabase } from 'idb'
import type { DeviceSchema } from './deviceSchema.ts'

/** Brings a database of any earlier version up to date. One block per version, never edited once released. */
export function migrateDeviceDatabase(database: IDBPDatabase<DeviceSchema>, from: number): void {
  if (from < 1) createVersion1(database)
}

function createVersion1(database: IDBPDatabase<DeviceSchema>): void {
  database.createObjectStore('meta', { keyPath: 'key' })
  database.createObjectStore('keys', { keyPath: 'accountId' })
  database.createObjectStore('catalogue', { keyPath: 'id' })

  const drafts = database.createObjectStore('drafts', { keyPath: 'filingId' })
  drafts.createIndex('accountId', 'accountId')
  drafts.createIndex('expiresAt', 'expiresAt')

  const files = database.createObjectStore('files', { keyPath: 'id' })
  files.createIndex('accountId', 'accountId')
  files.createIndex('filingId', 'filingId')

  const chunks = database.createObjectStore('fileChunks', { keyPath: ['fileId', 'index'] })
  chunks.createIndex('accountId', 'accountId')
  chunks.createIndex('fileId', 'fileId')

  const outbox = database.createObjectStore('outbox', { keyPath: 'id' })
  outbox.createIndex('accountId', 'accountId')
  outbox.createIndex('filingId', 'filingId')

  const cases = database.createObjectStore('cases', { keyPath: 'id' })
  cases.createIndex('accountId', 'accountId')
  cases.createIndex('expiresAt', 'expiresAt')
}
