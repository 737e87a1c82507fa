import type { FastifyInstance, FastifySchema } from 'fastify'
import { Type } from 'typebox'
import { ItemRef } from '../../src/contract/caseSchemas.ts'
import { endpoints } from '../../src/contract/endpoints.ts'
import { CatalogueSchema } from '../../src/contract/replies.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { AppDependencies } from '../dependencies.ts'
import { compressedJson } from '../http/compressedJson.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { describeReplies } from '../http/describeRoute.ts'
import { notModified, successStatus } from '../http/statuses.ts'

export function catalogueRoutes(app: FastifyInstance, deps: AppDependencies): void {
  const { catalogue } = deps
  const sendView = compressedJson()
  const endpoint = endpoints.getCatalogue
  const summary = 'Everything the phone needs to guide, judge and draft offline; ask again with If-None-Match'
  const schema: FastifySchema = {
    operationId: 'getCatalogue', tags: [endpoint.access], summary,
    response: describeReplies(endpoint, [
      { status: successStatus.ok, description: summary, schema: CatalogueSchema },
      { status: notModified, description: 'The copy under the entity tag is still right' },
    ], []),
  }
  app.get(endpoint.path, { schema }, (request, reply) =>
    sendView(request, reply, catalogue.view, catalogue.view.version))
  defineRoute(app, deps, 'getItem', {
    summary: 'One permit item, the version in force today unless another is asked for',
    params: Type.Object({ code: Type.String({ maxLength: 31 }) }),
    query: Type.Object({ version: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,5}$' })) }),
    answer: ItemRef,
    problems: ['item-unknown'],
    handle: async ({ params, query }, reply) => {
      reply.header('cache-control', 'no-cache')
      const item = catalogue.findItem(params.code, query.version === undefined ? undefined : Number(query.version))
      return item ? ok(item) : fail({ code: 'item-unknown' })
    },
  })
}
