import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { notModified } from './statuses.ts'

type Encoding = 'br' | 'gzip' | 'identity'

const compress: Record<Encoding, (text: string, quality: number) => Promise<Buffer>> = {
  br: (text, quality) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
  gzip: (text, quality) => promisify(gzip)(text, { level: quality }),
  identity: async (text) => Buffer.from(text),
}

/** Answers with a large value that seldom changes: compressed once per version, and not sent to whoever has it. */
export function compressedJson() {
  const bodies = new Map<string, Promise<Buffer>>()
  let kept: string | undefined
  return async (request: FastifyRequest, reply: FastifyReply, value: object, version: string) => {
    if (kept !== version) bodies.clear()
    kept = version
    const etag = `W/"${version}"`
    reply.headers({ etag, 'cache-control': 'no-cache', 'vary': 'accept-encoding' })
    if (listTags(request.headers['if-none-match']).includes(etag)) {
      return reply.code(notModified).send()
    }
    const encoding = preferred(request.headers['accept-encoding'])
    const body = bodies.get(encoding) ?? compress[encoding](JSON.stringify(value), 9)
    bodies.set(encoding, body)
    return sendBytes(reply, encoding, await body)
  }
}

/** Answers with a value put together for this request: compressed as well as is quick. */
export async function sendCompressed(request: FastifyRequest, reply: FastifyReply, value: object) {
  const encoding = preferred(request.headers['accept-encoding'])
  reply.headers({ 'cache-control': 'no-cache', 'vary': 'accept-encoding' })
  return sendBytes(reply, encoding, await compress[encoding](JSON.stringify(value), 5))
}

function sendBytes(reply: FastifyReply, encoding: Encoding, body: Buffer) {
  reply.type('application/json; charset=utf-8')
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  return reply.send(body)
}

function listTags(header: string | undefined): string[] {
  return (header ?? '').split(',').map((tag) => tag.trim())
}

function preferred(header: string | string[] | undefined): Encoding {
  const accepted = String(header ?? '').split(',').map((part) => part.trim().toLowerCase())
  return (['br', 'gzip'] as const).find((encoding) => accepted.some((part) =>
    part === encoding || (part.startsWith(`${encoding};`) && !/;\s*q=0(\.0*)?$/.test(part)))) ?? 'identity'
}
