import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { noteReachable, onReconnect, useOnline } from '../../../src/platform/connectivity.ts'

/** The server as the network shows it: gone, or answering with a status. */
let server: 'gone' | number = 'gone'
const asked: string[] = []
let browserOnline = true

beforeEach(() => {
  vi.useFakeTimers()
  asked.length = 0
  browserOnline = true
  vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => browserOnline)
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    if (server === 'gone') throw new TypeError('network')
    return new Response(null, { status: server })
  })
})
afterEach(async () => {
  server = 200
  await vi.advanceTimersByTimeAsync(120_000)
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  server = 'gone'
})

describe('a network that leads nowhere', () => {
  it('is asked until it leads to the server again, and then everybody is told once', async () => {
    const told = vi.fn()
    const stop = onReconnect(told)
    noteReachable(false)
    await vi.advanceTimersByTimeAsync(15_000)
    expect(useOnline().value).toBe(false)
    expect(asked).toEqual(['/api/health', '/api/health', '/api/health'])
    server = 503
    await vi.advanceTimersByTimeAsync(16_000)
    expect(useOnline().value).toBe(false)
    server = 200
    await vi.advanceTimersByTimeAsync(31_000)
    expect(useOnline().value).toBe(true)
    expect(told).toHaveBeenCalledOnce()
    const so = asked.length
    await vi.advanceTimersByTimeAsync(120_000)
    expect(asked).toHaveLength(so)
    stop()
  })

  it('is looked for by one, however many requests failed', async () => {
    for (let failed = 0; failed < 5; failed += 1) noteReachable(false)
    noteReachable(true)
    noteReachable(false)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(asked).toHaveLength(1)
  })

  it('is not asked while the browser knows that there is none: it says itself when there is', async () => {
    browserOnline = false
    noteReachable(false)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(asked).toEqual([])
    browserOnline = true
    window.dispatchEvent(new Event('online'))
    expect(useOnline().value).toBe(true)
  })

  it('is not asked any more once another request came through', async () => {
    noteReachable(false)
    noteReachable(true)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(asked).toEqual([])
  })
})
