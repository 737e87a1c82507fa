import type { FastifyInstance } from 'fastify'
import { KeyBody } from '../../src/contract/filing.ts'
import { KeySchema } from '../../src/contract/replies.ts'
import type { AppDependencies } from '../dependencies.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { registerKey } from '../use-cases/registerKey.ts'

export function keyRoutes(app: FastifyInstance, deps: AppDependencies): void {
  defineRoute(app, deps, 'registerKey', {
    summary: 'Make a device key known, before it signs',
    body: KeyBody,
    answer: KeySchema,
    success: 'created',
    problems: ['key-revoked'],
    handle: ({ account, write, body }) => registerKey(deps, account, write, body),
  })
}
