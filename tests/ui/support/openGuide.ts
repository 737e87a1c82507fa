import { flushPromises } from '@vue/test-utils'
import { vi } from 'vitest'
import GuidePage from '../../../src/features/read-guide/GuidePage.vue'
import { noteReachable } from '../../../src/platform/connectivity.ts'
import { mountPage } from './mountPage.ts'
import { sampleCatalogue, sampleItem } from './sampleItem.ts'
import type { Answers } from './serve.ts'

export type Page = Awaited<ReturnType<typeof mountPage>>['wrapper']

interface Opening {
  code?: string
  query?: string
  served?: Answers
}

let opened: Page | undefined

/** The guide of an item, once the page has done what it does by itself. */
export async function openGuide({ code = sampleItem.code, query = '', served }: Opening = {}) {
  await leaveGuide()
  const { wrapper } = await mountPage(GuidePage, `/items/${code}${query}`, served ?? { catalogue: sampleCatalogue })
  opened = wrapper
  await settleGuide()
  return wrapper
}

/** Until the item and what is kept for it on the device are there. */
async function settleGuide(): Promise<void> {
  await vi.waitFor(() => {
    if (opened?.text().includes('正在加载')) throw new Error('still loading')
  })
  await flushPromises()
}

/** What the page is still keeping goes to this device, not to the next test's. */
export async function leaveGuide(): Promise<void> {
  if (opened) await new Promise((resolve) => { setTimeout(resolve, 50) })
  opened?.unmount()
  opened = undefined
  noteReachable(true)
  document.body.replaceChildren()
}

/** Answers a question of the page. */
export function choose(page: Page, value: string): Promise<void> {
  return page.get(`input[type=radio][value=${value}]`).setValue(true)
}
