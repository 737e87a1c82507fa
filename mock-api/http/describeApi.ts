import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { problems } from '../../src/contract/problems.ts'
import { problemMediaType } from './problemReply.ts'

/** The API's description, made from the schemas that validate it: /api/openapi.json, and to read at /api/docs. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
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
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { url: '/api/openapi.json', layout: 'BaseLayout', supportedSubmitMethods: [] },
  })
}

/** RFC 9457: every problem the API may answer with. */
function problemTable(): string {
  const rows = Object.entries(problems).map(([code, status]) => `| \`urn:zhenghaoban:problem:${code}\` | ${status} |`)
  const summary = `<details><summary>Errors are <code>${problemMediaType}</code></summary>`
  return [summary, '', '| type | status |', '| --- | --- |', ...rows, '', '</details>'].join('\n')
}
