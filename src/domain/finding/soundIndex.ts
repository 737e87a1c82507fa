/**
 * Which entries say which sound, and which two sounds in a row: an inverted index in typed arrays. The weight of a
 * place in it is that of the weightiest text that says so.
 */
import { GrowingNumbers } from './growingNumbers.ts'

export interface SoundIndex {
  /** first sound × 65536 + second, sorted; a single sound's second is `single`. */
  keys: Uint32Array
  /** Where the keys of a first sound begin. */
  firsts: Uint32Array
  /** Where the places of a key begin. */
  starts: Uint32Array
  entries: Uint32Array
  /** Hundredths, beside `entries`. */
  weights: Uint8Array
}

/** Second half of the key of a sound on its own. */
export const single = 0xffff

const slice = 20_000

export class SoundIndexBuilder {
  private readonly terms = new Map<number, number>()
  private readonly keys = new GrowingNumbers()
  /** Pairs of a term and a weight, entry after entry. */
  private readonly places = new GrowingNumbers()
  private readonly counts: number[] = []
  private readonly lastEntry: number[] = []
  private readonly entryEnds = new GrowingNumbers()
  private entry = 0

  /** Says that the entry at hand holds the key; the weightiest text must come first. */
  add(key: number, weight: number): void {
    let term = this.terms.get(key)
    if (term === undefined) {
      term = this.keys.length
      this.terms.set(key, term)
      this.keys.push(key)
      this.counts.push(0)
      this.lastEntry.push(-1)
    }
    if (this.lastEntry[term] === this.entry) return
    this.lastEntry[term] = this.entry
    this.counts[term]! += 1
    this.places.push(term * 128 + Math.round(weight * 100))
  }

  endEntry(): void {
    this.entryEnds.push(this.places.length)
    this.entry += 1
  }

  /** Pauses now and then, so that no step is long. */
  *seal(soundCount: number): Generator<void, SoundIndex> {
    const keys = this.keys.toArray().sort()
    yield
    const starts = new Uint32Array(keys.length + 1)
    /** By term, where its next place goes. */
    const next = new Uint32Array(keys.length)
    keys.forEach((key, rank) => {
      const term = this.terms.get(key)!
      next[term] = starts[rank]!
      starts[rank + 1] = starts[rank]! + this.counts[term]!
    })
    yield
    const entries = new Uint32Array(this.places.length)
    const weights = new Uint8Array(this.places.length)
    for (let entry = 0, at = 0; entry < this.entryEnds.length; entry++) {
      for (; at < this.entryEnds.at(entry); at++) {
        const place = this.places.at(at)
        const target = next[place >>> 7]!++
        entries[target] = entry
        weights[target] = place & 127
        if (at % slice === 0) yield
      }
    }
    return { keys, firsts: listFirsts(keys, soundCount), starts, entries, weights }
  }
}

function listFirsts(keys: Uint32Array, soundCount: number): Uint32Array {
  const firsts = new Uint32Array(soundCount + 1)
  let at = 0
  for (let sound = 0; sound <= soundCount; sound++) {
    while (at < keys.length && keys[at]! >>> 16 < sound) at += 1
    firsts[sound] = at
  }
  return firsts
}
