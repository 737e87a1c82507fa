/** The entries worth a closer look: those that say what the query's sounds say, two in a row before one alone. */
import { syllableKey } from './query.ts'
import type { Query, Step } from './query.ts'
import { single } from './soundIndex.ts'
import type { SoundIndex } from './soundIndex.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Steps by the sound they stand for. */
type Sounds = Map<number, Step[]>

interface Term {
  /** Its place among the index's keys. */
  at: number
  gain: number
  isShort: boolean
}

/** A lone sound against two in a row. */
const lone = 0.4
/** Below this weight (hundredths) a text is long, and any two letters begin something in it. */
const shortTexts = 80
/** Places looked at for one query; the rarest terms come first, so what is left out says little. */
const mostPlaces = 40_000
/** What everybody says still counts a little. */
const leastRarity = 0.05
/** Stands for no second sound. */
const alone = { gain: 0, isShort: false }

export class CandidateFinder {
  private readonly index: SoundIndex
  private readonly vocabulary: Vocabulary
  private readonly count: number
  private readonly scores: Float32Array
  private readonly here: Float32Array

  constructor(index: SoundIndex, vocabulary: Vocabulary, count: number) {
    this.index = index
    this.vocabulary = vocabulary
    this.count = count
    this.scores = new Float32Array(count)
    this.here = new Float32Array(count)
  }

  /** Up to `most` entries, likeliest first. */
  list(query: Query, most: number): number[] {
    const places = this.listSounds(query)
    this.scores.fill(0)
    const budget = mostPlaces / Math.max(1, places.filter((sounds) => sounds.size > 0).length)
    for (const sounds of places) this.scorePlace(sounds, places, budget)
    return this.listBest(most)
  }

  /** Sorting all would take longer than all the rest: a short sorted list is kept instead. */
  private listBest(most: number): number[] {
    const { scores } = this
    const best: number[] = []
    let least = 0
    for (let entry = 0; entry < scores.length; entry++) {
      const score = scores[entry]!
      if (score <= least) continue
      let at = best.length < most ? best.length : most - 1
      for (; at > 0 && scores[best[at - 1]!]! < score; at--) best[at] = best[at - 1]!
      best[at] = entry
      if (best.length === most) least = scores[best[most - 1]!]!
    }
    return best
  }

  private scorePlace(from: Sounds, places: Sounds[], budget: number): void {
    if (from.size === 0) return
    const { starts, entries, weights } = this.index
    const touched: number[] = []
    let left = budget
    for (const { at: term, gain, isShort } of this.listTerms(from, places)) {
      const end = starts[term + 1]!
      const least = isShort ? shortTexts : 0
      for (let at = starts[term]!; at < end; at++) {
        const weight = weights[at]!
        if (weight < least) continue
        const entry = entries[at]!
        const before = this.here[entry]!
        const score = gain * weight
        if (score <= before) continue
        if (before === 0) touched.push(entry)
        this.here[entry] = score
      }
      left -= end - starts[term]!
      if (left < 0) break
    }
    for (const entry of touched) {
      this.scores[entry]! += this.here[entry]!
      this.here[entry] = 0
    }
  }

  /** Terms of the index that begin with one of the sounds, those that say most first. */
  private listTerms(from: Sounds, places: Sounds[]): Term[] {
    const { keys, firsts, starts } = this.index
    const terms = new Map<number, Term>()
    for (const [sound, steps] of from) {
      const end = firsts[sound + 1]!
      for (let at = firsts[sound]!; at < end; at++) {
        const second = keys[at]! & 0xffff
        for (const step of steps) {
          const next = second === single ? alone : places[step.to]!.get(second)?.[0]
          if (!next) continue
          const rarity = Math.log((this.count + 1) / (starts[at + 1]! - starts[at]! + 0.5))
          const gain = (next === alone ? lone * step.gain : step.gain + next.gain) * Math.max(leastRarity, rarity)
          const known = terms.get(at)
          if (!known || gain > known.gain) terms.set(at, { at, gain, isShort: step.isShort || next.isShort })
        }
      }
    }
    return [...terms.values()].sort((a, b) => b.gain - a.gain || a.at - b.at)
  }

  /** By place, the sounds that may begin there. */
  private listSounds(query: Query): Sounds[] {
    const places = Array.from({ length: query.places }, (): Sounds => new Map())
    for (const [key, steps] of query.steps) {
      const sounds = key < 0 ? [this.vocabulary.pinyin.folds[syllableKey(key)]!] : this.vocabulary.sounds(key)
      for (const step of steps.all) for (const sound of sounds) addBest(places[step.from]!, sound, step)
    }
    return places
  }
}

/** Keeps one step to each place, the best first. */
function addBest(sounds: Sounds, sound: number, step: Step): void {
  const steps = sounds.get(sound)
  if (!steps) {
    sounds.set(sound, [step])
    return
  }
  const same = steps.findIndex(({ to }) => to === step.to)
  if (same < 0) steps.push(step)
  else if (steps[same]!.gain < step.gain) steps[same] = step
  if (steps.length > 1) steps.sort((a, b) => b.gain - a.gain)
}
