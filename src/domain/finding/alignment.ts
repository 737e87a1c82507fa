/**
 * Lays a query along a text: the best row of steps through the query whose units stand in the text, in its order,
 * best side by side. A gap in either costs, so a word left out or mistaken is forgiven and scattered letters are not.
 */
import type { Query, Step } from './query.ts'

/** What of a step counts after a gap, and what each unit and each weight of the query in the gap takes off. */
const afterGap = 0.7
const skippedUnit = 0.25
const skippedWeight = 0.1

export class Alignment {
  /** Of each character of the query, how well the last text says it, 0 to 1. */
  readonly cover: Float64Array
  /** Share of the last text that its best row took. */
  share = 0
  private readonly query: Query
  private here: Row
  private next: Row
  /** The best row that ended at or before each place, ever. */
  private readonly ended: Row

  constructor(query: Query) {
    this.query = query
    this.cover = new Float64Array(query.weights.length)
    this.here = new Row(query.places)
    this.next = new Row(query.places)
    this.ended = new Row(query.places)
  }

  /** How well a text says the query, 0 to 1; its first `length` units come as the steps that each can be. */
  score(text: Step[][], length: number): number {
    this.cover.fill(0)
    this.here.clear()
    this.ended.clear()
    let [best, taken] = [0, 0]
    for (let at = 0; at < length; at++) {
      const { next } = this
      next.clear()
      for (const step of text[at]!) this.take(step, at * skippedUnit)
      if (next.best > 0) this.end((at + 1) * skippedUnit)
      if (next.best > best) [best, taken] = [next.best, next.bestCount]
      this.next = this.here
      this.here = next
    }
    this.share = taken / length
    return best / this.query.total
  }

  /** `drift` is what the units so far would have cost as a gap. */
  private take(step: Step, drift: number): void {
    const { here, ended } = this
    const [before, earlier] = [here.scores[step.from]!, ended.scores[step.from]!]
    const beside = before > 0 ? before + step.gain : 0
    const far = earlier > 0 ? earlier - drift + step.gain * afterGap : 0
    if (beside > 0 && beside >= far) {
      this.next.put(step.to, beside, here.counts[step.from]! + 1, step)
      this.mark(here.steps[step.from]!, 1)
      this.mark(step, 1)
      return
    }
    if (far > step.gain) this.next.put(step.to, far, ended.counts[step.from]! + 1, step)
    else this.next.put(step.to, step.gain, 1, step)
    this.mark(step, afterGap)
  }

  private mark(step: Step, share: number): void {
    const value = step.quality * share
    for (let at = step.first; at < step.last; at++) if (value > this.cover[at]!) this.cover[at] = value
  }

  /** What ended just now may go on at any later place. */
  private end(drift: number): void {
    const { next, ended } = this
    const { weights, places } = this.query
    for (let place = next.first; place < places; place++) {
      if (next.scores[place]! > 0) ended.put(place, next.scores[place]! + drift, next.counts[place]!)
    }
    for (let place = next.first + 1; place <= weights.length; place++) {
      const score = ended.scores[place - 1]! - skippedWeight * weights[place - 1]!
      if (score > ended.scores[place]!) ended.put(place, score, ended.counts[place - 1]!)
    }
  }
}

/** The best row of steps that ends at each place; a score of 0 is none. */
class Row {
  readonly scores: Float64Array
  /** Units taken. */
  readonly counts: Uint16Array
  /** The last step. */
  readonly steps: (Step | undefined)[]
  best = 0
  bestCount = 0
  /** No row ends before this place. */
  first = Infinity

  constructor(places: number) {
    this.scores = new Float64Array(places)
    this.counts = new Uint16Array(places)
    this.steps = new Array<Step | undefined>(places).fill(undefined)
  }

  put(place: number, score: number, count: number, step?: Step): void {
    if (this.scores[place]! >= score) return
    this.scores[place] = score
    this.counts[place] = count
    this.steps[place] = step
    if (place < this.first) this.first = place
    if (score <= this.best) return
    this.best = score
    this.bestCount = count
  }

  clear(): void {
    if (this.best > 0) this.scores.fill(0)
    this.best = 0
    this.bestCount = 0
    this.first = Infinity
  }
}
