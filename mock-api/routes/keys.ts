import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { KeyBody } from '../../src/contract/filing.ts'
import type { AppDependencies } from '../dependencies.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { registerKey } from '../use-cases/registerKey.ts'

export function keyRoutes(app: FastifyInstance, deps: AppDependencies): void {
  defineRoute(app, deps, 'registerKey', {
    summary: 'Make a device key known, before it signs',
    body: KeyBody,
    answer: Type.Object({ keyId: Type.String() }),
    success: 'created',
    handle: ({ account, write, body }) => registerKey(deps, account, write, body),
  })
}
