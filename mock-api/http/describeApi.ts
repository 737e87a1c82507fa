import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { Type } from 'typebox'
import { CaseSchema, OfficerCaseSchema } from '../../src/contract/caseSchemas.ts'
import { DocumentTemplateSchema } from '../../src/contract/catalogueSchemas.ts'
import { endpoints, idempotencyHeader } from '../../src/contract/endpoints.ts'
import { ItemSchema } from '../../src/contract/itemSchema.ts'
import { problems } from '../../src/contract/problems.ts'
import { ProblemSchema } from '../../src/contract/replies.ts'
import { problemMediaType } from './problemReply.ts'

/** Named once in the description, referred to elsewhere. */
const shared = [ItemSchema, DocumentTemplateSchema, CaseSchema, OfficerCaseSchema, ProblemSchema]

const writeHeaders = Type.Object({
  [idempotencyHeader]: Type.String({
    format: 'uuid', description: 'Minted before the first try; again with the same request it gives the first answer',
  }),
})

/** The API's description, made from the schemas that validate it: /api/openapi.json, and to read at /api/docs. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  for (const schema of shared) app.addSchema(schema)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '证好办', version, description: problemTable() },
      tags: [
        { name: 'public', description: 'Anyone' },
        { name: 'resident', description: 'A signed-in resident, own rows only' },
        { name: 'signedIn', description: 'Anyone signed in' },
        { name: 'officer', description: 'The officer role' },
      ],
    },
    // Checked by hand, so that its absence has a problem of its own; the description names it all the same.
    transform: ({ schema, url, route }) => ({
      url, schema: isJsonWrite(route) ? { ...schema, headers: writeHeaders } as FastifySchema : schema,
    }),
    refResolver: { buildLocalReference: ({ $id }) => String($id).slice(String($id).lastIndexOf(':') + 1) },
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { url: '/api/openapi.json', layout: 'BaseLayout', supportedSubmitMethods: [] },
  })
}

function isJsonWrite({ method, url }: { method: string | string[], url: string }): boolean {
  return method === 'POST' && url !== endpoints.createUpload.path
}

/** RFC 9457: every problem the API may answer with. */
function problemTable(): string {
  const rows = Object.entries(problems).map(([code, status]) => `| \`urn:zhenghaoban:problem:${code}\` | ${status} |`)
  const summary = `<details><summary>Errors are <code>${problemMediaType}</code></summary>`
  return [summary, '', '| type | status |', '| --- | --- |', ...rows, '', '</details>'].join('\n')
}
