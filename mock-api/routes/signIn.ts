import type { FastifyInstance, FastifyReply } from 'fastify'
import { endpoints } from '../../src/contract/endpoints.ts'
import type { ProblemCode } from '../../src/contract/problems.ts'
import type { AppDependencies } from '../dependencies.ts'
import { describeNavigation, navigate } from '../http/navigation.ts'
import { safeReturnTo } from '../http/safeReturnTo.ts'
import { clearCookie, readCookie, setCookie } from '../http/sessionCookie.ts'
import { finishSignIn } from '../use-cases/finishSignIn.ts'
import { signOut } from '../use-cases/signOut.ts'
import { startSignIn } from '../use-cases/startSignIn.ts'

const whereTo = 'Location is where to go on; /sign-in?problem=<code> when it did not work'

/** A sign-in's two navigations. A person is looking: what goes wrong leads to the app's own page, with its code. */
export function signInRoutes(app: FastifyInstance, deps: AppDependencies): void {
  const { publicUrl } = deps.settings

  app.get(endpoints.signIn.path, { schema: describeNavigation(
    'signIn', 'Leads the browser to the identity provider; `?returnTo=/path` says where it comes back to', whereTo) }, async (request, reply) => {
    const returnTo = safeReturnTo((request.query as Record<string, unknown>)['returnTo'])
    const started = await startSignIn(deps, returnTo)
    if (!started.ok) return leadToProblem(reply, started.error.code, returnTo)
    setCookie(reply, 'sign-in', started.value.state, publicUrl)
    return navigate(reply, started.value.url)
  })

  app.get(endpoints.signInCallback.path, { schema: describeNavigation(
    'signInCallback', 'Where the identity provider leads back to', whereTo) }, async (request, reply) => {
    const search = new URL(request.url, publicUrl).search
    const finished = await finishSignIn(deps, search, readCookie(request, 'sign-in', publicUrl))
    clearCookie(reply, 'sign-in', publicUrl)
    if (!finished.ok) return leadToProblem(reply, finished.error.code, String(finished.error.facts?.['returnTo'] ?? '/'))
    const before = readCookie(request, 'session', publicUrl)
    if (before) await signOut(deps, before)
    setCookie(reply, 'session', finished.value.token, publicUrl)
    return navigate(reply, finished.value.returnTo)
  })
}

function leadToProblem(reply: FastifyReply, problem: ProblemCode, returnTo: string): FastifyReply {
  return navigate(reply, `/sign-in?${new URLSearchParams({ problem, returnTo })}`)
}

