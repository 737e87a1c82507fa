import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { KeyBody } from '../../src/contract/filing.ts'
import { DeviceKeySchema, KeySchema, ReceiptKeySchema } from '../../src/contract/replies.ts'
import type { AppDependencies } from '../dependencies.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { listKeys } from '../use-cases/listKeys.ts'
import { listReceiptKeys } from '../use-cases/listReceiptKeys.ts'
import { registerKey } from '../use-cases/registerKey.ts'
import { revokeKey } from '../use-cases/revokeKey.ts'

export function keyRoutes(app: FastifyInstance, deps: AppDependencies): void {
  defineRoute(app, deps, 'registerKey', {
    summary: 'Make a device key known, before it signs',
    body: KeyBody,
    answer: KeySchema,
    success: 'created',
    problems: ['key-revoked'],
    handle: ({ account, write, body }, _reply, request) =>
      registerKey(deps, account, write, body, request.headers['user-agent'] ?? ''),
  })
  defineRoute(app, deps, 'listKeys', {
    summary: 'The account\'s signing keys, those in use first',
    answer: Type.Array(DeviceKeySchema),
    handle: ({ account }) => listKeys(deps, account),
  })
  defineRoute(app, deps, 'revokeKey', {
    summary: 'Report a key lost: nothing signed with it is taken from now on',
    params: Type.Object({ keyId: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) }),
    answer: DeviceKeySchema,
    problems: ['key-not-found'],
    handle: ({ account, write, params }) => revokeKey(deps, account, write, params.keyId),
  })
  defineRoute(app, deps, 'listReceiptKeys', {
    summary: 'What receipts are verified by: the public keys of the servers, old ones too',
    answer: Type.Array(ReceiptKeySchema),
    handle: () => listReceiptKeys(deps),
  })
}
