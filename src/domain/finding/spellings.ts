/** What a few Latin letters may stand for: a syllable, the beginning of one, or one mistyped. */
import { fold, foldInitial } from './pinyin.ts'
import type { Pinyin } from './pinyin.ts'

export interface Spelling {
  syllable: number
  /** 1 is exact. */
  quality: number
  /** Only the beginning is there, with more to follow. */
  isShort: boolean
}

export const longestSyllable = 6

const qualities = {
  exact: 1,
  /** The same to southern ears. */
  folded: 0.88,
  swapped: 0.72,
  /** One letter wrong, missing or too many. */
  near: 0.6,
  /** Begun and still being typed. */
  begun: 0.9,
  begunInitial: 0.7,
  /** Begun, and the next syllable follows: an initial is how people abbreviate. */
  initial: 0.66,
  cut: 0.45,
}

export class SpellingReader {
  private readonly syllables: string[]
  private readonly byFold: Map<string, number[]>
  private readonly byBeginning: Map<string, number[]>
  /** Each syllable under itself and under itself less one letter: two that differ by one letter meet somewhere. */
  private readonly byLoss: Map<string, number[]>
  private readonly read = new Map<string, Spelling[]>()

  constructor({ syllables }: Pinyin) {
    this.syllables = syllables
    this.byFold = collect(syllables, (syllable) => [fold(syllable)])
    this.byBeginning = collect(syllables, listBeginnings)
    this.byLoss = collect(syllables, (syllable) => syllable.length < 3 ? [] : [syllable, ...listLosses(syllable)])
  }

  /** Every reading of up to six letters, the best of each syllable; `isLast`: nothing follows them. */
  list(letters: string, isLast: boolean): Spelling[] {
    const key = isLast ? `${letters}.` : letters
    const known = this.read.get(key)
    if (known) return known
    const spellings = this.readLetters(letters, isLast)
    // Somebody pasting a book must not fill the memory.
    if (this.read.size > 5000) this.read.clear()
    this.read.set(key, spellings)
    return spellings
  }

  private readLetters(letters: string, isLast: boolean): Spelling[] {
    const best = new Map<number, Spelling>()
    const add = (syllable: number, quality: number, isShort = false) => {
      if (quality > (best.get(syllable)?.quality ?? 0)) best.set(syllable, { syllable, quality, isShort })
    }
    for (const number of this.byFold.get(fold(letters)) ?? []) {
      add(number, this.syllables[number] === letters ? qualities.exact : qualities.folded)
    }
    const isInitial = /^([b-df-hj-np-tw-z]|[zcs]h)$/.test(letters)
    for (const number of this.byBeginning.get(foldInitial(letters)) ?? []) {
      const syllable = this.syllables[number]!
      const quality = qualities[isLast ? (isInitial ? 'begunInitial' : 'begun') : (isInitial ? 'initial' : 'cut')]
      add(number, syllable.startsWith(letters) ? quality : quality * qualities.folded, true)
    }
    if (letters.length >= 3) this.listNear(letters).forEach(([number, quality]) => add(number, quality))
    return [...best.values()]
  }

  private listNear(letters: string): [number, number][] {
    const candidates = new Set([letters, ...listLosses(letters)].flatMap((loss) => this.byLoss.get(loss) ?? []))
    return [...candidates].flatMap((number): [number, number][] => {
      const syllable = this.syllables[number]!
      if (isSwapped(letters, syllable)) return [[number, qualities.swapped]]
      return isOneOff(letters, syllable) ? [[number, qualities.near]] : []
    })
  }
}

/** True when one wrong, missing or additional letter makes the one of the other. */
export function isOneOff(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  const rest = short.length === long.length ? at + 1 : at
  return short.slice(rest) === long.slice(at + 1)
}

function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

function listLosses(word: string): string[] {
  return [...word].map((_, index) => word.slice(0, index) + word.slice(index + 1))
}

function listBeginnings(syllable: string): string[] {
  const beginnings = [...syllable].slice(0, -1).map((_, index) => foldInitial(syllable.slice(0, index + 1)))
  return [...new Set(beginnings)]
}

function collect(syllables: string[], keysOf: (syllable: string) => string[]): Map<string, number[]> {
  const collected = new Map<string, number[]>()
  syllables.forEach((syllable, number) => {
    for (const key of keysOf(syllable)) {
      const numbers = collected.get(key)
      if (numbers) numbers.push(number)
      else collected.set(key, [number])
    }
  })
  return collected
}
