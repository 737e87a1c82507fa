import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { idempotencyHeader } from '../../src/contract/endpoints.ts'
import type { WriteRequest } from '../use-cases/runIdempotent.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The write's idempotency key and a hash of what it asks for; undefined when the header is missing or no UUID. */
export function readWriteRequest(request: FastifyRequest): WriteRequest | undefined {
  const key = request.headers[idempotencyHeader]
  if (typeof key !== 'string' || !uuid.test(key)) return undefined
  const asked = JSON.stringify([request.method, request.url, request.body ?? null], sortKeys)
  return { key: key.toLowerCase(), hash: createHash('sha256').update(asked).digest('hex') }
}

/** The same request has the same hash whatever the order of its keys. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1))
}
