import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ProblemCode } from '../../src/contract/problems.ts'
import { problemMediaType, toProblem } from './problemReply.ts'

const codeOf: Record<string, ProblemCode> = { HPE_HEADER_OVERFLOW: 'too-large' }

/**
 * What Node's parser refuses never becomes a request: its answer is written as it is. A phone whose request did not
 * arrive in time is cut off without one, and tries again.
 */
export function handleClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET' || error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    socket.destroy()
    return
  }
  const problem = toProblem({ code: codeOf[error.code ?? ''] ?? 'bad-request' })
  const body = JSON.stringify(problem)
  socket.end([
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`, `Content-Type: ${problemMediaType}`,
    `Content-Length: ${Buffer.byteLength(body)}`, 'Cache-Control: no-store', 'Connection: close', '', body,
  ].join('\r\n'))
}
