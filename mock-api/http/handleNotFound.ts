import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { endpoints } from '../../src/contract/endpoints.ts'
import { sendProblem } from './problemReply.ts'

const known = Object.values(endpoints).map(({ method, path }) => ({
  method, pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`),
}))

/**
 * What no route answers: navigations get the page, which shows its own "not found"; the rest gets a problem.
 * @param page file the single-page app starts from, undefined when none was built
 */
export function handleNotFound(app: FastifyInstance, page: string | undefined): void {
  app.setNotFoundHandler((request, reply) => {
    if (page !== undefined && isNavigation(request)) return reply.sendFile(page)
    return refuse(request, reply)
  })
}

function refuse(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?', 1)[0] ?? ''
  const allowed = known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
  if (allowed.length === 0) return sendProblem(reply, { code: 'not-found' })
  return sendProblem(reply.header('allow', allowed.join(', ')), { code: 'method-not-allowed' })
}

function isNavigation({ method, url, headers }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && !/^\/(api|idp|pay)(\/|$|\?)/.test(url)
    && (headers.accept ?? '').includes('text/html')
}
