import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'
import type { DeviceSchema } from './deviceSchema.ts'

type Upgrade = IDBPTransaction<DeviceSchema, StoreNames<DeviceSchema>[], 'versionchange'>

/**
 * Brings a database of any earlier version up to date. One block per version, never edited once released. Version 3
 * changes no store: it keeps code that knows nothing of a PIN (an older tab) from sealing with a key of the past.
 */
export function migrateDeviceDatabase(
  database: IDBPDatabase<DeviceSchema>, from: number, _to: number | null, upgrade: Upgrade,
): void {
  if (from < 1) createVersion1(database)
  if (from < 2) createVersion2(database, upgrade)
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

/** The items have a store of their own; the catalogue of version 1 held them whole and is fetched anew. */
function createVersion2(database: IDBPDatabase<DeviceSchema>, upgrade: Upgrade): void {
  const items = database.createObjectStore('items', { keyPath: 'key' })
  items.createIndex('code', 'code')
  items.createIndex('stamp', 'stamp')
  database.createObjectStore('checklists', { keyPath: 'id' }).createIndex('code', 'code')
  void upgrade.objectStore('catalogue').clear()
}
