import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import { createPages } from '../../../../src/app/router.ts'
import HomePage from '../../../../src/features/find-permit/HomePage.vue'
import { homeStateKey, toHomeState } from '../../../../src/features/find-permit/homeState.ts'
import { appearance, changeAppearance } from '../../../../src/platform/appearance.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { serve } from '../../support/serve.ts'
import type { Answers } from '../../support/serve.ts'
import { catalogueOf, otherItem, sampleCatalogue, sampleItem } from '../../support/sampleItem.ts'

let unmount = () => {}

beforeEach(freshDevice)
afterEach(() => {
  unmount()
  changeAppearance({ care: false })
  document.body.replaceChildren()
})

interface Opening { address?: string, served?: Answers, prerendered?: boolean }

async function openHome({ address = '/', served = { catalogue: sampleCatalogue }, prerendered = false }: Opening = {}) {
  serve(served)
  const router = createPages(createMemoryHistory())
  await router.push(address)
  const provide = prerendered ? { [homeStateKey as symbol]: toHomeState(sampleCatalogue) } : {}
  const page = mount(HomePage, { global: { plugins: [router], provide }, attachTo: document.body })
  unmount = () => page.unmount()
  await settle()
  return { page, router }
}

/** Until the items are there or known to be missing, and what comes below them or instead, a search with its finder. */
async function settle() {
  await vi.waitFor(() => {
    expect(document.body.textContent).not.toMatch(/正在取事项清单|正在准备搜索/)
    expect(document.querySelector('.results, .languages')).not.toBeNull()
  }, 4000)
  await flushPromises()
}

describe('the home page', () => {
  it('lists what individuals do most, and organisations on a tap', async () => {
    const { page } = await openHome()
    expect(page.findAll('.name').map((name) => name.text())).toEqual(['在家养鸽子'])
    await page.get('input[value=organisation]').setValue(true)
    expect(page.findAll('.name').map((name) => name.text())).toEqual(['放烟火表演'])
    expect(page.get('a.cell').attributes('href')).toBe(`/items/${otherItem.code}`)
  })

  it('never shows an item with a visit as done online', async () => {
    const { page } = await openHome()
    expect(page.get('.marks').text()).toContain('到场 1 次')
    expect(page.get('.marks').text()).not.toContain('网上办完')
  })

  it.each([[false, 6], [true, 4]])('in 长辈版 %s shows %i at most, and all of them by browsing', async (care, most) => {
    changeAppearance({ care })
    const items = Array.from({ length: 8 }, (_, index) => ({ ...sampleItem, code: `P${index}` }))
    const { page } = await openHome({ served: catalogueOf(...items, otherItem) })
    expect(page.findAll('.name')).toHaveLength(most)
    const all = page.findAll('a.cell').find((cell) => cell.text() === '显示全部 8 项')
    expect(all?.attributes('href')).toBe('/browse?audience=individual')
  })

  it('shows the prerendered items before, and without, a network', async () => {
    const { page } = await openHome({ served: {}, prerendered: true })
    expect(page.text()).toContain('在家养鸽子')
  })

  it('says so when there is nothing to show, and tries again', async () => {
    const { page } = await openHome({ served: {} })
    expect(page.get('[role=status]').text()).toContain('没有取到')
    serve({ catalogue: sampleCatalogue })
    await page.get('[role=status] button').trigger('click')
    await settle()
    expect(page.text()).toContain('在家养鸽子')
  })
})

describe('the search', () => {
  it('finds while one types, keeps the words in the address and counts for a screen reader', async () => {
    const { page, router } = await openHome()
    await page.get('input[type=search]').setValue('放烟花')
    await settle()
    expect(page.findAll('.name').map((name) => name.text())).toEqual(['放烟火表演'])
    expect(page.get('[role=status]').text()).toBe('找到 1 项')
    expect(router.currentRoute.value.query).toEqual({ q: '放烟花' })
  })

  it('waits for the input method to finish a word', async () => {
    const { page } = await openHome()
    const box = page.get<HTMLInputElement>('input[type=search]')
    box.element.value = 'yan'
    box.element.dispatchEvent(Object.assign(new Event('input'), { isComposing: true }))
    await settle()
    expect(page.text()).toContain('常办事项')
    box.element.value = '烟花'
    await box.trigger('compositionend')
    await settle()
    expect(page.text()).toContain('放烟火表演')
  })

  it('starts with the words of the address, and clears back to the list', async () => {
    const { page, router } = await openHome({ address: '/?q=鸽子证' })
    expect(page.get<HTMLInputElement>('input[type=search]').element.value).toBe('鸽子证')
    expect(page.findAll('.name').map((name) => name.text())).toEqual([sampleItem.plainName])
    await page.get('button[aria-label="清空"]').trigger('click')
    await settle()
    expect(page.text()).toContain('常办事项')
    expect(document.activeElement).toBe(page.get('input[type=search]').element)
    expect(router.currentRoute.value.query).toEqual({})
  })

  it('gives guesses and telephone numbers when nothing is found', async () => {
    const { page } = await openHome({ address: '/?q=明天会下雨吗' })
    expect(page.text()).toContain('没有找到“明天会下雨吗”')
    expect(page.get('a[href="tel:020-11111111"]').text()).toBe('020-11111111')
    expect(page.text()).toContain('您是不是想找')
    expect(page.findAll('.name').map((name) => name.text())).toContain('在家养鸽子')
  })
})

describe('长辈版', () => {
  it('is on the home page by its name and changes the whole page', async () => {
    const { page } = await openHome()
    await page.get('.care').trigger('click')
    expect(document.documentElement.dataset.care).toBe('on')
    expect(page.get('.care').text()).toBe('退出长辈版')
  })

  it.each(['长辈版', '关爱版', '关怀版'])('is found as %s', async (name) => {
    const { page } = await openHome({ address: `/?q=${name}` })
    await page.get('button.cell').trigger('click')
    expect(appearance.care).toBe(true)
  })
})
