import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** What the scanner was sent, put together again. */
export interface Asked {
  command: string
  bytes: Buffer
  /** The longest chunk it announced. */
  longest: number
}

type Answer = (socket: Socket, asked: Asked) => void

/**
 * A scanner as clamd(8) describes it, on a real port or socket: it reads INSTREAM strictly, and answers as a test says
 * once the last chunk has come.
 */
export async function startFakeClamd(
  answer: Answer, { path, onConnect }: { path?: string, onConnect?: (socket: Socket) => void } = {},
) {
  const asked: Asked[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    onConnect?.(socket)
    let come = Buffer.alloc(0)
    let answered = false
    socket.on('data', (part: Buffer) => {
      come = Buffer.concat([come, part])
      const whole = answered ? undefined : readStream(come)
      if (!whole) return
      answered = true
      asked.push(whole)
      answer(socket, whole)
    })
  })
  await new Promise<void>((resolve) => { server.listen(path ?? { port: 0, host: '127.0.0.1' }, resolve) })
  const address = path === undefined ? { host: '127.0.0.1', port: (server.address() as AddressInfo).port } : { path }
  return {
    asked,
    address,
    close: () => new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy()
      server.close(() => resolve())
    }),
  }
}

function readStream(come: Buffer): Asked | undefined {
  const start = come.indexOf(0) + 1
  if (start === 0) return undefined
  const chunks: Buffer[] = []
  for (let at = start; at + 4 <= come.length;) {
    const length = come.readUInt32BE(at)
    const chunk = come.subarray(at + 4, at + 4 + length)
    if (length === 0) {
      const longest = Math.max(0, ...chunks.map((one) => one.length))
      return { command: come.toString('latin1', 0, start - 1), bytes: Buffer.concat(chunks), longest }
    }
    if (chunk.length < length) return undefined
    chunks.push(chunk)
    at += 4 + length
  }
  return undefined
}
