import type { FastifyInstance, FastifySchema } from 'fastify'
import { Type } from 'typebox'
import { ItemRef } from '../../src/contract/caseSchemas.ts'
import { endpoints } from '../../src/contract/endpoints.ts'
import { CatalogueSchema, ItemsSchema } from '../../src/contract/replies.ts'
import { locales } from '../../src/contract/catalogueViews.ts'
import type { Locale } from '../../src/contract/catalogueViews.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { AppDependencies } from '../dependencies.ts'
import { compressedJson, sendCompressed } from '../http/compressedJson.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { describeReplies } from '../http/describeRoute.ts'
import { notModified, successStatus } from '../http/statuses.ts'

const locale = Type.Optional(Type.Enum([...locales], { description: 'Language of the texts; zh-Hans unless said' }))

export function catalogueRoutes(app: FastifyInstance, deps: AppDependencies): void {
  const { catalogue } = deps
  getCatalogue()
  listItems()
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

  function getCatalogue() {
    const endpoint = endpoints.getCatalogue
    const senders = { 'zh-Hans': compressedJson(), 'zh-Hant': compressedJson(), 'en': compressedJson() }
    const summary = 'The index of the items, and what a phone needs to guide, judge and draft offline; ask again with If-None-Match'
    const schema: FastifySchema = {
      operationId: 'getCatalogue', tags: [endpoint.access], summary, querystring: Type.Object({ locale }),
      response: describeReplies(endpoint, [
        { status: successStatus.ok, description: summary, schema: CatalogueSchema },
        { status: notModified, description: 'The copy under the entity tag is still right' },
      ], ['schema-invalid']),
    }
    app.get<{ Querystring: { locale?: Locale } }>(endpoint.path, { schema }, (request, reply) => {
      const view = catalogue.viewIn(request.query.locale ?? 'zh-Hans')
      return senders[view.locale](request, reply, view, view.version)
    })
  }

  function listItems() {
    const endpoint = endpoints.listItems
    const summary = 'Items in force, whole, at most twenty at a time; a code that is not in force is left out'
    const codes = Type.String({ pattern: '^[0-9A-Z]{31}(,[0-9A-Z]{31}){0,19}$', description: 'Separated by commas' })
    const schema: FastifySchema = {
      operationId: 'listItems', tags: [endpoint.access], summary, querystring: Type.Object({ codes, locale }),
      response: describeReplies(
        endpoint, [{ status: successStatus.ok, description: summary, schema: ItemsSchema }], ['schema-invalid']),
    }
    app.get<{ Querystring: { codes: string, locale?: Locale } }>(endpoint.path, { schema }, (request, reply) =>
      sendCompressed(request, reply, catalogue.listItems(request.query.codes.split(','), request.query.locale ?? 'zh-Hans')))
  }
}
