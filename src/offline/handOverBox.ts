/**
 * The sealed box a draft travels in. A header in clear (38 bytes: magic, version, flags, PBKDF2 rounds, salt, nonce),
 * then parts: four bytes length, four bytes check sum, AES-GCM cipher text. The header and the part's number are
 * authenticated with every part, so that nothing can be changed, swapped or taken out of another box. The check sum is
 * of the cipher text: it protects nothing, but tells a damaged file from a mistyped passphrase.
 */
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { plainPassphrase } from './passphrase.ts'

export type BoxProblem = 'not-hand-over' | 'newer-format' | 'damaged'

/** OWASP's floor for PBKDF2 with SHA-256; a box may ask for more, but not for minutes of work. */
const kdfRounds = 600_000
const mostRounds = 5_000_000
const boxVersion = 1
const magic = 'ZHBD'
const headerLength = 38
const partHead = 8
const tagLength = 16

export interface BoxLimits {
  /** Bytes in clear of the first part, and of each other one. */
  first: number
  other: number
  parts: number
}

export interface Box {
  header: Uint8Array<ArrayBuffer>
  gzipped: boolean
  parts: { sum: Uint8Array, sealed: Blob }[]
}

/** Seals parts one after the other, each asked for when its turn comes: photos never lie in memory all at once. */
export async function sealBox(
  passphrase: string, gzipped: boolean, parts: (() => Promise<BufferSource>)[],
): Promise<Blob> {
  const header = writeHeader(gzipped)
  const key = await deriveKey(passphrase, header)
  const blobs = [new Blob([header])]
  for (const [index, part] of parts.entries()) {
    const sealed = await crypto.subtle.encrypt(aesOf(header, index), key, await part())
    const head = new Uint8Array(partHead)
    new DataView(head.buffer).setUint32(0, sealed.byteLength)
    head.set(await sumOf(header, index, sealed), 4)
    blobs.push(new Blob([head, sealed]))
  }
  return new Blob(blobs, { type: 'application/octet-stream' })
}

/** Looks at a box from outside, without the passphrase: is it one, of a version known here, whole and within limits. */
export async function openBox(file: Blob, limits: BoxLimits): Promise<Result<Box, BoxProblem>> {
  const header = new Uint8Array(await file.slice(0, headerLength).arrayBuffer())
  const view = new DataView(header.buffer)
  if (String.fromCharCode(...header.slice(0, 4)) !== magic) return fail('not-hand-over')
  if (header.length < headerLength) return fail('damaged')
  if (view.getUint8(4) > boxVersion || view.getUint8(5) > 1) return fail('newer-format')
  const rounds = view.getUint32(6)
  if (view.getUint8(4) === 0 || rounds < kdfRounds || rounds > mostRounds) return fail('damaged')
  const parts = await listParts(file, limits)
  return parts ? ok({ header, gzipped: view.getUint8(5) === 1, parts }) : fail('damaged')
}

async function listParts(file: Blob, limits: BoxLimits): Promise<Box['parts'] | undefined> {
  const parts: Box['parts'] = []
  let at = headerLength
  while (at < file.size) {
    const head = new Uint8Array(await file.slice(at, at + partHead).arrayBuffer())
    if (head.length < partHead || parts.length === limits.parts) return undefined
    const length = new DataView(head.buffer).getUint32(0)
    const most = (parts.length === 0 ? limits.first : limits.other) + tagLength
    at += partHead + length
    if (length < tagLength || length > most || at > file.size) return undefined
    parts.push({ sum: head.slice(4), sealed: file.slice(at - length, at) })
  }
  return parts.length > 0 ? parts : undefined
}

/** The key a passphrase makes for this box; whether it is the right one shows at the first part. */
export async function deriveKey(passphrase: string, header: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const secret = new TextEncoder().encode(plainPassphrase(passphrase))
  const base = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey'])
  const iterations = new DataView(header.buffer).getUint32(6)
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt: header.slice(10, 26), iterations }
  return crypto.subtle.deriveKey(derivation, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** A part that came as it was sent: known before any work is spent on a passphrase. */
export async function readPart({ header, parts }: Box, index: number): Promise<Result<ArrayBuffer, 'damaged'>> {
  const part = parts[index]
  if (!part) return fail('damaged')
  const sealed = await part.sealed.arrayBuffer()
  const sum = await sumOf(header, index, sealed)
  return sum.every((byte, at) => byte === part.sum[at]) ? ok(sealed) : fail('damaged')
}

export async function unsealPart(
  { header }: Box, key: CryptoKey, index: number, sealed: ArrayBuffer,
): Promise<Result<ArrayBuffer, 'wrong-passphrase'>> {
  return crypto.subtle.decrypt(aesOf(header, index), key, sealed).then(ok, () => fail('wrong-passphrase' as const))
}

function writeHeader(gzipped: boolean): Uint8Array<ArrayBuffer> {
  const header = crypto.getRandomValues(new Uint8Array(headerLength))
  header.set(Array.from(magic, (letter) => letter.charCodeAt(0)))
  header.set([boxVersion, gzipped ? 1 : 0], 4)
  new DataView(header.buffer).setUint32(6, kdfRounds)
  return header
}

/** The nonce of a part is the box's own, with the part's number counted into its end. */
function aesOf(header: Uint8Array<ArrayBuffer>, index: number): AesGcmParams {
  const iv = header.slice(26, 38)
  const end = new DataView(iv.buffer, 8)
  end.setUint32(0, (end.getUint32(0) ^ index) >>> 0)
  return { name: 'AES-GCM', iv, additionalData: numbered(header, index) }
}

function numbered(header: Uint8Array<ArrayBuffer>, index: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerLength + 4)
  bytes.set(header)
  new DataView(bytes.buffer).setUint32(headerLength, index)
  return bytes
}

async function sumOf(header: Uint8Array<ArrayBuffer>, index: number, sealed: ArrayBuffer): Promise<Uint8Array> {
  const hash = await crypto.subtle.digest('SHA-256', sealed)
  const all = await crypto.subtle.digest('SHA-256', await new Blob([numbered(header, index), hash]).arrayBuffer())
  return new Uint8Array(all, 0, 4)
}
