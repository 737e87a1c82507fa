import type { FastifyInstance } from 'fastify'
import { seeOther } from './statuses.ts'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * `localhost` and `127.0.0.1` are different origins: drafts and the session of one are not seen by the other. When
 * the public address is one of them, a page opened under another goes there.
 */
export function redirectLoopbackAlias(app: FastifyInstance, publicUrl: string): void {
  const own = new URL(publicUrl)
  if (!loopback.has(own.hostname)) return
  app.addHook('onRequest', async (request, reply) => {
    const asked = `http://${request.headers.host ?? own.host}`
    if (request.method !== 'GET' || request.url.startsWith('/api/') || !URL.canParse(asked)) return
    const { hostname, port } = new URL(asked)
    const isAlias = loopback.has(hostname) && hostname !== own.hostname && port === own.port
    if (isAlias) return reply.redirect(own.origin + request.url, seeOther)
  })
}
