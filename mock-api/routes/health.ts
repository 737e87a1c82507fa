import type { FastifyInstance } from 'fastify'
import { HealthSchema } from '../../src/contract/replies.ts'
import { ok } from '../../src/domain/result.ts'
import type { AppDependencies } from '../dependencies.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { checkHealth } from '../use-cases/checkHealth.ts'

export function healthRoutes(app: FastifyInstance, deps: AppDependencies, version: string): void {
  defineRoute(app, deps, 'getHealth', {
    summary: 'Is the server up, and does its database answer?',
    answer: HealthSchema,
    handle: async (_input, reply) => {
      reply.header('cache-control', 'no-store')
      await checkHealth(deps)
      return ok({ status: 'ok', engine: deps.database.engine, version })
    },
  })
}
