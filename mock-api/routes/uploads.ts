import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { endpoints } from '../../src/contract/endpoints.ts'
import type { AppDependencies } from '../dependencies.ts'
import { refuseAccess } from '../http/access.ts'
import { sendProblem } from '../http/problemReply.ts'
import { isSameOrigin } from '../http/sameOrigin.ts'
import { successStatus } from '../http/statuses.ts'
import { tusReceiver } from '../http/tusReceiver.ts'
import { tusSchemas } from '../http/tusSchemas.ts'
import type { Account } from '../repositories/accounts.ts'
import { cancelUpload } from '../use-cases/cancelUpload.ts'
import { createUpload } from '../use-cases/createUpload.ts'
import { finishUpload } from '../use-cases/finishUpload.ts'
import { resumeUpload } from '../use-cases/resumeUpload.ts'

const { path, access } = endpoints.createUpload

/** Resumable uploads (tus 1.0.0). An upload is its account's alone; for everybody else it does not exist. */
export async function uploadRoutes(app: FastifyInstance, deps: AppDependencies): Promise<void> {
  const receive = tusReceiver(deps.fileStore.receiver, deps.settings.publicUrl, {
    create: (account, announced) => createUpload(deps, account, announced),
    finish: (id) => finishUpload(deps, id),
  })
  await app.register(async (scope) => {
    // The bytes go to the file as they come.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))
    scope.addHook('onRequest', async (request, reply) => guard(request, reply, deps))
    scope.options(path, { schema: { hide: true } }, receive)
    scope.post(path, { schema: tusSchemas.create }, receive)
    const goOn = async (request: FastifyRequest, reply: FastifyReply) => {
      const upload = await resumeUpload(deps, request.account as Account, idOf(request))
      return upload.ok ? receive(request, reply) : sendProblem(reply, upload.error)
    }
    const described = { swagger: { exposeHeadRoute: true } }
    scope.head(`${path}/:id`, { schema: tusSchemas.find, config: described }, goOn)
    scope.patch(`${path}/:id`, { schema: tusSchemas.append }, goOn)
    scope.delete(`${path}/:id`, { schema: tusSchemas.cancel }, async (request, reply) => {
      const cancelled = await cancelUpload(deps, request.account as Account, idOf(request))
      if (!cancelled.ok) return sendProblem(reply, cancelled.error)
      return reply.header('tus-resumable', '1.0.0').code(successStatus.noContent).send()
    })
  })
}

async function guard(request: FastifyRequest, reply: FastifyReply, { settings }: AppDependencies) {
  if (request.method === 'OPTIONS') return
  const isWrite = request.method !== 'HEAD'
  const refusal = refuseAccess(access, request.account)
    ?? (isWrite && !isSameOrigin(request, settings.publicUrl) ? 'not-same-origin' : undefined)
  if (refusal) return sendProblem(reply, { code: refusal })
}

function idOf({ params }: FastifyRequest): string {
  return (params as { id: string }).id
}
