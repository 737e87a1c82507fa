import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useOpenTime } from '../../../../src/features/file-permit/useOpenTime.ts'

let leave = () => {}

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-03-10T02:00:00.000Z'), toFake: ['Date'] }))
afterEach(() => {
  leave()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

function open() {
  const scope = effectScope()
  leave = () => scope.stop()
  return scope.run(() => useOpenTime())!
}

const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)

function look(visibility: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility)
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('how long a document was open before somebody’s eyes (ES-03)', () => {
  it('counts from the opening on, however often it is asked', () => {
    const { openedAt, seconds } = open()
    pass(20)
    expect([openedAt, seconds()]).toEqual(['2026-03-10T02:00:00.000Z', 20])
    pass(5)
    expect(seconds()).toBe(25)
  })

  it('leaves out the time in another app', () => {
    const { seconds } = open()
    pass(10)
    look('hidden')
    pass(600)
    expect(seconds()).toBe(10)
    look('visible')
    pass(7)
    expect(seconds()).toBe(17)
  })

  it('begins to count when a page opened behind another comes to the front', () => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    const { seconds } = open()
    pass(60)
    look('visible')
    pass(3)
    expect(seconds()).toBe(3)
  })

  it('is never below zero when the clock is set back, nor above a day', () => {
    const early = open()
    pass(-3600)
    expect(early.seconds()).toBe(0)
    leave()
    const long = open()
    pass(3 * 86_400)
    expect(long.seconds()).toBe(86_400)
  })

  it('takes no more notice of the page once the document is left', () => {
    const { seconds } = open()
    leave()
    pass(4)
    look('hidden')
    pass(4)
    look('visible')
    // Had it listened on, the four seconds in another app would be left out.
    expect(seconds()).toBe(8)
  })
})
