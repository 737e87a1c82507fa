import type { LocationQuery } from 'vue-router'
import type { ItemSummaryView } from '../../contract/catalogueViews.ts'
import type { Audience } from '../../domain/item.ts'

/** What narrows a list; each is a claim of its own (全程网办 is not 可网办). */
export const itemFilters = ['online', 'instant', 'deferrable', 'free'] as const
export type ItemFilter = typeof itemFilters[number]

export interface Browsing {
  audience: Audience
  branch: string
  event: string
  filters: ItemFilter[]
}

/** What the address says; words it does not know are left out. */
export function readBrowsing(query: LocationQuery): Browsing {
  const only = String(query['only'] ?? '').split(',')
  return {
    audience: query['audience'] === 'organisation' ? 'organisation' : 'individual',
    branch: String(query['branch'] ?? ''),
    event: String(query['event'] ?? ''),
    filters: itemFilters.filter((filter) => only.includes(filter)),
  }
}

export function toQuery({ audience, branch, event, filters }: Browsing): Record<string, string> {
  const query = { audience: audience === 'organisation' ? audience : '', branch, event, only: filters.join(',') }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

export function browse(items: ItemSummaryView[], { audience, branch, event, filters }: Browsing): ItemSummaryView[] {
  return items.filter((item) => item.audiences.includes(audience)
    && (branch === '' || item.branch === branch)
    && (event === '' || item.lifeEvents.includes(event))
    && filters.every((filter) => passes(item, filter)))
}

function passes(item: ItemSummaryView, filter: ItemFilter): boolean {
  switch (filter) {
    case 'online': return item.onlineDepth === 'full' && item.visits === 0
    case 'instant': return item.caseType === 'instant'
    case 'deferrable': return item.deferrable
    case 'free': return item.free
  }
}
