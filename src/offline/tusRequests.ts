/**
 * The requests of tus 1.0.0 that an upload needs: creation, HEAD for the offset, PATCH per chunk, DELETE. Over fetch
 * and our own, because they must run in the service worker too, and tus-js-client 4 needs XMLHttpRequest there.
 */
import { endpointPath } from '../contract/endpoints.ts'
import { offsetConflictStatus, uploadGoneStatuses } from '../contract/replyOutcome.ts'
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { toBase64 } from './encoding.ts'
import type { LocalFile } from './localFiles.ts'
import { readFailure, trySend } from './sendRequest.ts'
import type { Send, SendFailure } from './sendRequest.ts'

/** How requests go out. */
export interface TusLine {
  send: Send
  signal?: AbortSignal
}

const version = { 'tus-resumable': '1.0.0' }
const timeout = 120_000

/** Announces a file and gives the path its bytes go to. */
export async function createUpload(line: TusLine, file: LocalFile): Promise<Result<string, SendFailure>> {
  const reply = await trySend(() => line.send(endpointPath('createUpload'), {
    method: 'POST', ...init(line),
    headers: { ...version, 'upload-length': String(file.size), 'upload-metadata': encodeMetadata(file) },
  }))
  if (!reply.ok) return reply
  const failure = await readFailure(reply.value)
  if (failure) return fail(failure)
  const location = reply.value.headers.get('location')
  // Behind a proxy the server may name another host; the upload is always on this one.
  return location ? ok(new URL(location, 'http://same.origin').pathname) : fail({ kind: 'later' })
}

/** How many bytes the server has; `gone` when it has swept the upload. */
export async function readOffset(line: TusLine, url: string): Promise<Result<number | 'gone', SendFailure>> {
  const reply = await trySend(() => line.send(url, { method: 'HEAD', headers: version, ...init(line) }))
  if (!reply.ok) return reply
  if (uploadGoneStatuses.includes(reply.value.status)) return ok('gone')
  const failure = await readFailure(reply.value)
  return failure ? fail(failure) : ok(Number(reply.value.headers.get('upload-offset') ?? 0))
}

/** Sends bytes from an offset and gives the new one; `moved` when the server has another offset or no upload. */
export async function sendChunk(
  line: TusLine, url: string, offset: number, bytes: ArrayBuffer,
): Promise<Result<number | 'moved', SendFailure>> {
  const reply = await trySend(() => line.send(url, {
    method: 'PATCH', body: bytes, ...init(line),
    headers: { ...version, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
  }))
  if (!reply.ok) return reply
  const { status, headers } = reply.value
  if (status === offsetConflictStatus || uploadGoneStatuses.includes(status)) return ok('moved')
  const failure = await readFailure(reply.value)
  return failure ? fail(failure) : ok(Number(headers.get('upload-offset') ?? offset + bytes.byteLength))
}

/** Throws an upload away; true also when the server has none of that name, or a case holds it. */
export async function discardUpload(line: TusLine, url: string): Promise<Result<true, SendFailure>> {
  const reply = await trySend(() => line.send(url, { method: 'DELETE', headers: version, ...init(line) }))
  if (!reply.ok) return reply
  const failure = await readFailure(reply.value)
  return failure && failure.kind !== 'refused' ? fail(failure) : ok(true)
}

function init({ signal }: TusLine): RequestInit {
  const slow = AbortSignal.timeout(timeout)
  return { cache: 'no-store', redirect: 'error', signal: signal ? AbortSignal.any([signal, slow]) : slow }
}

function encodeMetadata({ name, type, filingId, materialId }: LocalFile): string {
  return Object.entries({ filename: name, filetype: type, filingId, materialId })
    .map(([key, value]) => `${key} ${toBase64(new TextEncoder().encode(value))}`).join(',')
}
