/** Words that say the same, and words that say nothing, by how they are written and how they are spelled. */
import { cutText } from './normalise.ts'
import type { Pinyin } from './pinyin.ts'

/** Words of the search that belong to no item: the catalogue's data. */
export interface SearchWords {
  /** Words without meaning for the search: how do I, please, what does it cost. */
  fillers: string[]
  /** Everyday words that say the same, the one to count by first. Words of one item are its aliases instead. */
  synonyms: string[][]
}

export interface Wording {
  /** Written or spelled word → the words to count by; none for a filler. */
  meanings: Map<string, string[]>
  longest: number
}

export function readWording({ fillers, synonyms }: SearchWords, pinyin: Pinyin): Wording {
  const meanings = new Map<string, string[]>()
  const add = (word: string, meaning: string[]) => {
    meanings.set(word, meaning)
    const spelled = [...word].map((character) => pinyin.syllables[pinyin.readings.get(character)?.[0] ?? -1] ?? '')
    // One syllable means too many things, and a short spelling hides in a longer one.
    if (spelled.length > 1 && !spelled.includes('') && !meanings.has(spelled.join(''))) meanings.set(spelled.join(''), meaning)
  }
  fillers.filter((filler) => filler !== '').forEach((filler) => add(filler, []))
  for (const [first = '', ...others] of synonyms) others.forEach((word) => add(word, cutText(first)))
  return { meanings, longest: Math.max(0, ...[...meanings.keys()].map((word) => word.length)) }
}

/**
 * The text with every word replaced by the one that counts, and without those that say nothing, longest words first;
 * undefined when that changes nothing or leaves nothing.
 */
export function rephrase(words: string[], { meanings, longest }: Wording): string[] | undefined {
  const rephrased: string[] = []
  let isOther = false
  for (let at = 0; at < words.length;) {
    const length = findLength(words, at, meanings, longest)
    if (length > 0) {
      rephrased.push(...meanings.get(words.slice(at, at + length).join('')) ?? [])
      isOther = true
      at += length
    } else {
      rephrased.push(words[at++]!)
    }
  }
  return isOther && rephrased.length > 0 ? rephrased : undefined
}

function findLength(words: string[], at: number, meanings: Map<string, string[]>, longest: number): number {
  for (let length = Math.min(longest, words.length - at); length > 0; length--) {
    if (meanings.has(words.slice(at, at + length).join(''))) return length
  }
  return 0
}
