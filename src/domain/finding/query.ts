/**
 * What was typed, as every way to read it: from place to place in the query lead steps, and each step is a character,
 * a syllable (spelled out, begun, or misspelled), a word, or a part of another wording.
 */
import { isLatin } from './normalise.ts'
import { isOneOff, longestSyllable } from './spellings.ts'
import type { SpellingReader } from './spellings.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { Wording } from './wording.ts'

export interface Step {
  from: number
  to: number
  /** The characters of the query it answers: from `first` up to `last`. */
  first: number
  last: number
  /** 1 is exact. */
  quality: number
  /** Quality times the weight of its characters. */
  gain: number
  /** Only the beginning of a syllable was typed. */
  isShort: boolean
}

export interface Query {
  /** Of each character; what says little weighs little. */
  weights: number[]
  total: number
  /** One before each character, one after the last, then those inside other wordings. */
  places: number
  /** Steps by the unit they stand for, or by syllable: see `syllableKey`. */
  steps: Map<number, Steps>
}

export interface Steps {
  all: Step[]
  /** Without beginnings of syllables. */
  whole: Step[]
}

export interface Language {
  vocabulary: Vocabulary
  spellings: SpellingReader
  wording: Wording
  /** 1 for a character that few entries have, 0 for one that all have. */
  rarity: (character: string) => number
}

export const syllableKey = (syllable: number): number => -1 - syllable

/** In a longer query than this the slips are few beside what is right; looking for them takes time. */
const correctedLength = 30
const longQuality = 0.7
const fillerWeight = 0.12
const qualities = { sameSound: 0.8, similarSound: 0.68, otherWording: 0.88, begunWord: 0.85, misspelledWord: 0.7 }

/** Reads a normalised query. */
export function readQuery(text: string, language: Language): Query {
  const reading = new Reading(text, language)
  reading.weigh()
  reading.walk()
  return reading
}

class Reading implements Query {
  readonly weights: number[]
  readonly steps = new Map<number, Steps>()
  total = 0
  places: number
  private readonly characters: string[] = []
  /** Place after the Latin run that each character stands in. */
  private readonly runEnds: number[] = []
  private readonly runStarts: number[] = []
  private readonly language: Language

  constructor(text: string, language: Language) {
    this.language = language
    for (const run of text.match(/[a-z0-9]+|[^ ]/gu) ?? []) {
      const [start, characters] = [this.characters.length, [...run]]
      for (const character of characters) {
        this.characters.push(character)
        this.runStarts.push(start)
        this.runEnds.push(start + characters.length)
      }
    }
    this.places = this.characters.length + 1
    this.weights = this.characters.map((character) => this.weightOf(character))
  }

  /** Words without meaning weigh next to nothing, unless there is nothing else. */
  weigh(): void {
    const weights = [...this.weights]
    this.eachWording((at, length, meaning) => {
      if (meaning.length === 0) weights.fill(fillerWeight, at, at + length)
    })
    if (weights.some((weight) => weight > fillerWeight)) weights.forEach((weight, at) => { this.weights[at] = weight })
    this.total = this.weights.reduce((sum, weight) => sum + weight, 0)
  }

  walk(): void {
    this.characters.forEach((character, at) => {
      if (isLatin(character)) this.walkLatin(at)
      else this.walkCharacter(character, at)
    })
    this.eachWording((at, length, meaning) => this.walkMeaning(at, length, meaning))
  }

  private weightOf(character: string): number {
    if (isLatin(character)) return /\d/.test(character) ? 2 : 1
    return 1 + 2 * this.language.rarity(character)
  }

  private eachWording(visit: (at: number, length: number, meaning: string[]) => void): void {
    const { meanings, longest } = this.language.wording
    for (let at = 0; at < this.characters.length; at++) {
      let word = ''
      for (let length = 1; length <= longest && at + length <= this.characters.length; length++) {
        word += this.characters[at + length - 1]
        const meaning = meanings.get(word)
        if (meaning && this.isWord(word, at)) visit(at, length, meaning)
      }
    }
  }

  /** A few letters inside others are no word. */
  private isWord(word: string, at: number): boolean {
    if (!isLatin(word) || word.length >= longestSyllable) return true
    return this.runStarts[at] === at && this.runEnds[at + word.length - 1] === at + word.length
  }

  private walkCharacter(character: string, at: number): void {
    const { vocabulary } = this.language
    const { readings, folds } = vocabulary.pinyin
    const unit = vocabulary.find(character)
    if (unit !== undefined) this.add(unit, at, at + 1, 1)
    for (const reading of readings.get(character) ?? []) {
      folds.forEach((fold, syllable) => {
        if (fold !== folds[reading]) return
        this.add(syllableKey(syllable), at, at + 1, syllable === reading ? qualities.sameSound : qualities.similarSound)
      })
    }
  }

  private walkLatin(at: number): void {
    const end = this.runEnds[at]!
    const least = this.characters.length > correctedLength ? longQuality : 0
    for (let to = at + 1; to <= Math.min(end, at + longestSyllable); to++) {
      const letters = this.characters.slice(at, to).join('')
      if (/\d/.test(letters)) break
      for (const { syllable, quality, isShort } of this.language.spellings.list(letters, to === end)) {
        if (quality < least) continue
        this.add(syllableKey(syllable), at, to, quality, isShort)
      }
    }
    this.walkWords(at, end)
  }

  private walkWords(at: number, end: number): void {
    const { vocabulary } = this.language
    const run = this.characters.slice(at, end).join('')
    const isWhole = this.runStarts[at] === at
    for (let length = isWhole ? 1 : 2; length <= run.length; length++) {
      const unit = vocabulary.find(run.slice(0, length))
      if (unit !== undefined && (length > 1 || run.length === 1)) this.add(unit, at, at + length, 1)
    }
    if (!isWhole || run.length < 2) return
    for (const { unit, word } of vocabulary.latin) {
      if (word === run) continue
      if (word.startsWith(run)) this.add(unit, at, end, qualities.begunWord)
      else if (run.length >= 5 && isOneOff(run, word)) this.add(unit, at, end, qualities.misspelledWord)
    }
  }

  /** Another wording leads from before the word to after it over places of its own. */
  private walkMeaning(at: number, length: number, meaning: string[]): void {
    const units = meaning.map((word) => this.language.vocabulary.find(word))
    let from = at
    units.forEach((unit, index) => {
      if (unit === undefined || from < 0) {
        from = -1
        return
      }
      const to = index === units.length - 1 ? at + length : this.places++
      const share = (part: number) => at + Math.floor(part * length / units.length)
      this.addStep(unit, from, to, share(index), share(index + 1), qualities.otherWording, false)
      from = to
    })
  }

  private add(key: number, from: number, to: number, quality: number, isShort = false): void {
    this.addStep(key, from, to, from, to, quality, isShort)
  }

  private addStep(
    key: number, from: number, to: number, first: number, last: number, quality: number, isShort: boolean,
  ): void {
    let weight = 0
    for (let at = first; at < last; at++) weight += this.weights[at]!
    const step = { from, to, first, last, quality, gain: quality * weight, isShort }
    let steps = this.steps.get(key)
    if (!steps) this.steps.set(key, steps = { all: [], whole: [] })
    steps.all.push(step)
    if (!isShort) steps.whole.push(step)
  }
}
