/**
 * Light or dark, 长辈版 and the size of the text: attributes on <html>, which theme.css turns into colours and sizes.
 * Kept in localStorage, where a private window may refuse it; then the choice lasts as long as the page.
 */
import { reactive } from 'vue'

export const themes = ['system', 'light', 'dark'] as const
export const textSizes = ['standard', 'large', 'largest'] as const

export interface Appearance {
  theme: typeof themes[number]
  textSize: typeof textSizes[number]
  care: boolean
}

const storageKey = 'appearance'

/** What the screens show; follows what is stored once `restoreAppearance` was called. */
export const appearance = reactive<Appearance>({ theme: 'system', textSize: 'standard', care: false })

/** Sets the attributes from what is stored: before the first render, which the prerendered home must still match. */
export function paintStoredAppearance(): void {
  paint(readStored())
}

/** Makes `appearance` what is stored: after the prerendered home was taken over. */
export function restoreAppearance(): void {
  changeAppearance(readStored())
}

/** Changes some of it, shows it at once and keeps it. */
export function changeAppearance(change: Partial<Appearance>): void {
  Object.assign(appearance, change)
  paint(appearance)
  try {
    localStorage.setItem(storageKey, JSON.stringify(appearance))
  } catch {
    // Refused or full: the choice still holds for this visit.
  }
}

function paint({ theme, textSize, care }: Appearance): void {
  const { dataset } = document.documentElement
  dataset.theme = theme
  dataset.text = textSize
  dataset.care = care ? 'on' : 'off'
}

function readStored(): Appearance {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Appearance>
    return {
      theme: themes.find((theme) => theme === stored.theme) ?? 'system',
      textSize: textSizes.find((size) => size === stored.textSize) ?? 'standard',
      care: stored.care === true,
    }
  } catch {
    return { ...appearance }
  }
}
