import type { FastifyReply } from 'fastify'

/** Gives the raw answer to another HTTP library, which would otherwise go without the headers set so far. */
export function handOver(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value)
  }
  reply.hijack()
}
