/**
 * Resumable upload (tus 1.0.0: creation, HEAD for the offset, PATCH per chunk). Our own 100 lines over fetch because
 * it must run in the service worker too, and tus-js-client 4 needs XMLHttpRequest or Node streams there. What is
 * confirmed is noted after every chunk, so that a cut, a reload or a kill loses one chunk at most.
 */
import { endpointPath } from '../contract/endpoints.ts'
import { makeProblem } from '../contract/readProblem.ts'
import { offsetConflictStatus, uploadGoneStatuses } from '../contract/replyOutcome.ts'
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { AccountClosedError } from './accountKeys.ts'
import { toBase64 } from './encoding.ts'
import { LocalFileGoneError, chunkBytes, findLocalFile, readFileChunk, saveUpload } from './localFiles.ts'
import type { FileUpload, LocalFile } from './localFiles.ts'
import { withLock } from './lock.ts'
import { readFailure, sendByFetch, trySend } from './sendRequest.ts'
import type { Send, SendFailure } from './sendRequest.ts'
import { announceOutbox } from './watchOutbox.ts'

export interface UploadOptions {
  fetch?: Send
  onProgress?: (sent: number, size: number) => void
  signal?: AbortSignal
}

interface Upload extends Omit<UploadOptions, 'fetch'> {
  send: Send
  accountId: string
  file: LocalFile
}

/** Where the server has the upload: its path and how many bytes it confirmed. */
interface Place {
  url: string
  offset: number
}

const tus = { 'tus-resumable': '1.0.0' }
const chunkTimeout = 120_000
/** The resident removed the file, perhaps while it was climbing. */
const gone = fail({ kind: 'refused' as const, problem: makeProblem('upload-not-found') })
/** How often the upload may vanish or disagree before it is left for later. */
const maxRelocations = 3

/**
 * Brings a file to the server, from wherever it was cut, and gives its upload id. One tab at a time per file. A file
 * that was done is looked up once more: the server sweeps what no filing took.
 */
export async function uploadFile(
  accountId: string, id: string, { fetch: send = sendByFetch, ...options }: UploadOptions = {},
): Promise<Result<{ uploadId: string }, SendFailure>> {
  const outcome = await withLock(`upload:${id}`, true, async () => {
    const file = await findLocalFile(accountId, id)
    if (!file) return gone
    const refused = file.upload.state === 'refused' ? file.upload.problem : undefined
    if (refused) return fail({ kind: 'refused' as const, problem: refused })
    return climb({ ...options, send, accountId, file }).catch((error: unknown) => {
      if (error instanceof LocalFileGoneError) return gone
      if (error instanceof AccountClosedError) return fail({ kind: 'signedOut' as const })
      throw error
    })
  })
  if (!outcome) throw new Error('a waiting lock always comes')
  return outcome.value
}

async function climb(upload: Upload): Promise<Result<{ uploadId: string }, SendFailure>> {
  let url = upload.file.upload.url
  for (let relocation = 0; relocation <= maxRelocations; relocation += 1) {
    const place = await locate(upload, url)
    if (!place.ok) return giveUp(upload, place.error)
    const sent = await sendChunks(upload, place.value)
    if (sent.ok && sent.value === 'done') return ok({ uploadId: uploadIdOf(place.value.url) })
    if (!sent.ok) return giveUp(upload, sent.error)
    url = place.value.url
  }
  return giveUp(upload, { kind: 'later' })
}

/** Asks for the offset of a begun upload; creates one where there is none or it has gone. */
async function locate(upload: Upload, url: string | undefined): Promise<Result<Place, SendFailure>> {
  if (url === undefined) return create(upload)
  const reply = await trySend(() => upload.send(url, { method: 'HEAD', headers: tus, ...requestInit(upload) }))
  if (!reply.ok) return reply
  if (uploadGoneStatuses.includes(reply.value.status)) return create(upload)
  const failure = await readFailure(reply.value)
  if (failure) return fail(failure)
  return ok({ url, offset: Number(reply.value.headers.get('upload-offset') ?? 0) })
}

async function create(upload: Upload): Promise<Result<Place, SendFailure>> {
  const { file } = upload
  const reply = await trySend(() => upload.send(endpointPath('createUpload'), {
    method: 'POST', ...requestInit(upload),
    headers: {
      ...tus, 'upload-length': String(file.size),
      'upload-metadata': encodeMetadata(file),
    },
  }))
  if (!reply.ok) return reply
  const failure = await readFailure(reply.value)
  if (failure) return fail(failure)
  const location = reply.value.headers.get('location')
  if (!location) return fail({ kind: 'later' })
  // Behind a proxy the server may name another host; the upload is always on this one.
  const url = new URL(location, 'http://same.origin').pathname
  await note(upload, { state: 'sending', sent: 0, url, uploadId: uploadIdOf(url) })
  return ok({ url, offset: 0 })
}

/** Sends from the offset to the end; `moved` when the server has another offset than we thought. */
async function sendChunks(upload: Upload, place: Place): Promise<Result<'done' | 'moved', SendFailure>> {
  let { offset } = place
  const { url } = place
  while (offset < upload.file.size) {
    const body = await readFrom(upload, offset)
    const reply = await trySend(() => upload.send(url, {
      method: 'PATCH', body, ...requestInit(upload),
      headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
    }))
    if (!reply.ok) return reply
    const { status } = reply.value
    if (status === offsetConflictStatus || uploadGoneStatuses.includes(status)) return ok('moved')
    const failure = await readFailure(reply.value)
    if (failure) return fail(failure)
    offset = Number(reply.value.headers.get('upload-offset') ?? offset + body.byteLength)
    await note(upload, { state: 'sending', sent: offset, url, uploadId: uploadIdOf(url) })
  }
  await note(upload, { state: 'done', sent: upload.file.size, url, uploadId: uploadIdOf(url) })
  return ok('done')
}

/** The rest of the chunk the offset lies in: after a cut the server may have kept half of one. */
async function readFrom({ accountId, file }: Upload, offset: number): Promise<ArrayBuffer> {
  const index = Math.floor(offset / chunkBytes)
  return (await readFileChunk(accountId, file.id, index)).slice(offset - index * chunkBytes)
}

async function giveUp(upload: Upload, failure: SendFailure): Promise<Result<never, SendFailure>> {
  const { accountId, file } = upload
  const { upload: last } = await findLocalFile(accountId, file.id) ?? file
  await note(upload, failure.kind === 'refused'
    ? { ...last, state: 'refused', problem: failure.problem }
    : { ...last, state: 'waiting' })
  return fail(failure)
}

async function note({ accountId, file, onProgress }: Upload, upload: FileUpload): Promise<void> {
  await saveUpload(accountId, file.id, upload)
  onProgress?.(upload.sent, file.size)
  announceOutbox()
}

function requestInit({ signal }: Upload): RequestInit {
  const timeout = AbortSignal.timeout(chunkTimeout)
  return { cache: 'no-store', redirect: 'error', signal: signal ? AbortSignal.any([signal, timeout]) : timeout }
}

function uploadIdOf(url: string): string {
  return decodeURIComponent(url.slice(url.lastIndexOf('/') + 1))
}

function encodeMetadata({ name, type, filingId, materialId }: LocalFile): string {
  return Object.entries({ filename: name, filetype: type, filingId, materialId })
    .map(([key, value]) => `${key} ${toBase64(new TextEncoder().encode(value))}`).join(',')
}
