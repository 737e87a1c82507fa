/**
 * Brings one file to the server, from wherever it was cut. What is confirmed is noted after every chunk, so that a
 * cut, a reload or a kill loses one chunk at most.
 */
import { makeProblem } from '../contract/readProblem.ts'
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { AccountClosedError, AccountLockedError } from './accountKeys.ts'
import { checkAuthor } from './checkAuthor.ts'
import { LocalFileGoneError, chunkBytes, findLocalFile, readFileChunk, saveUpload } from './localFiles.ts'
import type { FileUpload, LocalFile } from './localFiles.ts'
import { withLock } from './lock.ts'
import { sendByFetch } from './sendRequest.ts'
import type { Send, SendFailure } from './sendRequest.ts'
import { createUpload, readOffset, sendChunk } from './tusRequests.ts'
import type { TusLine } from './tusRequests.ts'
import { findUploadHold } from './uploadGate.ts'
import { announceOutbox } from './watchOutbox.ts'

export interface UploadOptions {
  fetch?: Send
  onProgress?: (sent: number, size: number) => void
  signal?: AbortSignal
}

interface Upload extends TusLine {
  accountId: string
  file: LocalFile
  onProgress?: (sent: number, size: number) => void
}

/** Where the server has the upload: its path and how many bytes it confirmed. */
interface Place {
  url: string
  offset: number
}

/** The resident removed the file, perhaps while it was climbing. */
const gone = fail({ kind: 'refused' as const, problem: makeProblem('upload-not-found') })
/** How often the upload may vanish or disagree before it is left for later. */
const maxRelocations = 3

/**
 * Uploads a file of this device and gives its upload id; one tab at a time per file. A file that was done is looked
 * up once more: the server sweeps what no filing took.
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
      if (error instanceof AccountLockedError) return fail({ kind: 'locked' as const })
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
    const sent = await sendRest(upload, place.value)
    if (!sent.ok) return giveUp(upload, sent.error)
    if (sent.value === 'done') return ok({ uploadId: uploadIdOf(place.value.url) })
    url = place.value.url
  }
  return giveUp(upload, { kind: 'later' })
}

/** Asks for the offset of a begun upload; creates one where there is none or it has gone. */
async function locate(upload: Upload, url: string | undefined): Promise<Result<Place, SendFailure>> {
  if (url !== undefined) {
    const offset = await readOffset(upload, url)
    if (!offset.ok) return offset
    if (offset.value !== 'gone') return ok({ url, offset: offset.value })
  }
  const may = await mayGo(upload)
  if (!may.ok) return may
  // One that has gone may never have been this session's: nothing of one person is put under another's name.
  const author = await checkAuthor(upload.accountId, upload.send)
  if (!author.ok) return author
  const created = await createUpload(upload, upload.file)
  if (!created.ok) return created
  await note(upload, progress({ url: created.value, offset: 0 }))
  return ok({ url: created.value, offset: 0 })
}

/** Sends from the offset to the end; `moved` when the server has another offset than we thought. */
async function sendRest(upload: Upload, { url, offset }: Place): Promise<Result<'done' | 'moved', SendFailure>> {
  for (let at = offset; at < upload.file.size;) {
    const may = await mayGo(upload)
    if (!may.ok) return may
    const next = await sendChunk(upload, url, at, await readFrom(upload, at))
    if (!next.ok) return next
    // An offset that does not move would be sent for ever.
    if (next.value === 'moved' || next.value <= at) return ok('moved')
    at = next.value
    await note(upload, progress({ url, offset: at }))
  }
  await note(upload, { ...progress({ url, offset: upload.file.size }), state: 'done' })
  return ok('done')
}

/** Asked before every chunk: a pause, or another network, takes effect within one. */
async function mayGo({ signal }: Upload): Promise<Result<true, SendFailure>> {
  return signal?.aborted || await findUploadHold() ? fail({ kind: 'held' }) : ok(true)
}

/** The rest of the chunk the offset lies in: after a cut the server may have kept half of one. */
async function readFrom({ accountId, file }: Upload, offset: number): Promise<ArrayBuffer> {
  const index = Math.floor(offset / chunkBytes)
  return (await readFileChunk(accountId, file.id, index)).slice(offset - index * chunkBytes)
}

async function giveUp(upload: Upload, failure: SendFailure): Promise<Result<never, SendFailure>> {
  const { accountId, file } = upload
  const { upload: last } = await findLocalFile(accountId, file.id) ?? file
  const { problem } = failure.kind === 'refused' || failure.kind === 'later' ? failure : {}
  const state = failure.kind === 'refused' ? 'refused' : 'waiting'
  await note(upload, { ...last, state, problem })
  // A request that was called back looks like a network that failed.
  return fail(failure.kind === 'offline' && upload.signal?.aborted ? { kind: 'held' } : failure)
}

function progress({ url, offset }: Place): FileUpload {
  return { state: 'sending', sent: offset, url, uploadId: uploadIdOf(url) }
}

async function note({ accountId, file, onProgress }: Upload, upload: FileUpload): Promise<void> {
  await saveUpload(accountId, file.id, upload)
  onProgress?.(upload.sent, file.size)
  announceOutbox()
}

function uploadIdOf(url: string): string {
  return decodeURIComponent(url.slice(url.lastIndexOf('/') + 1))
}
