import { createHash } from 'node:crypto'
import { brotliCompressSync, constants } from 'node:zlib'
import type { ItemSummaryView } from '../../src/contract/catalogueViews.ts'
import type { Item } from '../../src/domain/item.ts'
import { deferrableDays } from '../../src/domain/requirements.ts'

/** Sixteen hexadecimal digits of the content. */
export function hashOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)
}

/** The item as the index shows it; `hash` covers whatever a phone may keep of it. */
export function summariseItem(item: Item, hash: string): ItemSummaryView {
  const {
    code, version, name, plainName, summary, aliases, branch, audiences, lifeEvents, popularity, onlineDepth, caseType,
  } = item
  return {
    code, version, hash, bytes: weigh(item), name, plainName, summary, aliases, branch, audiences, lifeEvents,
    popularity, onlineDepth, caseType,
    keywords: [...new Set([...item.materials.map(({ name: word }) => word), ...item.legalBasis.map(({ law }) => law)])],
    promised: { days: item.promised.days, unit: item.promised.unit },
    visits: item.visit?.count ?? 0,
    free: item.fees.length === 0,
    deferrable: item.materials.some((material) => deferrableDays(item, material) > 0),
  }
}

function weigh(item: Item): number {
  return brotliCompressSync(JSON.stringify(item), { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length
}
