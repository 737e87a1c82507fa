import { afterEach, describe, expect, it, vi } from 'vitest'
import { savesData, whenIdle } from '../../../src/platform/dataSaver.ts'
import { saveData } from '../support/saveData.ts'

afterEach(() => {
  Reflect.deleteProperty(navigator, 'connection')
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('a phone saves data', () => {
  it.each([
    ['when its owner says so, on any network', true, '4g', true], ['on a very slow network', false, 'slow-2g', true],
    ['on a slow network', false, '2g', true], ['not otherwise', false, '3g', false], ['not on a good one', false, '4g', false],
  ])('%s', (_when, asked, network, expected) => {
    saveData(asked, network)
    expect(savesData()).toBe(expected)
  })

  it('not where the browser does not tell', () => {
    expect(savesData()).toBe(false)
    Object.defineProperty(navigator, 'connection', { configurable: true, value: {} })
    expect(savesData()).toBe(false)
  })
})

describe('waiting for the page to be idle', () => {
  it('ends when the browser says so, and asks it not to wait for ever', async () => {
    let run = () => {}
    const request = vi.fn((callback: () => void) => { run = callback })
    vi.stubGlobal('requestIdleCallback', request)
    let isIdle = false
    const waiting = whenIdle().then(() => { isIdle = true })
    await Promise.resolve()
    expect(isIdle).toBe(false)
    expect(request).toHaveBeenCalledWith(expect.any(Function), { timeout: 5000 })
    run()
    await waiting
    expect(isIdle).toBe(true)
  })

  it('ends after a moment where the browser cannot say', async () => {
    vi.stubGlobal('requestIdleCallback', undefined)
    Reflect.deleteProperty(globalThis, 'requestIdleCallback')
    vi.useFakeTimers()
    const waiting = whenIdle()
    await vi.advanceTimersByTimeAsync(200)
    await waiting
  })
})
