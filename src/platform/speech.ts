/**
 * Reading aloud by the voices this phone has (speechSynthesis): one short sentence after the other, so that the
 * screen can show which. Pausing ends the sentence and going on says it again: Android's browsers cannot resume one.
 */
import { computed, onScopeDispose, ref, watch } from 'vue'
import type { Locale } from '../contract/catalogueViews.ts'
import { useOnline } from './connectivity.ts'
import { speakable } from './sentences.ts'

export type SpeechState = 'idle' | 'speaking' | 'paused' | 'unsupported' | 'noVoice' | 'noVoiceOffline' | 'failed'

export const speeds = ['0.8', '1', '1.2', '1.5'] as const

/** Some browsers name their voices only a moment after they were asked. */
const voicesWithin = 1500

/** Voices for Chinese texts, whatever the screens speak: Mandarin, or the Cantonese of who reads 繁體. */
export function chineseVoices(locale: Locale): string[] {
  return locale === 'zh-Hant' ? ['zh-hk', 'yue', 'zh-tw', 'zh', 'cmn'] : ['zh-cn', 'cmn', 'zh', 'yue']
}

export function useSpeech(sentences: () => string[], languages: () => string[]) {
  const online = useOnline()
  const synthesis = typeof speechSynthesis === 'undefined' ? undefined : speechSynthesis
  const state = ref<SpeechState>(synthesis ? 'idle' : 'unsupported')
  const place = ref(0)
  const speed = ref<string>('1')
  /** Every sentence was said to its end, from the first to the last. */
  const heard = ref(false)
  /** Events of what was cancelled come late; only those of the newest run count. */
  let run = 0
  // Chrome forgets an utterance that nobody holds, and its end is then never told.
  let utterance: SpeechSynthesisUtterance | undefined

  async function play(): Promise<void> {
    if (!synthesis) return
    const mine = silence()
    state.value = 'speaking'
    const voices = await listVoices(synthesis)
    if (mine !== run) return
    const voice = pickVoice(voices, languages(), online.value)
    if (voice) say(synthesis, voice, mine)
    else state.value = online.value || !pickVoice(voices, languages(), true) ? 'noVoice' : 'noVoiceOffline'
  }

  function say(by: SpeechSynthesis, voice: SpeechSynthesisVoice, mine: number): void {
    utterance = new SpeechSynthesisUtterance(speakable(sentences()[place.value] ?? ''))
    utterance.voice = voice
    utterance.lang = voice.lang
    utterance.rate = Number(speed.value)
    utterance.onend = () => { if (mine === run) sayNext(by, voice, mine) }
    utterance.onerror = ({ error }) => {
      if (mine !== run) return
      run += 1
      // Somebody else took the voice: another tab, a screen reader.
      state.value = error === 'interrupted' || error === 'canceled' ? 'paused' : 'failed'
    }
    by.speak(utterance)
  }

  function sayNext(by: SpeechSynthesis, voice: SpeechSynthesisVoice, mine: number): void {
    if (place.value + 1 < sentences().length) {
      place.value += 1
      say(by, voice, mine)
    } else {
      heard.value = true
      stop()
    }
  }

  /** Ends what is being said; gives the number of the run that may begin now. */
  function silence(): number {
    run += 1
    synthesis?.cancel()
    return run
  }

  function pause(): void {
    if (state.value !== 'speaking') return
    silence()
    state.value = 'paused'
  }

  function stop(): void {
    silence()
    place.value = 0
    if (synthesis) state.value = 'idle'
  }

  function setSpeed(chosen: string): void {
    speed.value = chosen
    if (state.value === 'speaking') void play()
  }

  /** A voice from a pocket is heard by everybody but its owner. */
  function pauseWhenHidden(): void {
    if (document.visibilityState === 'hidden') pause()
  }

  document.addEventListener('visibilitychange', pauseWhenHidden)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', pauseWhenHidden)
    silence()
  })
  // Another text: what was heard of the old one does not count.
  watch(() => sentences().join('\n'), () => {
    stop()
    heard.value = false
  })

  return {
    state, speed, heard, play, pause, stop, setSpeed,
    /** Which sentence is being read; -1 while none is. */
    current: computed(() => state.value === 'speaking' || state.value === 'paused' ? place.value : -1),
  }
}

/** The first language that has a voice; one on the phone before one that needs a network and is silent offline. */
function pickVoice(voices: SpeechSynthesisVoice[], languages: string[], online: boolean) {
  const usable = voices.filter((voice) => voice.localService || online)
    .sort((a, b) => Number(b.localService) - Number(a.localService))
  return languages.map((language) => usable.find(({ lang }) =>
    lang.toLowerCase().replace('_', '-').startsWith(language))).find((voice) => voice !== undefined)
}

async function listVoices(synthesis: SpeechSynthesis): Promise<SpeechSynthesisVoice[]> {
  if (synthesis.getVoices().length === 0) {
    await new Promise<void>((resolve) => {
      synthesis.addEventListener('voiceschanged', () => resolve(), { once: true })
      setTimeout(resolve, voicesWithin)
    })
  }
  return synthesis.getVoices()
}
