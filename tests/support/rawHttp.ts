/** HTTP as bytes on a socket, for what no HTTP library would send. */
import { connect } from 'node:net'

export interface RawReply {
  /** undefined when the connection was closed without an answer. */
  status: number | undefined
  headers: Record<string, string>
  body: string
}

/**
 * Writes the bytes and reads until the server closes.
 * @param isCut the bytes promise more than there is: this side closes at once
 */
export async function sendRaw(port: number, bytes: string | Buffer, isCut = false): Promise<RawReply> {
  const chunks: Buffer[] = []
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes)
      if (isCut) socket.end()
    })
    socket.on('data', (chunk) => { chunks.push(chunk) })
    // A reset is an end as well.
    socket.on('error', () => {})
    socket.on('close', () => { resolve() })
  })
  const text = Buffer.concat(chunks).toString('latin1')
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const status = /^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]
  return {
    status: status === undefined ? undefined : Number(status),
    headers: Object.fromEntries(lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    })),
    body: rest.join('\r\n\r\n'),
  }
}

/** A request as text, its connection closed afterwards. */
export function rawRequest(method: string, target: string, headers: readonly (readonly [string, string])[] = [], body = ''): string {
  const all = [['host', '127.0.0.1'], ['connection', 'close'], ...headers]
  return [`${method} ${target} HTTP/1.1`, ...all.map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n')
}
