/** A stand-in for the browser's speechSynthesis: it says nothing, and a test ends each sentence itself. */
import { vi } from 'vitest'

export interface Utterance {
  text: string
  voice: { lang: string } | null
  lang: string
  rate: number
  onend?: () => void
  onerror?: (event: { error: string }) => void
}

export function voice(lang: string, localService = true) {
  return { lang, localService, name: lang, default: false, voiceURI: lang }
}

export function standInVoices(voices: ReturnType<typeof voice>[]) {
  const said: Utterance[] = []
  const synthesis = {
    getVoices: () => voices, speak: (utterance: Utterance) => { said.push(utterance) }, cancel: vi.fn(),
    addEventListener: (_: string, listener: () => void) => listener(),
  }
  vi.stubGlobal('speechSynthesis', synthesis)
  vi.stubGlobal('SpeechSynthesisUtterance', class {
    text: string
    constructor(text: string) { this.text = text }
  })
  return { said, cancel: synthesis.cancel, last: () => said.at(-1) ?? (() => { throw new Error('nothing was said') })() }
}
