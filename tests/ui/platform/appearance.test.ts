import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { appearance, changeAppearance, paintStoredAppearance, restoreAppearance } from '../../../src/platform/appearance.ts'

const { dataset } = document.documentElement

beforeEach(() => localStorage.clear())
afterEach(() => {
  vi.restoreAllMocks()
  changeAppearance({ theme: 'system', textSize: 'standard', care: false })
})

describe('appearance', () => {
  it('shows a change at once and keeps it for the next visit', () => {
    changeAppearance({ theme: 'dark', care: true })
    expect({ ...dataset }).toMatchObject({ theme: 'dark', care: 'on', text: 'standard' })
    Object.assign(appearance, { theme: 'system', care: false })
    restoreAppearance()
    expect(appearance).toEqual({ theme: 'dark', textSize: 'standard', care: true })
  })

  it('paints what is stored without changing what the prerendered page was made from', () => {
    localStorage.setItem('appearance', JSON.stringify({ care: true, textSize: 'largest', theme: 'light' }))
    paintStoredAppearance()
    expect({ ...dataset }).toMatchObject({ care: 'on', text: 'largest', theme: 'light' })
    expect(appearance.care).toBe(false)
  })

  it.each(['not json', '{"theme":"pink","textSize":7,"care":"yes"}', 'null'])('survives %s in storage', (stored) => {
    localStorage.setItem('appearance', stored)
    restoreAppearance()
    expect(appearance).toEqual({ theme: 'system', textSize: 'standard', care: false })
  })

  it('works without storage', () => {
    vi.stubGlobal('localStorage', { getItem() { throw new Error('denied') }, setItem() { throw new Error('denied') } })
    changeAppearance({ care: true })
    expect(dataset.care).toBe('on')
    paintStoredAppearance()
    expect(dataset.care).toBe('on')
    vi.unstubAllGlobals()
  })
})
