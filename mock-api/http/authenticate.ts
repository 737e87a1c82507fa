import type { FastifyInstance } from 'fastify'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { findSignedIn } from '../use-cases/findSignedIn.ts'
import { readCookie } from './sessionCookie.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whoever is signed in, on requests below /api. */
    account: Account | undefined
  }
}

/** Finds out who is asking before anything of the request's body is read; their answers are stored nowhere. */
export function authenticate(app: FastifyInstance, deps: AppDependencies): void {
  app.decorateRequest('account', undefined)
  app.addHook('onRequest', async (request, reply) => {
    const isApi = request.routeOptions.url?.startsWith('/api/')
    const token = isApi && readCookie(request, 'session', deps.settings.publicUrl)
    if (!token) return
    request.account = await findSignedIn(deps, token)
    if (request.account) reply.header('cache-control', 'no-store')
  })
}
