/** What the home page shows before the whole catalogue is there: small enough to travel inside the page. */
import type { InjectionKey } from 'vue'
import type { CatalogueView } from '../../contract/views.ts'
import type { Contact, Item } from '../../domain/item.ts'

export interface HomeItem extends Pick<
  Item,
  'code' | 'name' | 'plainName' | 'summary' | 'aliases' | 'branch' | 'audiences' | 'popularity' | 'onlineDepth'
  | 'caseType'
> {
  promised: { days: number, unit: Item['promised']['unit'] }
  /** Visits in person. */
  visits: number
  /** Names of materials and laws, for the search. */
  keywords: string[]
}

export interface HomeState {
  items: HomeItem[]
  enquiry: Contact[]
}

export const homeStateKey: InjectionKey<HomeState> = Symbol('home state')

/** The part of the catalogue the home page needs, most used items first. */
export function toHomeState(catalogue: Pick<CatalogueView, 'items' | 'bureau'>): HomeState {
  const items = catalogue.items.map(toHomeItem).sort((a, b) => a.popularity - b.popularity)
  return { items, enquiry: catalogue.bureau.enquiry }
}

function toHomeItem(item: Item): HomeItem {
  const { code, name, plainName, summary, aliases, branch, audiences, popularity, onlineDepth, caseType } = item
  return {
    code, name, plainName, summary, aliases, branch, audiences, popularity, onlineDepth, caseType,
    promised: { days: item.promised.days, unit: item.promised.unit },
    visits: item.visit?.count ?? 0,
    keywords: [...new Set([...item.materials.map(({ name: word }) => word), ...item.legalBasis.map(({ law }) => law)])],
  }
}
