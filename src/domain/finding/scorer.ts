/** How well each entry answers one query: what its texts say together, and its best text alone. */
import { Alignment } from './alignment.ts'
import { titleWeight } from './catalogueIndex.ts'
import type { CatalogueIndex } from './catalogueIndex.ts'
import type { KnownTexts } from './knownTexts.ts'
import { syllableKey } from './query.ts'
import type { Query, Step, Steps } from './query.ts'
import type { Vocabulary } from './vocabulary.ts'

/** How much of a text's likeness it keeps that says much else besides. */
const keptByLongText = 0.72

/** The query is a text, and is the name itself: nothing else may come first. */
const exactBonus = 0.1
const nameBonus = 0.3

const nothing: Steps = { all: [], whole: [] }

export class Scorer {
  private readonly index: CatalogueIndex
  private readonly vocabulary: Vocabulary
  private readonly query: Query
  private readonly alignment: Alignment
  private readonly cover: Float64Array
  private readonly steps: (Steps | undefined)[]
  /** Steps of the text at hand, unit by unit; longer after longer ones. */
  private readonly row: Step[][] = []
  private readonly known: KnownTexts

  constructor(query: Query, index: CatalogueIndex, vocabulary: Vocabulary, known: KnownTexts) {
    this.query = query
    this.index = index
    this.vocabulary = vocabulary
    this.alignment = new Alignment(query)
    this.cover = new Float64Array(query.weights.length)
    this.steps = new Array<Steps | undefined>(vocabulary.size).fill(undefined)
    this.known = known
    known.begin(query.weights.length)
  }

  /** 0 to 1; texts that weigh less than `least` are left out. */
  score(entry: number, least: number): number {
    const { entryStarts, textsOf, weights } = this.index
    this.cover.fill(0)
    let best = 0
    let lastWeight = Infinity
    for (let at = entryStarts[entry]!; at < entryStarts[entry + 1]!; at++) {
      const weight = weights[at]! / 100
      if (weight < least) break
      // The texts come weightiest first: once all is said better, the rest cannot add to it.
      if (weight < lastWeight && best >= weight && this.isCovered(weight)) break
      lastWeight = weight
      const isTitle = weight >= titleWeight
      // A text that is a title here may be a mere material there.
      const key = 2 * textsOf[at]! + Number(isTitle)
      const likeness = this.known.likeness(key) ?? this.scoreText(textsOf[at]!, isTitle, key)
      if (likeness === 0) continue
      best = Math.max(best, weight * likeness + (likeness < 1 ? 0 : weight < 1 ? exactBonus : nameBonus))
      this.known.raiseCover(this.cover, key, weight)
    }
    return 0.55 * best + 0.45 * this.sumCover() / this.query.total
  }

  private isCovered(weight: number): boolean {
    for (const share of this.cover) if (share < weight) return false
    return true
  }

  private sumCover(): number {
    let sum = 0
    for (let at = 0; at < this.cover.length; at++) sum += this.query.weights[at]! * this.cover[at]!
    return sum
  }

  private scoreText(text: number, isTitle: boolean, key: number): number {
    const { alignment } = this
    const raw = this.fillRow(text, isTitle) ? alignment.score(this.row, this.length(text)) : 0
    const kept = isTitle ? keptByLongText + (1 - keptByLongText) * alignment.share : keptByLongText
    // Sums of fractions miss 1 by a hair.
    const likeness = raw * kept > 1 - 1e-6 ? 1 : raw * kept
    this.known.put(key, likeness, alignment.cover)
    return likeness
  }

  private length(text: number): number {
    return this.index.starts[text + 1]! - this.index.starts[text]!
  }

  /** Whether the text says anything of the query. */
  private fillRow(text: number, isTitle: boolean): boolean {
    const { units, starts } = this.index
    const start = starts[text]!
    let found = false
    for (let at = start; at < starts[text + 1]!; at++) {
      const steps = this.steps[units[at]!] ?? this.findSteps(units[at]!)
      // In a long text any two letters begin something.
      this.row[at - start] = isTitle ? steps.all : steps.whole
      found ||= steps !== nothing
    }
    return found
  }

  private findSteps(unit: number): Steps {
    let found = this.query.steps.get(unit) ?? nothing
    for (const reading of this.vocabulary.readings(unit)) {
      const more = this.query.steps.get(syllableKey(reading))
      if (more) found = found === nothing ? more : join(found, more)
    }
    this.steps[unit] = found
    return found
  }
}

/** One step, the best, from each place to each other. */
function join(some: Steps, others: Steps): Steps {
  const best = new Map<number, Step>()
  for (const step of [...some.all, ...others.all]) {
    const key = step.from * 1024 + step.to
    if (step.gain > (best.get(key)?.gain ?? 0)) best.set(key, step)
  }
  const all = [...best.values()]
  return { all, whole: all.filter(({ isShort }) => !isShort) }
}
