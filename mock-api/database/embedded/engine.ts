import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { projectRoot } from '../../projectRoot.ts'

/** The thread that runs the embedded PostgreSQL on one directory. It is started again after it has died. */
export class Engine {
  readonly #directory: string
  readonly #fsyncCount = new Int32Array(new SharedArrayBuffer(4))
  #running: Promise<Worker> | undefined
  #gone: Promise<unknown> = Promise.resolve()
  #stopped = false

  constructor(directory: string) {
    this.#directory = directory
  }

  /** Starts the thread unless it runs. Rejects when the directory cannot be opened. */
  async start(): Promise<void> {
    await this.#worker()
  }

  /** A port to a new session, which ends every earlier one. It closes when the thread dies. */
  async connect(): Promise<MessagePort> {
    for (;;) {
      const worker = await this.#worker()
      const { port1, port2 } = new MessageChannel()
      worker.postMessage({ port: port2 }, [port2])
      if (await isWelcome(port1)) return port1
      // The thread was dying. Its ports close before its end is reported, and only then can the next one start.
      await this.#gone
    }
  }

  /** How many times a file was flushed to disk since this object was made. */
  fsyncCount(): number {
    return Atomics.load(this.#fsyncCount, 0)
  }

  /** Writes a checkpoint and ends the thread. */
  async stop(): Promise<void> {
    this.#stopped = true
    const worker = await this.#running?.catch(() => undefined)
    worker?.postMessage('stop')
    await this.#gone
  }

  #worker(): Promise<Worker> {
    if (this.#stopped) return Promise.reject(new Error('The embedded database is closed'))
    this.#running ??= this.#launch()
    return this.#running
  }

  async #launch(): Promise<Worker> {
    await this.#gone
    // Found from the project root, because the bundled server lives in another folder than this file.
    const script = join(projectRoot(), 'mock-api/database/embedded/engineWorker.mjs')
    const workerData = { directory: this.#directory, fsyncCount: this.#fsyncCount }
    const worker = new Worker(pathToFileURL(script), { workerData })
    this.#gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
      .then(() => { this.#running = undefined })
    await Promise.race([once(worker, 'message'), this.#gone.then(() => {
      throw new Error(`The embedded database in ${this.#directory} ended while it was starting`)
    })])
    worker.on('error', (error) => process.emitWarning(error))
    worker.once('exit', () => {
      if (!this.#stopped) process.emitWarning('The embedded database ended; the next query starts it again')
    })
    return worker
  }
}

/** Whether the thread takes the session: it says so with a first message. */
function isWelcome(port: MessagePort): Promise<boolean> {
  return new Promise((resolve) => {
    port.once('message', () => resolve(true))
    port.once('close', () => resolve(false))
  })
}
