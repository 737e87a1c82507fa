/**
 * The device's own database: what a resident typed and has not sent, and copies of what the server said. Rows carry
 * opaque ids, states and times in clear; everything about a person is sealed with the account's key.
 */
import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase, StoreNames } from 'idb'
import type { Problem } from '../contract/problems.ts'
import type { CatalogueView } from '../contract/views.ts'
import type { Item } from '../domain/item.ts'
import { migrateDeviceDatabase } from './migrateDeviceDatabase.ts'

/** AES-GCM cipher text with its nonce. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>
  data: ArrayBuffer
}

export interface SigningKeyRow {
  pair: CryptoKeyPair
  /** Idempotency key of the registration, minted with the pair: one pair is registered once. */
  registrationId: string
  /** As the server named the key. */
  keyId?: string
}

export interface FileUpload {
  state: 'waiting' | 'sending' | 'done' | 'refused'
  /** Bytes the server has confirmed. */
  sent: number
  uploadId?: string
  url?: string
  problem?: Problem
}

export const outboxVerbs = ['submitFiling', 'supplementCase', 'withdrawCase', 'withdrawCommitment', 'rateService'] as const
export type OutboxVerb = (typeof outboxVerbs)[number]
export type OutboxState = 'waiting' | 'sending' | 'needsYou' | 'done'

export interface OutboxRow {
  id: string
  accountId: string
  verb: OutboxVerb
  filingId?: string
  localFileIds: string[]
  state: OutboxState
  /** The request left this device at least once: it may have arrived even if no answer came back. */
  posted: boolean
  attempts: number
  nextTryAt: string
  createdAt: string
  problem?: Problem
  /** Label, case number and body; gone once done. */
  sealed: Sealed
  /** The exact JSON on the wire, fixed before the first try so that every retry is byte for byte the same. */
  wire?: Sealed
  reply?: Sealed
}

export interface DeviceSchema extends DBSchema {
  meta: { key: string, value: { key: string, value: unknown } }
  keys: { key: string, value: { accountId: string, dataKey: CryptoKey, signing?: SigningKeyRow } }
  drafts: {
    key: string
    value: { filingId: string, accountId: string, updatedAt: string, expiresAt: string, sealed: Sealed }
    indexes: { accountId: string, expiresAt: string }
  }
  files: {
    key: string
    value: {
      id: string, accountId: string, filingId: string, createdAt: string, size: number, upload: FileUpload
      sealed: Sealed
    }
    indexes: { accountId: string, filingId: string }
  }
  fileChunks: {
    key: [string, number]
    value: { fileId: string, index: number, accountId: string, sealed: Sealed }
    indexes: { accountId: string, fileId: string }
  }
  outbox: { key: string, value: OutboxRow, indexes: { accountId: string, filingId: string } }
  cases: {
    key: string
    value: { id: string, accountId: string, expiresAt?: string, sealed: Sealed }
    indexes: { accountId: string, expiresAt: string }
  }
  catalogue: {
    key: string
    value:
      | { id: 'current', catalogue: CatalogueView, etag: string, fetchedAt: string }
      | { id: string, item: Item, replacedAt: string }
  }
}

export type DeviceDatabase = IDBPDatabase<DeviceSchema>
export type DeviceStore = StoreNames<DeviceSchema>

export const deviceDatabaseName = 'zhenghaoban'
export const deviceDatabaseVersion = 1

let opened: Promise<DeviceDatabase> | undefined

/**
 * Gives the open database. iOS closes IndexedDB behind a page that slept, and another tab may need it closed to
 * upgrade: the next call opens it again. Rejects where the browser offers no storage.
 */
export async function openDeviceDatabase(): Promise<DeviceDatabase> {
  opened ??= open()
  const mine = opened
  try {
    const database = await mine
    // Throws on a connection that was closed without an event, as iOS does.
    database.transaction('meta')
    return database
  } catch (error) {
    if (opened === mine) opened = undefined
    if (error instanceof DOMException && error.name === 'InvalidStateError') return openDeviceDatabase()
    throw error
  }
}

/** Closes the connection; the next `openDeviceDatabase` opens a new one. */
export async function closeDeviceDatabase(): Promise<void> {
  const closing = opened
  opened = undefined
  ;(await closing)?.close()
}

function open(): Promise<DeviceDatabase> {
  return openDB<DeviceSchema>(deviceDatabaseName, deviceDatabaseVersion, {
    upgrade: migrateDeviceDatabase,
    blocking: () => void closeDeviceDatabase(),
    terminated: () => { opened = undefined },
  })
}
