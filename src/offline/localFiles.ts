/** Files a resident has chosen and that are not with the server yet: sealed, chunk by chunk, one row each. */
import type { PhotoFault } from '../domain/photo/checkPhoto.ts'
import { decryptBytes, decryptJson, encryptBytes, encryptJson, openAccountTransaction } from './accountKeys.ts'
import { dropFile } from './deleteFiles.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import type { DeviceSchema, FileUpload, Sealed } from './deviceSchema.ts'
import { sha256Hex } from './encoding.ts'
import { noteUnwanted } from './unwantedUploads.ts'

export type { FileUpload } from './deviceSchema.ts'

export interface LocalFile {
  id: string
  /** The draft's filing id; the case's filing id for a supplement. */
  filingId: string
  materialId: string
  name: string
  type: string
  size: number
  /** Hex, of the whole file. */
  sha256: string
  upload: FileUpload
  /** What seemed wrong with it and was not waved through yet. */
  faults?: PhotoFault[]
  /** Of a PDF, where they could be counted. */
  pages?: number
  /** Bytes the photo had before it was made ready here. */
  originalSize?: number
}

/** Thrown when a file was deleted while something still wanted its bytes. */
export class LocalFileGoneError extends Error {
  override readonly name = 'LocalFileGoneError'
}

export interface NewLocalFile {
  filingId: string
  materialId: string
  name: string
  type: string
  bytes: Blob | ArrayBuffer
  faults?: PhotoFault[]
  pages?: number
  originalSize?: number
}

export type LocalFileRow = DeviceSchema['files']['value']
export type SealedFile = Pick<LocalFile, 'materialId' | 'name' | 'type' | 'sha256' | 'faults' | 'pages' | 'originalSize'>

/** Bytes per row and per request: what is lost at most when the network cuts. */
export const chunkBytes = 524_288

/**
 * Keeps a file on the device; one that `replaces` another takes its place in the same moment.
 * Throws QuotaExceededError (DOMException) when the device is full.
 */
export async function addLocalFile(accountId: string, file: NewLocalFile, replaces?: string): Promise<LocalFile> {
  const bytes = file.bytes instanceof Blob ? await file.bytes.arrayBuffer() : file.bytes
  const { filingId, materialId, name, type, faults, pages, originalSize } = file
  const about: SealedFile = {
    materialId, name, type, sha256: await sha256Hex(bytes),
    ...faults && { faults }, ...pages !== undefined && { pages }, ...originalSize !== undefined && { originalSize },
  }
  const upload: FileUpload = { state: 'waiting', sent: 0 }
  const row: LocalFileRow = {
    id: crypto.randomUUID(), accountId, filingId, createdAt: new Date().toISOString(), size: bytes.byteLength, upload,
    sealed: await encryptJson(accountId, about),
  }
  const chunks = await sealChunks(accountId, bytes)
  const stores = ['files', 'fileChunks', 'meta'] as const
  const transaction = await openAccountTransaction(accountId, [...stores], row.sealed, ...chunks)
  const replaced = replaces === undefined ? undefined : await transaction.objectStore('files').get(replaces)
  if (replaced?.accountId === accountId) {
    row.position = placeOf(replaced)
    await dropFile(transaction, replaced.id)
  } else {
    // By the clock alone, two of one millisecond have no order, and one added after it was put back a wrong one.
    const others = await transaction.objectStore('files').index('filingId').getAll(filingId)
    row.position = Math.max(placeOf(row), ...others.map((other) => placeOf(other) + 1))
  }
  await transaction.objectStore('files').add(row)
  for (const [index, sealed] of chunks.entries()) {
    await transaction.objectStore('fileChunks').add({ fileId: row.id, index, accountId, sealed })
  }
  await transaction.done
  return { id: row.id, filingId, ...about, size: row.size, upload }
}

/** The files of a filing, as they were ordered, else oldest first. */
export async function listLocalFiles(accountId: string, filingId: string): Promise<LocalFile[]> {
  const rows = await (await openDeviceDatabase()).getAllFromIndex('files', 'filingId', filingId)
  const own = rows.filter((row) => row.accountId === accountId)
  own.sort((a, b) => placeOf(a) - placeOf(b))
  return Promise.all(own.map(openRow))
}

/** Every file of the account on this device, oldest first. */
export async function listAccountFiles(accountId: string): Promise<LocalFile[]> {
  const rows = await (await openDeviceDatabase()).getAllFromIndex('files', 'accountId', accountId)
  return Promise.all(rows.sort((a, b) => a.createdAt.localeCompare(b.createdAt)).map(openRow))
}

export async function findLocalFile(accountId: string, id: string): Promise<LocalFile | undefined> {
  const row = await (await openDeviceDatabase()).get('files', id)
  return row?.accountId === accountId ? openRow(row) : undefined
}

/** The whole file, to look at or export. Throws LocalFileGoneError when it is not there. */
export async function readLocalFile(accountId: string, id: string): Promise<Blob> {
  const file = await findLocalFile(accountId, id)
  if (!file) throw new LocalFileGoneError(id)
  const parts = await Promise.all(
    Array.from({ length: Math.ceil(file.size / chunkBytes) }, (_, index) => readFileChunk(accountId, id, index)),
  )
  return new Blob(parts, { type: file.type })
}

/** One chunk in clear. Throws LocalFileGoneError when it is not there. */
export async function readFileChunk(accountId: string, id: string, index: number): Promise<ArrayBuffer> {
  const chunk = await (await openDeviceDatabase()).get('fileChunks', [id, index])
  if (chunk?.accountId !== accountId) throw new LocalFileGoneError(`${id} ${index}`)
  return decryptBytes(accountId, chunk.sealed)
}

export async function deleteLocalFile(accountId: string, id: string): Promise<void> {
  const transaction = await openAccountTransaction(accountId, ['files', 'fileChunks', 'meta'])
  const row = await transaction.objectStore('files').get(id)
  if (row?.accountId === accountId) await dropFile(transaction, id)
  await transaction.done
}

/**
 * Notes how far a file's upload is. A file deleted meanwhile stays deleted, and its upload is not wanted any more:
 * throws LocalFileGoneError then.
 */
export async function saveUpload(accountId: string, id: string, upload: FileUpload): Promise<void> {
  const transaction = await openAccountTransaction(accountId, ['files', 'meta'])
  const row = await transaction.objectStore('files').get(id)
  const isThere = row?.accountId === accountId
  if (isThere) await transaction.objectStore('files').put({ ...row, upload })
  else if (upload.url) await noteUnwanted(transaction, accountId, upload.url)
  await transaction.done
  if (!isThere) throw new LocalFileGoneError(id)
}

/** Milliseconds since 1970 stand behind every position somebody gave by hand. */
function placeOf({ position, createdAt }: LocalFileRow): number {
  return position ?? Date.parse(createdAt)
}

async function openRow(row: LocalFileRow): Promise<LocalFile> {
  const about = await decryptJson<SealedFile>(row.accountId, row.sealed)
  return { id: row.id, filingId: row.filingId, ...about, size: row.size, upload: row.upload }
}

function sealChunks(accountId: string, bytes: ArrayBuffer): Promise<Sealed[]> {
  const count = Math.ceil(bytes.byteLength / chunkBytes)
  return Promise.all(Array.from({ length: count }, (_, index) =>
    encryptBytes(accountId, bytes.slice(index * chunkBytes, (index + 1) * chunkBytes))))
}
