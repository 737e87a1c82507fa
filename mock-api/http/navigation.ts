/** Addresses a browser goes to by itself: it is led on, and never stays. */
import type { FastifyReply, FastifySchema } from 'fastify'
import { endpoints } from '../../src/contract/endpoints.ts'
import type { EndpointName } from '../../src/contract/endpoints.ts'
import { describeReplies } from './describeRoute.ts'
import { seeOther } from './statuses.ts'

/** @param description where `Location` leads */
export function describeNavigation(name: EndpointName, summary: string, description: string): FastifySchema {
  const endpoint = endpoints[name]
  return {
    operationId: name, tags: [endpoint.access], summary,
    response: describeReplies(endpoint, [{ status: seeOther, description }], []),
  }
}

export function navigate(reply: FastifyReply, url: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(url, seeOther)
}
