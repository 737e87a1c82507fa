// @ts-check
import fs from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/**
 * What the engine's emscripten module offers and PGlite's types do not name.
 * @typedef {{
 *   NODEFS: {
 *     stream_ops: { fsync?: (stream: { nfd: number }) => number }
 *     tryFSOperation: (work: () => void) => void
 *   }
 * }} FileSystemModule
 */

/**
 * PGlite's file system for Node, with an fsync that reaches the disk. The stock one has none, so that every
 * acknowledged commit of the last seconds is lost in a power cut.
 */
export class DurableNodeFs extends NodeFS {
  #syncFile

  /**
   * @param {string} directory the data directory; created when missing
   * @param {(descriptor: number) => void} [syncFile] flushes one open file or throws
   */
  constructor(directory, syncFile = fs.fsyncSync) {
    super(directory)
    this.#syncFile = syncFile
  }

  /**
   * @override
   * @type {NodeFS['init']}
   */
  async init(pg, options) {
    const prepared = await super.init(pg, options)
    const syncFile = this.#syncFile
    const preRun = /** @type {Array<(module: unknown) => void>} */ (prepared.emscriptenOpts.preRun)
    preRun.push((module) => {
      const { NODEFS } = /** @type {FileSystemModule} */ (module)
      NODEFS.stream_ops.fsync = (stream) => {
        // tryFSOperation turns a failed fsync into an errno: postgres then panics instead of acknowledging.
        NODEFS.tryFSOperation(() => syncFile(stream.nfd))
        return 0
      }
    })
    return prepared
  }
}

/** PGlite starts postgres with -F (no fsync), and its fdatasync does nothing: the log has to use fsync. */
export const durableStartParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c', 'fsync=on',
  '-c', 'wal_sync_method=fsync',
  '-c', 'synchronous_commit=on',
]

/**
 * Flushes every file and directory below and including `directory`; initdb's files are copied in unflushed.
 * @param {string} directory
 */
export function syncTree(directory) {
  const inside = fs.readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
  for (const path of [...inside, directory]) syncPath(path)
}

/** @param {string} path */
export function syncPath(path) {
  const descriptor = fs.openSync(path, 'r')
  try {
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}
