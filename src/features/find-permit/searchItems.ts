/**
 * Finds items by what people say. Chinese has no spaces, so the query is cut into pairs of characters; a pair counts
 * by the best text it stands in, which lets one query draw on a name and an alias and forgives a wrong character.
 */
import type { HomeItem } from './homeState.ts'

interface WeightedText {
  text: string
  weight: number
}

export interface SearchOutcome<T> {
  /** Best first. */
  hits: T[]
  /** Near misses, only when there is no hit. */
  guesses: T[]
}

const hitScore = 0.4
const guessScore = 0.2
const mostGuesses = 3

/** Searches the items; `fillers` are words without meaning for the search (我想, 怎么). An empty query finds nothing. */
export function searchItems(items: HomeItem[], query: string, fillers: string[]): SearchOutcome<HomeItem> {
  const wanted = stripFillers(normalise(query), fillers)
  if (wanted === '') return { hits: [], guesses: [] }
  const scored = items
    .map((item) => ({ item, score: scoreTexts(wanted, listTexts(item)) }))
    .filter(({ score }) => score >= guessScore)
    .sort((a, b) => b.score - a.score || a.item.popularity - b.item.popularity)
  const hits = scored.filter(({ score }) => score >= hitScore).map(({ item }) => item)
  return { hits, guesses: hits.length > 0 ? [] : scored.slice(0, mostGuesses).map(({ item }) => item) }
}

/** True when the query is one of the words, or a piece of one at least two characters long. */
export function matchesWords(query: string, words: string[]): boolean {
  const wanted = normalise(query)
  return wanted.length >= 2 && words.some((word) => normalise(word).includes(wanted))
}

function listTexts(item: HomeItem): WeightedText[] {
  return [
    ...[item.plainName, item.name, ...item.aliases].map((text) => ({ text: normalise(text), weight: 1 })),
    { text: normalise(item.summary), weight: 0.6 },
    ...item.keywords.map((text) => ({ text: normalise(text), weight: 0.4 })),
  ]
}

function scoreTexts(wanted: string, texts: WeightedText[]): number {
  const characters = [...wanted]
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`)
  const whole = bestWeight(wanted, texts)
  if (pairs.length === 0) return whole
  return 0.75 * mean(pairs, texts) + 0.25 * mean(characters, texts) + 0.5 * whole
}

function mean(pieces: string[], texts: WeightedText[]): number {
  return pieces.reduce((sum, piece) => sum + bestWeight(piece, texts), 0) / pieces.length
}

function bestWeight(piece: string, texts: WeightedText[]): number {
  return texts.reduce((best, { text, weight }) => weight > best && text.includes(piece) ? weight : best, 0)
}

/** Full width to half width, lower case, no spaces or punctuation. */
function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function stripFillers(query: string, fillers: string[]): string {
  const stripped = fillers.reduce((rest, filler) => rest.replaceAll(filler, ''), query)
  return stripped === '' ? query : stripped
}
