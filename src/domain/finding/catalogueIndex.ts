/** Everything the finder looks things up in, built entry by entry so that a page can do it between two frames. */
import { GrowingNumbers } from './growingNumbers.ts'
import { cutText, normaliseText } from './normalise.ts'
import { single, SoundIndexBuilder } from './soundIndex.ts'
import type { SoundIndex } from './soundIndex.ts'
import { TextStore } from './textStore.ts'
import type { Vocabulary } from './vocabulary.ts'
import { rephrase } from './wording.ts'
import type { Wording } from './wording.ts'

export interface FindEntry {
  id: string
  /** The smaller, the more used. */
  popularity: number
  /** Weights up to 1; what people would type weighs `titleWeight` and more. */
  texts: { text: string, weight: number }[]
}

export interface CatalogueIndex {
  sounds: SoundIndex
  /** Text n is units[starts[n]] up to units[starts[n + 1]]. */
  units: Uint32Array
  starts: Uint32Array
  /** Texts of entry n, weightiest first: textsOf[entryStarts[n]] up to textsOf[entryStarts[n + 1]], weights beside. */
  entryStarts: Uint32Array
  textsOf: Uint32Array
  /** Hundredths. */
  weights: Uint32Array
  /** By unit, how many entries have it in a title. */
  titles: number[]
}

/** Texts of this weight are names: short, and what people type. */
export const titleWeight = 0.8

/** A name in other words is almost as good. */
const rephrasedWeight = 0.94

/** Pauses after each entry. Adds every word to the vocabulary. */
export function* indexEntries(
  entries: FindEntry[], vocabulary: Vocabulary, wording: Wording,
): Generator<void, CatalogueIndex> {
  const texts = new TextStore()
  const sounds = new SoundIndexBuilder()
  const [entryStarts, textsOf, weights] = [new GrowingNumbers(), new GrowingNumbers(), new GrowingNumbers()]
  const titles: number[] = []
  for (const entry of entries) {
    entryStarts.push(textsOf.length)
    const inTitles = new Set<number>()
    for (const { words, weight } of listTexts(entry, vocabulary, wording)) {
      const units = words.map((word) => vocabulary.add(word))
      textsOf.push(texts.add(units))
      weights.push(Math.round(weight * 100))
      if (weight >= titleWeight) units.forEach((unit) => inTitles.add(unit))
      addSounds(units.map((unit) => vocabulary.sounds(unit)), weight, sounds)
    }
    for (const unit of inTitles) titles[unit] = (titles[unit] ?? 0) + 1
    sounds.endEntry()
    yield
  }
  entryStarts.push(textsOf.length)
  return {
    sounds: yield* sounds.seal(vocabulary.soundCount),
    ...texts.seal(),
    entryStarts: entryStarts.toArray(),
    textsOf: textsOf.toArray(),
    weights: weights.toArray(),
    titles,
  }
}

function listTexts(entry: FindEntry, { pinyin }: Vocabulary, wording: Wording): { words: string[], weight: number }[] {
  return [...entry.texts].sort((a, b) => b.weight - a.weight).flatMap(({ text, weight }) => {
    const words = cutText(normaliseText(text, pinyin))
    if (words.length === 0) return []
    const rephrased = weight >= titleWeight && rephrase(words, wording)
    return rephrased ? [{ words, weight }, { words: rephrased, weight: weight * rephrasedWeight }] : [{ words, weight }]
  })
}

/** Every reading of a character counts: one never knows which one will be typed. */
function addSounds(sounds: number[][], weight: number, index: SoundIndexBuilder): void {
  sounds.forEach((readings, at) => {
    for (const first of readings) {
      index.add(first * 65536 + single, weight)
      for (const second of sounds[at + 1] ?? []) index.add(first * 65536 + second, weight)
    }
  })
}
