import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { Server } from '@tus/server'
import type { DataStore } from '@tus/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { endpoints } from '../../src/contract/endpoints.ts'
import type { ProblemCode, ProblemValue } from '../../src/contract/problems.ts'
import type { Result } from '../../src/domain/result.ts'
import type { Account } from '../repositories/accounts.ts'
import { sendProblem } from './problemReply.ts'

interface Announced {
  id: string
  size: number
  meta: Record<string, string | null>
}

interface Hooks {
  create(account: Account, announced: Announced): Promise<Result<void, ProblemValue>>
  finish(id: string): Promise<Result<void, ProblemValue>>
}

/** What the protocol's own refusals are in ours. */
const codeByStatus: Record<number, ProblemCode> = {
  403: 'media-type-unsupported', 404: 'upload-not-found', 409: 'upload-conflict', 410: 'upload-not-found',
  413: 'file-too-large', 500: 'internal',
}

/** One request as the hooks see it: whose it is, and what of our own rules it broke. */
interface Exchange {
  account: Account | undefined
  problem?: ProblemValue
}

/**
 * The tus 1.0.0 protocol behind an ordinary handler: it gets the request as a web `Request`, so that its answers pass
 * through the server's headers and problems like all others.
 */
export function tusReceiver(store: DataStore, publicUrl: string, hooks: Hooks) {
  const exchanges = new WeakMap<object, Exchange>()
  const tus = new Server({
    path: endpoints.createUpload.path,
    datastore: store,
    relativeLocation: true,
    allowedOrigins: [publicUrl],
    namingFunction: () => randomUUID(),
    onUploadCreate: async (request, { id, size = 0, metadata = {} }) => {
      const exchange = getExchange(exchanges, request)
      if (!exchange.account) throw new Error('an upload is created by somebody')
      refuseUnlessOk(exchange, await hooks.create(exchange.account, { id, size, meta: metadata }))
      return {}
    },
    onUploadFinish: async (request, { id }) => {
      refuseUnlessOk(getExchange(exchanges, request), await hooks.finish(id))
      return {}
    },
  })
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const webRequest = toWebRequest(request, publicUrl)
    const exchange: Exchange = { account: request.account }
    exchanges.set(webRequest, exchange)
    const response = await tus.handleWeb(webRequest as Parameters<typeof tus.handleWeb>[0])
    const { status, headers } = response
    letBodyPass(request.raw)
    if (status >= 400) return sendProblem(reply, exchange.problem ?? { code: codeByStatus[status] ?? 'bad-request' })
    for (const [name, value] of headers) if (!isBodyHeader(name)) reply.header(name, value)
    return reply.code(status).send()
  }
}

function getExchange(exchanges: WeakMap<object, Exchange>, request: object): Exchange {
  const exchange = exchanges.get(request)
  if (!exchange) throw new Error('a tus request that is not ours')
  return exchange
}

/** tus stops at a thrown object with a status; which one does not matter, the exchange keeps the problem. */
function refuseUnlessOk(exchange: Exchange, result: Result<void, ProblemValue>): void {
  if (result.ok) return
  Object.assign(exchange, { problem: result.error })
  throw Object.assign(new Error(result.error.code), { status_code: 400, body: '' })
}

/** Without its query: tus reads an upload's id from the end of the address, and access was decided by the path. */
function toWebRequest({ raw, method, url }: FastifyRequest, publicUrl: string): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(raw.headers)) if (typeof value === 'string') headers.set(name, value)
  const hasBody = method === 'POST' || method === 'PATCH'
  return new Request(new URL(new URL(url, publicUrl).pathname, publicUrl), {
    method, headers, ...(hasBody && { body: Readable.toWeb(raw) as ReadableStream, duplex: 'half' }),
  })
}

/** Of a request that was answered without its body: the next one on the connection would wait behind it for ever. */
function letBodyPass(raw: IncomingMessage): void {
  if (raw.complete) return
  raw.removeAllListeners('data')
  raw.resume()
}

function isBodyHeader(name: string): boolean {
  return name === 'content-type' || name === 'content-length'
}
