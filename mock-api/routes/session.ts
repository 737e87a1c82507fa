import type { FastifyInstance } from 'fastify'
import { SessionSchema } from '../../src/contract/replies.ts'
import { ok } from '../../src/domain/result.ts'
import type { AppDependencies } from '../dependencies.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { clearCookie, readCookie } from '../http/sessionCookie.ts'
import { keptHours } from '../use-cases/sweepUploads.ts'
import { signOut } from '../use-cases/signOut.ts'
import { viewAccount } from '../use-cases/viewAccount.ts'

export function sessionRoutes(app: FastifyInstance, deps: AppDependencies): void {
  const { demo, publicUrl } = deps.settings
  defineRoute(app, deps, 'getSession', {
    summary: 'Who is signed in, and what time it is on the server',
    answer: SessionSchema,
    handle: async ({ account }, reply) => {
      reply.header('cache-control', 'no-store')
      return ok({
        demo, now: deps.clock.now(), uploadsKeptHours: keptHours,
        account: account ? await viewAccount(deps, account) : null,
      })
    },
  })
  defineRoute(app, deps, 'signOut', {
    summary: 'End the session',
    success: 'noContent',
    handle: async (_input, reply, request) => {
      const token = readCookie(request, 'session', publicUrl)
      if (token) await signOut(deps, token)
      clearCookie(reply, 'session', publicUrl)
      return ok(undefined)
    },
  })
}
