/** Runs at build time only: the home page as markup, and the state it was made from. */
import { createMemoryHistory } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import type { CatalogueView } from '../contract/catalogueViews.ts'
import { toHomeState } from '../features/find-permit/homeState.ts'
import { routes } from '../platform/routes.ts'
import { createPage } from './createPage.ts'

/** Items in the prerendered page; the others come with the catalogue. */
const prerenderedItems = 6

export async function renderHome(catalogue: CatalogueView): Promise<{ html: string, state: string }> {
  const home = { items: toHomeState(catalogue).items.slice(0, prerenderedItems) }
  const { app, router } = createPage({ history: createMemoryHistory(), home })
  await router.push(routes.home)
  await router.isReady()
  return { html: await renderToString(app), state: JSON.stringify(home) }
}
