import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lockDirectory } from '../../../../mock-api/database/embedded/directoryLock.ts'
import { openDatabase } from '../../../../mock-api/database/openDatabase.ts'
import { runInProcess } from '../../../support/runInProcess.ts'
import { embeddedEngine } from '../../../support/testDatabase.ts'

let home: string
let directory: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'zhenghaoban-lock-'))
  directory = join(home, 'postgres')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true })
})

async function holdInProcess() {
  const child = runInProcess(new URL('holdDirectory.ts', import.meta.url), [directory])
  await once(child.stdout!, 'data')
  return child
}

describe.each([
  ['held by the kernel', process.env.PATH],
  ['without a flock command', '/nowhere'],
])('lockDirectory, %s', (_name, path) => {
  beforeEach(() => { vi.stubEnv('PATH', path) })

  it('refuses a second process with the directory and the first one, and follows it after kill -9', async () => {
    const child = await holdInProcess()
    expect(() => lockDirectory(directory)).toThrow(`${directory} is in use by process ${child.pid}:`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    lockDirectory(directory)()
  })

  it('refuses a second time in the same process, until it is released', () => {
    const unlock = lockDirectory(directory)
    expect(() => lockDirectory(directory)).toThrow(`in use by process ${process.pid}:`)
    unlock()
    lockDirectory(directory)()
  })

  it('is not held up by an unreadable or abandoned lock file', () => {
    writeFileSync(`${directory}.lock`, 'half a li')
    lockDirectory(directory)()
    writeFileSync(`${directory}.lock`, JSON.stringify({ pid: 2 ** 22 + 1 }))
    lockDirectory(directory)()
  })

  it.skipIf(process.platform !== 'linux')('knows a later process with the same number from the owner', () => {
    writeFileSync(`${directory}.lock`, JSON.stringify({ pid: process.pid, started: '1' }))
    lockDirectory(directory)()
  })
})

describe('openDatabase on a directory in use', () => {
  const engine = embeddedEngine()

  it('fails with one line and leaves the first server alone', async () => {
    const place = await engine.place()
    const first = await openDatabase(place)
    await expect(openDatabase(place)).rejects.toThrow(
      `${join(place.dataDir, 'postgres')} is in use by process ${process.pid}: stop that process`,
    )
    await expect(first.db.$client.query('SELECT 1 AS one')).resolves.toMatchObject({ rows: [{ one: 1 }] })
    await first.close()
    await (await openDatabase(place)).close()
  })
})
