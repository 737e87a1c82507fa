// @ts-check
// The worker thread that owns the embedded PostgreSQL. It speaks the wire protocol over one message port per client.
import fs from 'node:fs'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { DurableNodeFs, durableStartParams, syncPath, syncTree } from './durableNodeFs.mjs'

/** The PostgreSQL major of the pinned PGlite. It cannot read the files of another one. */
const postgresMajor = '18'
/** PGlite's own signal for an SQL error that it has caught and reported; any other exception is the engine's end. */
const caughtSqlError = 100

const { directory, fsyncCount } = /** @type {{ directory: string, fsyncCount: Int32Array }} */ (workerData)
const host = /** @type {import('node:worker_threads').MessagePort} */ (parentPort)

if (!fs.existsSync(join(directory, 'PG_VERSION'))) await createCluster()
refuseOtherMajor()
const engine = await openCluster(directory)
stopOnCrash()

/** @type {import('node:worker_threads').MessagePort | undefined} */
let session
host.on('message', (message) => (message === 'stop' ? stop() : startSession(message.port)))
host.postMessage('ready')

/** Made beside its place and renamed when complete, so that a start cut short leaves no half-made directory. */
async function createCluster() {
  const unfinished = `${directory}.unfinished`
  fs.rmSync(unfinished, { recursive: true, force: true })
  await (await openCluster(unfinished)).close()
  syncTree(unfinished)
  fs.renameSync(unfinished, directory)
  syncPath(dirname(directory))
}

function refuseOtherMajor() {
  const found = fs.readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim()
  if (found === postgresMajor) return
  throw new Error(`${directory} was written by PostgreSQL ${found}, this release reads ${postgresMajor}: `
    + 'run data:export with the release that wrote it, then data:import with this one into an empty directory')
}

/** @param {string} path */
function openCluster(path) {
  const syncFile = (/** @type {number} */ descriptor) => {
    Atomics.add(fsyncCount, 0, 1)
    fs.fsyncSync(descriptor)
  }
  return PGlite.create({
    fs: new DurableNodeFs(path, syncFile),
    startParams: durableStartParams,
    onStderr: (line) => {
      // Synchronous, because the thread may not live long enough to flush a stream.
      if (/ (PANIC|FATAL): /.test(line)) fs.writeSync(2, `${line}\n`)
      return false
    },
  })
}

/**
 * After a panic (a failed fsync, say) or a WebAssembly trap PGlite catches the exception and calls the engine again,
 * for ever. The thread ends here instead, nothing is acknowledged, and the next start recovers from the log.
 */
function stopOnCrash() {
  const module = /** @type {{ _PostgresMainLoopOnce: () => void }} */ (/** @type {unknown} */ (engine.Module))
  const runOnce = module._PostgresMainLoopOnce
  module._PostgresMainLoopOnce = () => {
    try {
      runOnce()
    } catch (error) {
      if (/** @type {{ status?: number }} */ (error).status !== caughtSqlError) process.exit(1)
      throw error
    }
  }
}

/** @param {import('node:worker_threads').MessagePort} port */
function startSession(port) {
  session?.close()
  resetSession()
  session = port
  port.on('message', (bytes) => answer(port, bytes))
  port.on('close', () => {
    if (session !== port) return
    session = undefined
    resetSession()
  })
  port.postMessage('welcome')
}

/** There is one session for all clients: the next one inherits no transaction, setting or prepared statement. */
function resetSession() {
  execute(Buffer.from([0x53, 0, 0, 0, 4]))
  execute(simpleQuery('ROLLBACK'))
  execute(simpleQuery('DISCARD ALL'))
}

/** @param {import('node:worker_threads').MessagePort} port @param {Uint8Array} bytes */
function answer(port, bytes) {
  const reply = execute(bytes)
  const diskFull = reportsDiskFull(reply)
  port.postMessage(reply, [reply.buffer])
  // A full disk leaves the engine's files in an unknown state: recovery from the log is the way back.
  if (diskFull) process.exit(1)
}

/**
 * One batch of complete frontend messages in, the backend's bytes out. The streaming call is the one that keeps no
 * parsed copy of every result ever sent; without syncToFs it finishes before it returns.
 * @param {Uint8Array} bytes @returns {Uint8Array<ArrayBuffer>}
 */
function execute(bytes) {
  /** @type {Uint8Array[]} */
  const chunks = []
  void engine.execProtocolRawStream(bytes, { syncToFs: false, onRawData: (chunk) => chunks.push(chunk.slice()) })
  const reply = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let offset = 0
  for (const chunk of chunks) {
    reply.set(chunk, offset)
    offset += chunk.length
  }
  return reply
}

/** @param {string} text */
function simpleQuery(text) {
  const message = Buffer.alloc(text.length + 6)
  message.write('Q')
  message.writeUInt32BE(text.length + 5, 1)
  message.write(text, 5)
  return message
}

/**
 * Whether an ErrorResponse with SQLSTATE 53100 is among these backend messages.
 * @param {Uint8Array} bytes
 */
function reportsDiskFull(bytes) {
  const messages = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < messages.length; at += 1 + messages.readUInt32BE(at + 1)) {
    const isError = messages[at] === 0x45
    const end = at + 1 + messages.readUInt32BE(at + 1)
    if (isError && messages.subarray(at + 5, end).includes('\0C53100\0')) return true
  }
  return false
}

async function stop() {
  await engine.close()
  process.exit(0)
}
