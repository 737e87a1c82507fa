/** An API on the other end of fetch: it keeps what it was sent, as the real one does, and fails where a test says. */
import { problems } from '../../../src/contract/problems.ts'
import type { ProblemCode } from '../../../src/contract/problems.ts'

export interface Received {
  path: string
  key: string
  body: Record<string, unknown>
}

export interface FakeUpload {
  length: number
  bytes: Uint8Array
}

type Cut = 'none' | 'beforeRequest' | 'afterRequest'

export class FakeServer {
  accountId: string | null
  /** Every request seen: `POST /api/filings`. */
  readonly calls: string[] = []
  /** Writes that took effect, by idempotency key. */
  readonly done = new Map<string, Received>()
  readonly uploads = new Map<string, FakeUpload>()
  readonly keys = new Map<string, unknown>()
  /** Gives a reply instead of the real work. */
  answer: ((call: string, body: unknown) => Response | undefined) | undefined
  /** Where the network fails. */
  cut: (call: string, number: number) => Cut = () => 'none'
  /** Bytes of a PATCH the server keeps when the network fails in the middle of it. */
  keepOnCut = 0

  constructor(accountId: string | null) {
    this.accountId = accountId
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const path = String(input)
    const call = `${init.method ?? 'GET'} ${path.replace(/[^/]*\d[^/]*/g, ':id')}`
    this.calls.push(call)
    const cut = this.cut(call, this.calls.filter((one) => one === call).length)
    if (cut === 'beforeRequest') throw new TypeError('network')
    const reply = this.answer?.(call, init.body) ?? await this.#handle(call, path, init, cut)
    if (cut === 'afterRequest') throw new TypeError('network')
    return reply
  }

  count(call: string): number {
    return this.calls.filter((one) => one === call).length
  }

  async #handle(call: string, path: string, init: RequestInit, cut: Cut): Promise<Response> {
    const headers = new Headers(init.headers)
    if (call === 'GET /api/session') {
      const account = this.accountId === null ? null : { id: this.accountId }
      return Response.json({ demo: true, now: '2026-05-06T01:00:00.000Z', account })
    }
    if (this.accountId === null) return problemReply('signed-out')
    if (path.startsWith('/api/uploads')) return this.#handleUpload(call, path, init, headers, cut)
    return this.#handleWrite(path, headers.get('idempotency-key') ?? '', JSON.parse(String(init.body)))
  }

  #handleWrite(path: string, key: string, body: Record<string, unknown>): Response {
    if (path === '/api/keys') {
      const point = JSON.stringify(body.publicKey)
      const keyId = [...this.keys].find(([, known]) => known === point)?.[0] ?? crypto.randomUUID()
      this.keys.set(keyId, point)
      return Response.json({ keyId })
    }
    const first = this.done.get(key)
    if (first && JSON.stringify(first.body) !== JSON.stringify(body)) return problemReply('idempotency-key-reused')
    this.done.set(key, { path, key, body })
    return Response.json({ caseNo: 'C1', receivedAt: '2026-05-06T01:00:00.000Z', verdict: { kind: 'acceptable' } })
  }

  #handleUpload(call: string, path: string, init: RequestInit, headers: Headers, cut: Cut): Response {
    if (call === 'POST /api/uploads') {
      const id = crypto.randomUUID()
      this.uploads.set(id, { length: Number(headers.get('upload-length')), bytes: new Uint8Array() })
      return new Response(null, { status: 201, headers: { location: `http://inner.host/api/uploads/${id}` } })
    }
    const upload = this.uploads.get(path.slice(path.lastIndexOf('/') + 1))
    if (!upload) return problemReply('upload-not-found')
    if (call.startsWith('DELETE')) {
      this.uploads.delete(path.slice(path.lastIndexOf('/') + 1))
      return new Response(null, { status: 204 })
    }
    if (call.startsWith('PATCH')) {
      if (Number(headers.get('upload-offset')) !== upload.bytes.length) return new Response(null, { status: 409 })
      const bytes = new Uint8Array(init.body as ArrayBuffer)
      upload.bytes = join(upload.bytes, cut === 'afterRequest' ? bytes.slice(0, this.keepOnCut) : bytes)
    }
    return new Response(null, { status: 204, headers: { 'upload-offset': String(upload.bytes.length) } })
  }
}

export function problemReply(code: ProblemCode, headers: Record<string, string> = {}): Response {
  const status = problems[code]
  return Response.json({ type: `urn:zhenghaoban:problem:${code}`, status, code }, { status, headers })
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length)
  whole.set(a)
  whole.set(b, a.length)
  return whole
}
