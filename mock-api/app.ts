import cookie from '@fastify/cookie'
import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { AppDependencies } from './dependencies.ts'
import { acceptJson } from './http/acceptJson.ts'
import { authenticate } from './http/authenticate.ts'
import { handleError } from './http/handleError.ts'
import { keyRoutes } from './routes/keys.ts'

/** The composition root: every plugin and every resource, wired by hand and in order. It does not listen. */
export async function buildApp(deps: AppDependencies): Promise<FastifyInstance> {
  const app = fastify({
    logger: deps.logger,
    trustProxy: deps.settings.trustProxy,
    bodyLimit: 2 * 1024 * 1024,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: true } },
  })
  app.setErrorHandler(handleError)
  app.setSerializerCompiler(() => JSON.stringify)
  acceptJson(app)
  await app.register(cookie)
  authenticate(app, deps)
  keyRoutes(app, deps)
  return app
}
