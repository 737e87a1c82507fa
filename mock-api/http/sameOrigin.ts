import type { FastifyRequest } from 'fastify'

/** Browsers name the page a write comes from; only our own may write (design: identity and modes). */
export function isSameOrigin(request: FastifyRequest, publicUrl: string): boolean {
  return request.headers.origin === new URL(publicUrl).origin
}
