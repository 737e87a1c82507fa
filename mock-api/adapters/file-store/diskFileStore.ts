import { mkdirSync } from 'node:fs'
import { open, readFile, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore as TusFileStore } from '@tus/file-store'
import type { FileStore } from './port.ts'

/** tus keeps what it knows of an unfinished upload beside it. */
const notes = '.json'

/** Files in one folder, named by their upload id: an id is a UUID of our own, never a name from outside. */
export function diskFileStore(directory: string): FileStore {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const receiver = new TusFileStore({ directory })
  // The size is known before the first byte: it is what the limit and the quota are checked against.
  receiver.extensions = ['creation', 'creation-with-upload', 'termination']
  const path = (id: string) => join(directory, id)
  return {
    receiver,
    findSize: async (id) => (await findStat(path(id)))?.size,
    read: (id) => readFile(path(id)),
    flush: async (id) => {
      await sync(path(id))
      await sync(directory)
      // One server has the folder, and tus lets one request at a time write a file: nobody has changed it.
      return true
    },
    remove: async (id) => {
      await rm(path(id), { force: true })
      await rm(path(id) + notes, { force: true })
    },
    listUntouchedSince: async (instant) => {
      const ids = (await readdir(directory)).filter((name) => !name.endsWith(notes))
      const stats = await Promise.all(ids.map(async (id) => ({ id, stat: await findStat(path(id)) })))
      return stats.filter(({ stat }) => stat && stat.mtimeMs < Date.parse(instant)).map(({ id }) => id)
    },
  }
}

async function findStat(file: string) {
  try {
    return await stat(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Of a file its bytes, of a folder its entries. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
