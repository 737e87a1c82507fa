/**
 * Finds entries by what people type, whatever they type it with: characters, pinyin whole or begun, initials, words
 * that sound alike, slips. Indexed once, in pieces when wanted; then each keystroke looks at few entries closely.
 */
import { CandidateFinder } from './candidates.ts'
import { indexEntries, titleWeight } from './catalogueIndex.ts'
import type { CatalogueIndex, FindEntry } from './catalogueIndex.ts'
import { KnownTexts } from './knownTexts.ts'
import { normaliseQuery } from './normalise.ts'
import { readPinyin } from './pinyin.ts'
import type { PinyinTable } from './pinyin.ts'
import { readQuery } from './query.ts'
import type { Language, Query } from './query.ts'
import { Scorer } from './scorer.ts'
import { SpellingReader } from './spellings.ts'
import { Vocabulary } from './vocabulary.ts'
import { readWording } from './wording.ts'
import type { SearchWords } from './wording.ts'

export type { FindEntry } from './catalogueIndex.ts'

export interface Found {
  /** Best first. */
  hits: string[]
  /** Near misses, only when there is no hit. */
  guesses: string[]
}

export interface Finder {
  find: (query: string) => Found
}

const mostCandidates = 48
/** Candidates read to the end. */
const mostRead = 14
/** Characters and letters of a query that is not long. */
const usualLength = 12
const mostGuesses = 5
/** Below these a candidate is a guess: of a perfect answer, and of the best one found. */
const hitScore = 0.42
const hitShare = 0.55
/** What the most used entry has over the least used one. */
const popularityBonus = 0.04

/** Indexes everything at once. */
export function createFinder(entries: FindEntry[], table: PinyinTable, words: SearchWords): Finder {
  const steps = buildFinder(entries, table, words)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same, pausing often: a page runs a few steps whenever it is idle. */
export function* buildFinder(entries: FindEntry[], table: PinyinTable, words: SearchWords): Generator<void, Finder> {
  const pinyin = yield* readPinyin(table)
  yield
  const spellings = new SpellingReader(pinyin)
  yield
  const wording = readWording(words, pinyin)
  const vocabulary = new Vocabulary(pinyin)
  yield
  const index = yield* indexEntries(entries, vocabulary, wording)
  const rarity = (character: string) => rarityOf(vocabulary.find(character), index.titles, entries.length)
  return new IndexFinder(entries, index, { vocabulary, spellings, wording, rarity })
}

function rarityOf(unit: number | undefined, titles: number[], count: number): number {
  // What no entry says cannot tell them apart.
  const having = unit === undefined ? undefined : titles[unit]
  return having === undefined ? 0.4 : 1 - Math.log(having) / Math.log(count + 1)
}

class IndexFinder implements Finder {
  private readonly ids: string[]
  /** Entries, most used first. */
  private readonly byUse: number[]
  private readonly ranks: number[] = []
  private readonly bonuses: number[] = []
  private readonly index: CatalogueIndex
  private readonly language: Language
  private readonly candidates: CandidateFinder
  private readonly known: KnownTexts

  constructor(entries: FindEntry[], index: CatalogueIndex, language: Language) {
    this.ids = entries.map(({ id }) => id)
    this.byUse = [...entries.keys()].sort((a, b) => entries[a]!.popularity - entries[b]!.popularity || a - b)
    this.byUse.forEach((entry, rank) => {
      this.ranks[entry] = rank
      this.bonuses[entry] = popularityBonus * (1 - Math.log(rank + 1) / Math.log(entries.length + 1))
    })
    this.index = index
    this.language = language
    this.known = new KnownTexts(2 * index.starts.length)
    this.candidates = new CandidateFinder(index.sounds, language.vocabulary, entries.length)
  }

  find(query: string): Found {
    const text = normaliseQuery(query, this.language.vocabulary.pinyin)
    if (text === '') return { hits: [], guesses: [] }
    const scored = this.score(readQuery(text, this.language))
    const least = Math.max(hitScore, (scored[0]?.score ?? 0) * hitShare)
    const hits = scored.filter(({ score }) => score >= least).map(({ entry }) => this.ids[entry]!)
    if (hits.length > 0) return { hits, guesses: [] }
    const nearest = [...new Set([...scored.map(({ entry }) => entry), ...this.byUse])].slice(0, mostGuesses)
    return { hits, guesses: nearest.map((entry) => this.ids[entry]!) }
  }

  /** Names first, of many; then everything else that the best of them say. */
  private score(query: Query): Scored[] {
    const scorer = new Scorer(query, this.index, this.language.vocabulary, this.known)
    const rank = (entries: number[], least: number) => entries
      .map((entry) => ({ entry, score: scorer.score(entry, least) + this.bonuses[entry]! }))
      .sort((a, b) => b.score - a.score || this.ranks[a.entry]! - this.ranks[b.entry]!)
    // A long query takes longer with each of them, and fits fewer.
    const share = Math.min(1, usualLength / query.weights.length)
    const candidates = this.candidates.list(query, Math.ceil(mostCandidates * share))
    const [first, rest] = halve(rank(candidates, titleWeight), Math.ceil(mostRead * share))
    return [...rank(first.map(({ entry }) => entry), 0), ...rest]
  }
}

interface Scored {
  entry: number
  score: number
}

function halve<T>(list: T[], at: number): [T[], T[]] {
  return [list.slice(0, at), list.slice(at)]
}
