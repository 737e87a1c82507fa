import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'

export interface Limits {
  /** API requests of one account, or of one address when nobody is signed in. */
  requestsPerMinute: number
  /** Above this delay of the event loop the server says it is overloaded, 0 to never. */
  maxEventLoopDelayMillis: number
}

/** A filing with twenty files is some sixty requests; a family behind one address files at once. */
export const defaultLimits: Limits = { requestsPerMinute: 600, maxEventLoopDelayMillis: 2_000 }

export async function applyLimits(app: FastifyInstance, limits: Limits): Promise<void> {
  await app.register(underPressure, { maxEventLoopDelay: limits.maxEventLoopDelayMillis, retryAfter: 5 })
  await app.register(rateLimit, {
    max: limits.requestsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.account?.id ?? request.ip,
    // By the route and not the address, which may be spelt in many ways.
    allowList: ({ routeOptions }) => !/^\/(api|idp|pay)\//.test(routeOptions.url ?? ''),
  })
}
