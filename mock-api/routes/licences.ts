import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { LicenceSchema, ReusableMaterialSchema } from '../../src/contract/replies.ts'
import { ok } from '../../src/domain/result.ts'
import type { AppDependencies } from '../dependencies.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { listLicences } from '../use-cases/listLicences.ts'
import { listReusableMaterials } from '../use-cases/listReusableMaterials.ts'

export function licenceRoutes(app: FastifyInstance, deps: AppDependencies): void {
  defineRoute(app, deps, 'listLicences', {
    summary: 'The valid licences that the library holds of the signed-in resident',
    answer: Type.Array(LicenceSchema),
    handle: async ({ account }) => ok(await listLicences(deps, account)),
  })
  defineRoute(app, deps, 'listReusableMaterials', {
    summary: 'What the signed-in resident handed in with earlier cases and may hand in again',
    answer: Type.Array(ReusableMaterialSchema),
    handle: async ({ account }) => ok(await listReusableMaterials(deps, account)),
  })
}
