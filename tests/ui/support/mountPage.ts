import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import type { Component } from 'vue'
import { createMemoryHistory } from 'vue-router'
import { createPages } from '../../../src/app/router.ts'
import { useCatalogue } from '../../../src/stores/catalogue.ts'
import { serve } from './serve.ts'
import type { Answers } from './serve.ts'

/** A page at an address, with fresh stores; the catalogue, and the item of the address, are there when served. */
export async function mountPage(page: Component, address: string, answers: Answers = {}) {
  setActivePinia(createPinia())
  serve(answers)
  const router = createPages(createMemoryHistory())
  await router.push(address)
  const { code } = router.currentRoute.value.params
  const catalogue = useCatalogue()
  await (code ? catalogue.loadItem(String(code)) : catalogue.load())
  const wrapper = mount(page, { global: { plugins: [router] }, attachTo: document.body })
  return { wrapper, router }
}

export { serve }
