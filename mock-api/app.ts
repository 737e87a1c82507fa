import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import { fastify, LogController } from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { AppDependencies } from './dependencies.ts'
import { acceptJson } from './http/acceptJson.ts'
import { authenticate } from './http/authenticate.ts'
import { readStyleHashes, serveClient } from './http/clientFiles.ts'
import { describeApi } from './http/describeApi.ts'
import { handleClientError } from './http/handleClientError.ts'
import { handleError } from './http/handleError.ts'
import { handleNotFound } from './http/handleNotFound.ts'
import { applyLimits, defaultLimits } from './http/limits.ts'
import { refuseNul } from './http/refuseNul.ts'
import { redirectLoopbackAlias } from './http/redirectLoopbackAlias.ts'
import { securityHeaders } from './http/securityHeaders.ts'
import { toOriginForm } from './http/toOriginForm.ts'
import { projectRoot } from './projectRoot.ts'
import { caseRoutes } from './routes/cases.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import { fileRoutes } from './routes/files.ts'
import { filingRoutes } from './routes/filings.ts'
import { healthRoutes } from './routes/health.ts'
import { keyRoutes } from './routes/keys.ts'
import { licenceRoutes } from './routes/licences.ts'
import { officerRoutes } from './routes/officer.ts'
import { paymentRoutes } from './routes/payments.ts'
import { ratingRoutes } from './routes/ratings.ts'
import { sessionRoutes } from './routes/session.ts'
import { signInRoutes } from './routes/signIn.ts'
import { uploadRoutes } from './routes/uploads.ts'

interface Options {
  limits?: typeof defaultLimits
  /** Where the built page lies. */
  clientDirectory?: string
}

/** The composition root: every plugin and every resource, wired by hand and in order. It does not listen. */
export async function buildApp(deps: AppDependencies, options: Options = {}): Promise<FastifyInstance> {
  const { limits = defaultLimits, clientDirectory = join(projectRoot(), 'dist/client') } = options
  const { settings } = deps
  const version = readVersion()
  const app: FastifyInstance = fastify({
    logger: deps.logger,
    // Addresses name cases, and cases are people's.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: settings.trustProxy,
    bodyLimit: 2 * 1024 * 1024,
    frameworkErrors: handleError,
    clientErrorHandler: handleClientError,
    rewriteUrl: toOriginForm,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: true } },
  })
  app.setErrorHandler(handleError)
  app.setSerializerCompiler(() => JSON.stringify)
  acceptJson(app)
  refuseNul(app)
  redirectLoopbackAlias(app, settings.publicUrl)
  await securityHeaders(app, settings, readStyleHashes(clientDirectory))
  await app.register(cookie)
  authenticate(app, deps)
  await applyLimits(app, limits)
  await describeApi(app, version)
  await addRoutes(app, deps, version)
  handleNotFound(app, await serveClient(app, clientDirectory))
  return app
}

async function addRoutes(app: FastifyInstance, deps: AppDependencies, version: string): Promise<void> {
  healthRoutes(app, deps, version)
  catalogueRoutes(app, deps)
  sessionRoutes(app, deps)
  signInRoutes(app, deps)
  keyRoutes(app, deps)
  licenceRoutes(app, deps)
  await uploadRoutes(app, deps)
  fileRoutes(app, deps)
  filingRoutes(app, deps)
  caseRoutes(app, deps)
  ratingRoutes(app, deps)
  officerRoutes(app, deps)
  paymentRoutes(app, deps)
  await deps.identity.mount?.(app)
  await deps.payment.mount?.(app)
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string }
  return version
}
