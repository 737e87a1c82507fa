import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDeviceDatabase } from '../../src/offline/deviceDatabase.ts'
import { withLock } from '../../src/offline/lock.ts'
import { freshDevice } from './support/device.ts'

/** Web Locks as the platform has them: one holder per name, the others wait or are told no. */
class FakeLocks {
  readonly #held = new Map<string, Promise<unknown>>()

  async request(name: string, { ifAvailable }: LockOptions, work: (lock: unknown) => Promise<unknown>) {
    if (ifAvailable && this.#held.has(name)) return work(null)
    while (this.#held.has(name)) await this.#held.get(name)
    const running = work({ name })
    this.#held.set(name, running.catch(() => undefined))
    return running.finally(() => this.#held.delete(name))
  }
}

beforeEach(freshDevice)
afterEach(() => vi.unstubAllGlobals())

describe.each([['Web Locks', true], ['a lease in the database', false]])('%s', (_name, native) => {
  beforeEach(() => vi.stubGlobal('navigator', native ? { locks: new FakeLocks() } : {}))

  it('lets one work and tells the others', async () => {
    let release = () => {}
    const first = withLock('a', false, () => new Promise<string>((resolve) => { release = () => resolve('first') }))
    await new Promise((resolve) => { setTimeout(resolve, 20) })
    expect(await withLock('a', false, async () => 'second')).toBeUndefined()
    expect(await withLock('b', false, async () => 'other')).toEqual({ value: 'other' })
    release()
    expect(await first).toEqual({ value: 'first' })
    expect(await withLock('a', false, async () => 'third')).toEqual({ value: 'third' })
  })

  it('lets those who wait come in turn', async () => {
    let inside = 0
    let most = 0
    const work = async () => {
      inside += 1
      most = Math.max(most, inside)
      await new Promise((resolve) => { setTimeout(resolve, 5) })
      inside -= 1
    }
    await Promise.all([withLock('a', true, work), withLock('a', true, work), withLock('a', true, work)])
    expect(most).toBe(1)
  })

  it('is free again after a failure', async () => {
    await expect(withLock('a', false, () => Promise.reject(new Error('bug')))).rejects.toThrow('bug')
    expect(await withLock('a', false, async () => 1)).toEqual({ value: 1 })
  })
})

it('a lease of a killed tab ends', async () => {
  vi.stubGlobal('navigator', {})
  const database = await openDeviceDatabase()
  await database.put('meta', { key: 'lease:a', value: { owner: 'dead', until: Date.now() + 60_000 } })
  expect(await withLock('a', false, async () => 1)).toBeUndefined()
  await database.put('meta', { key: 'lease:a', value: { owner: 'dead', until: Date.now() - 1 } })
  expect(await withLock('a', false, async () => 1)).toEqual({ value: 1 })
})
