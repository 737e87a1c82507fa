/** Runs at build time only: the home page as markup, and the state it was made from. */
import { createMemoryHistory } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import type { CatalogueView } from '../contract/views.ts'
import { toHomeState } from '../features/find-permit/homeState.ts'
import type { HomeItem } from '../features/find-permit/homeState.ts'
import { routes } from '../platform/routes.ts'
import { createPage } from './createPage.ts'

/** Items in the prerendered page; the others come with the catalogue. */
const prerenderedItems = 8

export async function renderHome(catalogue: CatalogueView): Promise<{ html: string, state: string }> {
  const { items } = toHomeState(catalogue)
  const home = { items: items.slice(0, prerenderedItems).map(withoutSearchTexts), enquiry: [] }
  const { app, router } = createPage({ history: createMemoryHistory(), home })
  await router.push(routes.home)
  await router.isReady()
  return { html: await renderToString(app), state: JSON.stringify(home) }
}

/** What only the search reads comes with the catalogue, as the search itself does. */
function withoutSearchTexts(item: HomeItem): HomeItem {
  return { ...item, name: '', summary: '', aliases: [], keywords: [] }
}
