import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { fileTypes } from '../../src/contract/endpoints.ts'
import { ok } from '../../src/domain/result.ts'
import type { AppDependencies } from '../dependencies.ts'
import { defineRoute } from '../http/defineRoute.ts'
import { readCaseFile } from '../use-cases/readCaseFile.ts'

export function fileRoutes(app: FastifyInstance, deps: AppDependencies): void {
  defineRoute(app, deps, 'getFile', {
    summary: 'A file handed in with a case, for its applicant, its filer and officers',
    params: Type.Object({ caseNo: Type.String(), uploadId: Type.String() }),
    answer: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }),
    mediaTypes: fileTypes,
    problems: ['not-found'],
    handle: async ({ account, params }, reply) => {
      const file = await readCaseFile(deps, account, params.caseNo, params.uploadId)
      if (!file.ok) return file
      const { name, mediaType, bytes } = file.value
      // Never shown in place: what somebody uploaded must not run under our address.
      reply.type(mediaType).header('content-disposition', `attachment; filename*=UTF-8''${encodeName(name)}`)
      return ok(bytes)
    },
  })
}

/** RFC 8187: `encodeURIComponent` leaves three characters that are not allowed there. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (char) =>
    `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}
