import type { FastifySchema } from 'fastify'
import { endpoints } from '../../src/contract/endpoints.ts'
import type { Endpoint } from '../../src/contract/endpoints.ts'
import type { ProblemCode } from '../../src/contract/problems.ts'
import { describeReplies } from './describeRoute.ts'
import { successStatus } from './statuses.ts'
import type { Success } from './statuses.ts'

/** What the last byte of a file may bring to light. */
const fileProblems: readonly ProblemCode[] = [
  'file-empty', 'file-too-large', 'file-type-mismatch', 'file-damaged', 'file-mixed', 'file-infected',
  'photo-has-location', 'photo-too-large', 'photo-animated', 'pdf-active', 'pdf-encrypted', 'pdf-too-many-pages',
]
const sendProblems: readonly ProblemCode[] = ['media-type-unsupported', ...fileProblems, 'scan-unavailable']

/** The API's description of tus 1.0.0: what goes to and fro are headers, and bytes as they are. */
export const tusSchemas = {
  create: describe('createUpload', 'POST', 'created', ['quota-exceeded', ...sendProblems],
    'Announce a file by Upload-Length and Upload-Metadata (tus 1.0.0); Location is where its bytes go'),
  find: describe('findUpload', 'HEAD', 'ok', ['upload-not-found', 'scan-unavailable'],
    'How far it has come: Upload-Offset; a whole file that nobody could scan yet is looked at again'),
  append: describe('appendUpload', 'PATCH', 'noContent', ['upload-not-found', 'upload-conflict', ...sendProblems],
    'Go on from Upload-Offset; the last byte has the file looked at'),
  cancel: describe('cancelUpload', 'DELETE', 'noContent', ['upload-not-found', 'upload-in-use'], 'Throw it away'),
}

function describe(
  operationId: string, method: Endpoint['method'], success: Success, problems: readonly ProblemCode[], summary: string,
): FastifySchema {
  const endpoint = { ...endpoints.createUpload, method }
  return {
    operationId, summary, tags: [endpoint.access],
    response: describeReplies(endpoint, [{ status: successStatus[success], description: summary }], problems),
  }
}
