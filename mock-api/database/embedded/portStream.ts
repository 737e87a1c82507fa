import { Duplex } from 'node:stream'
import type { MessagePort } from 'node:worker_threads'
import { completeLength } from './frontendMessages.ts'

/** The socket that `pg` talks to when the database is a thread: whole messages go to a port, replies come back. */
export class PortStream extends Duplex {
  readonly #openPort: () => Promise<MessagePort>
  #port: MessagePort | undefined
  #waiting = Buffer.alloc(0)
  #expectsStartup = true

  constructor(openPort: () => Promise<MessagePort>) {
    super()
    this.#openPort = openPort
  }

  connect(): this {
    this.#openPort().then((port) => this.#attach(port), (error: Error) => this.destroy(error))
    return this
  }

  /** `pg` calls these on its socket; a port has no such settings. */
  setNoDelay(): this { return this }
  setKeepAlive(): this { return this }
  ref(): this { return this }
  unref(): this { return this }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#send(chunk)
    done()
  }

  override _writev(chunks: Array<{ chunk: Buffer }>, done: () => void): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)))
    done()
  }

  override _final(done: () => void): void {
    this.push(null)
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#port?.close()
    done(error)
  }

  #attach(port: MessagePort): void {
    if (this.destroyed) return port.close()
    this.#port = port
    port.on('message', (bytes: Uint8Array) => {
      if (bytes.length > 0) this.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    })
    port.on('close', () => {
      // Not an error once `pg` has said goodbye.
      this.destroy(this.writableEnded ? undefined : new Error('The embedded database ended this connection'))
    })
    this.emit('connect')
  }

  #send(chunk: Buffer): void {
    const bytes = this.#waiting.length > 0 ? Buffer.concat([this.#waiting, chunk]) : chunk
    const complete = completeLength(bytes, this.#expectsStartup)
    this.#waiting = Buffer.from(bytes.subarray(complete))
    if (complete === 0) return
    this.#expectsStartup = false
    const message = new Uint8Array(bytes.subarray(0, complete))
    this.#port?.postMessage(message, [message.buffer])
  }
}
