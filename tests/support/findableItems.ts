import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FindableItem } from '../../src/domain/finding/findEntry.ts'
import type { ItemFile } from '../../src/domain/item.ts'

const folder = 'mock-api/catalogue/items'

/** The newest version of every permit item, as the search knows it. */
export function readFindableItems(): FindableItem[] {
  return readdirSync(folder).filter((name) => /^P\d{4}\.json$/.test(name)).sort()
    .map((name) => toFindable(JSON.parse(readFileSync(join(folder, name), 'utf8')) as ItemFile))
}

function toFindable(item: ItemFile): FindableItem {
  const { code, name, plainName, summary, aliases, popularity, materials, legalBasis } = item
  const keywords = [...new Set([...materials.map((material) => material.name), ...legalBasis.map(({ law }) => law)])]
  return { code, name, plainName, summary, aliases, popularity, keywords }
}
