/** What of an item the search knows, and how much each text counts. */
import type { FindEntry } from './catalogueIndex.ts'

export interface FindableItem {
  code: string
  name: string
  plainName: string
  summary: string
  aliases: string[]
  popularity: number
  /** Names of materials and laws. */
  keywords: string[]
}

export function toFindEntry(item: FindableItem): FindEntry {
  const { code, name, plainName, summary, aliases, popularity, keywords } = item
  const texts = [
    { text: plainName, weight: 1 },
    { text: name, weight: 0.99 },
    ...aliases.map((text) => ({ text, weight: 0.98 })),
    { text: summary, weight: 0.6 },
    ...keywords.map((text) => ({ text, weight: 0.55 })),
  ]
  return { id: code, popularity, texts }
}
