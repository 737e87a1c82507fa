/** What each store of the device's database holds. */
import type { DBSchema, IDBPDatabase, StoreNames } from 'idb'
import type { Problem } from '../contract/problems.ts'
import type { CatalogueView, Locale } from '../contract/catalogueViews.ts'
import type { Item } from '../domain/item.ts'
import type { Texts } from '../domain/itemTexts.ts'

/** AES-GCM cipher text with its nonce. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>
  data: ArrayBuffer
  /** Which of the account's keys sealed it; without one the first, from before any PIN. */
  keyId?: string
}

/** The data key as a PIN leaves it: no use without the PIN and this device's own secret (pinKey.ts). */
export interface PinLock {
  salt: Uint8Array<ArrayBuffer>
  iterations: number
  /** Digits only: a phone then shows its number pad. */
  isNumeric: boolean
  /** An HMAC key that cannot be read out by a page. */
  pepper: CryptoKey
  iv: Uint8Array<ArrayBuffer>
  wrapped: ArrayBuffer
  /** Wrong PINs since the last right one; counted before each try. */
  failed: number
  /** Milliseconds that were still to wait at `countedAt`. */
  wait: number
  countedAt: string
}

export interface KeyRow {
  accountId: string
  /** Names the data key; none for the first one. */
  keyId?: string
  /** Absent while a PIN is set: then it is wrapped in `lock`, and in memory while unlocked. */
  dataKey?: CryptoKey
  lock?: PinLock
  /** The key from before the PIN, until everything it sealed is sealed anew. */
  former?: CryptoKey
  signing?: SigningKeyRow
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

export type OutboxVerb = 'submitFiling' | 'supplementCase' | 'withdrawCase' | 'withdrawCommitment' | 'rateService'
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

export interface ItemRow {
  /** `code@version`. */
  key: string
  code: string
  version: number
  hash: string
  /** The language `texts` are in. */
  locale: Locale
  /** Code, hash and language in one, to tell what is new without reading the items; empty once replaced. */
  stamp: string
  item: Item
  texts?: Texts
  fetchedAt: string
  /** A newer version has come since; kept for drafts. */
  replacedAt?: string
}

export interface DeviceSchema extends DBSchema {
  meta: { key: string, value: { key: string, value: unknown } }
  keys: { key: string, value: KeyRow }
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
      /** Place among the files of its material, once somebody has ordered them. */
      position?: number
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
  catalogue: { key: string, value: { id: string, catalogue: CatalogueView, etag: string, fetchedAt: string } }
  checklists: {
    key: string
    value: { id: string, code: string, updatedAt: string, sealed: Sealed }
    indexes: { code: string }
  }
  items: { key: string, value: ItemRow, indexes: { code: string, stamp: string } }
}

export type DeviceDatabase = IDBPDatabase<DeviceSchema>
export type DeviceStore = StoreNames<DeviceSchema>
