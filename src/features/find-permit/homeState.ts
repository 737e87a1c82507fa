/** What the home page shows before the catalogue is there: small enough to travel inside the page. */
import type { InjectionKey } from 'vue'
import type { CatalogueView, ItemSummaryView, TagsView } from '../../contract/catalogueViews.ts'

export interface HomeItem extends Pick<
  ItemSummaryView, 'code' | 'plainName' | 'audiences' | 'onlineDepth' | 'caseType' | 'promised' | 'visits'
> {
  /** The first character of its police branch. */
  tile: string
}

export interface HomeState {
  items: HomeItem[]
}

export const homeStateKey: InjectionKey<HomeState> = Symbol('home state')

/** The part of the catalogue the home page needs, most used items first. */
export function toHomeState({ items, tags }: Pick<CatalogueView, 'items' | 'tags'>): HomeState {
  return { items: items.map((item) => toHomeItem(item, tags)) }
}

/** An item as a list shows it. */
export function toHomeItem(item: ItemSummaryView, tags: TagsView | undefined): HomeItem {
  const { code, plainName, audiences, onlineDepth, caseType, promised, visits } = item
  const branch = tags?.branches.find(({ id }) => id === item.branch)?.name ?? item.branch
  return { code, plainName, audiences, onlineDepth, caseType, promised, visits, tile: [...branch][0] ?? '' }
}
