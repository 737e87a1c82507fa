import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { LicenceSchema } from '../../src/contract/replies.ts'
import { ok } from '../../src/domain/result.ts'
import type { AppDependencies } from '../dependencies.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { listLicences } from '../use-cases/listLicences.ts'

export function licenceRoutes(app: FastifyInstance, deps: AppDependencies): void {
  defineRoute(app, deps, 'listLicences', {
    summary: 'The valid licences that the library holds of the signed-in resident',
    answer: Type.Array(LicenceSchema),
    handle: async ({ account }) => ok(await listLicences(deps, account)),
  })
}
