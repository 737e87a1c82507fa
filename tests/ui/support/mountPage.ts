import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { vi } from 'vitest'
import type { Component } from 'vue'
import { createMemoryHistory } from 'vue-router'
import { createPages } from '../../../src/app/router.ts'
import type { CatalogueView, SessionView } from '../../../src/contract/views.ts'
import { useCatalogue } from '../../../src/stores/catalogue.ts'

/** Answers the two requests of every page; anything else, and everything when `offline`, fails like a dead network. */
export function serve(answers: { catalogue?: CatalogueView, session?: SessionView }) {
  const network = vi.fn(async (address: string | URL | Request) => {
    const path = new URL(String(address), 'http://localhost').pathname
    const body = path === '/api/catalogue' ? answers.catalogue : path === '/api/session' ? answers.session : undefined
    if (!body) throw new TypeError('network down')
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json', etag: '"1"' } })
  })
  vi.stubGlobal('fetch', network)
  return network
}

/** A page at an address, with fresh stores and the catalogue loaded when one is served. */
export async function mountPage(page: Component, address: string, catalogue?: CatalogueView) {
  setActivePinia(createPinia())
  serve(catalogue ? { catalogue } : {})
  const router = createPages(createMemoryHistory())
  await router.push(address)
  await useCatalogue().load()
  const wrapper = mount(page, { global: { plugins: [router] }, attachTo: document.body })
  return { wrapper, router }
}
