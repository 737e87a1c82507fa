import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider/lib/provider.js'
import { handOver } from '../../../http/handOver.ts'
import { seeOther } from '../../../http/statuses.ts'
import { projectRoot } from '../../../projectRoot.ts'
import { loginPage } from './loginPage.ts'
import { findDemoPerson } from './people.ts'
import { standInPath } from './standInProvider.ts'

/** Puts the stand-in provider under /idp of this server, with its login page. */
export async function mountStandIn(app: FastifyInstance, provider: Provider, publicUrl: string): Promise<void> {
  const css = readFileSync(join(projectRoot(), 'mock-api/adapters/identity/stand-in/login.css'))
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, async (
      _request: FastifyRequest, body: string | Buffer,
    ) => new URLSearchParams(body.toString()))
    scope.get('/login.css', { schema: { hide: true } }, async (_request, reply) => reply.type('text/css').send(css))
    scope.get('/interaction/:uid', { schema: { hide: true } }, async (request, reply) => {
      const { uid } = await provider.interactionDetails(request.raw, reply.raw)
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(loginPage(uid))
    })
    scope.post('/interaction/:uid', { schema: { hide: true } }, async (request, reply) => {
      const person = findDemoPerson((request.body as URLSearchParams).get('person') ?? '')
      const result = person ? { login: { accountId: person.id, remember: false } } : { error: 'access_denied' }
      return reply.redirect(await provider.interactionResult(request.raw, reply.raw, result), seeOther)
    })
  }, { prefix: standInPath })
  await app.register(async (scope) => {
    // The provider reads its own bodies.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.all('/*', { schema: { hide: true } }, async (request, reply) => forward(provider, publicUrl, request, reply))
  }, { prefix: standInPath })
}

/** Its addresses are always the public ones, however the request came: the server itself asks over loopback. */
async function forward(
  provider: Provider, publicUrl: string, { raw }: FastifyRequest, reply: FastifyReply,
): Promise<void> {
  handOver(reply)
  const { host, protocol } = new URL(publicUrl)
  const originalUrl = raw.url ?? '/'
  Object.assign(raw, { originalUrl, url: originalUrl.slice(standInPath.length) || '/' })
  Object.assign(raw.headers, { 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) })
  await provider.callback()(raw, reply.raw)
}
