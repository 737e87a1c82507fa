import type { FastifyInstance } from 'fastify'
import { sendProblem } from './problemReply.ts'

/** No address of ours holds a NUL, and PostgreSQL takes none: it would be an error instead of a "not found". */
export function refuseNul(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.includes('%00')) return sendProblem(reply, { code: 'bad-request' })
  })
}
