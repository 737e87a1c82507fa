import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import SearchResults from '../../../../src/features/find-permit/SearchResults.vue'
import { appearance, changeAppearance } from '../../../../src/platform/appearance.ts'
import { noteReachable } from '../../../../src/platform/connectivity.ts'
import { useCatalogue } from '../../../../src/stores/catalogue.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { catalogueOf, otherItem, sampleItem } from '../../support/sampleItem.ts'
import { serve } from '../../support/serve.ts'

const passport = {
  ...sampleItem, code: 'passport', name: '普通护照签发', plainName: '首次办护照', summary: '第一次出国，先办护照。',
  aliases: ['出国证件'], popularity: 3,
}
const served = catalogueOf(sampleItem, otherItem, passport)

beforeEach(freshDevice)
afterEach(() => {
  changeAppearance({ care: false })
  noteReachable(true)
})

/** Without the real finder this would test nothing: it is built over the items served. */
async function search(query: string) {
  serve(served)
  await useCatalogue().load()
  const page = mount(SearchResults, { props: { query } })
  await vi.waitFor(() => expect(page.find('.waiting').exists()).toBe(false), 4000)
  return {
    page, names: () => page.findAll('.name').map((name) => name.text()), said: () => page.get('[role=status]').text(),
  }
}

describe('finds', () => {
  it.each([
    ['the name', '养鸽子', sampleItem], ['an alias', '放烟花', otherItem], ['what it is for', '出国', passport],
    ['pinyin', 'huzhao', passport], ['pinyin begun', 'yanhuobi', otherItem], ['initials', 'yhby', otherItem],
    ['a wrong character that sounds alike', '护召', passport], ['a slip', '养鸽紫', sampleItem],
    ['traditional characters', '護照', passport],
    ['a sentence around it', '请问怎么办理护照？', passport],
  ])('by %s: %s', async (_how, query, item) => {
    const { names, said } = await search(query)
    expect(names()[0]).toBe(item.plainName)
    expect(said()).toMatch(/^找到 [1-3] 项$/)
  })

  it('while the words change', async () => {
    const { page, names } = await search('养鸽子')
    await page.setProps({ query: '护照' })
    expect(names()).toEqual(['首次办护照'])
  })

  it('长辈版 too, with no item among them', async () => {
    const { page, said } = await search('关怀版')
    expect(said()).toBe('找到 1 项')
    await page.get('button.cell').trigger('click')
    expect(appearance.care).toBe(true)
  })
})

describe('finds nothing', () => {
  it('and says so, with whom to ring up and the nearest guesses', async () => {
    const { page, names, said } = await search('明天会下雨吗')
    expect(said()).toBe('没有找到“明天会下雨吗”')
    expect(page.get('a[href="tel:020-11111111"]').text()).toBe('020-11111111')
    expect(page.findAll('h2').map((title) => title.text())).toEqual(['没有找到“明天会下雨吗”', '您是不是想找'])
    expect(names()).toHaveLength(3)
  })

  it.each(['😀👍🏽', '！？。', '\u200b'])('for %s, without a guess', async (query) => {
    const { page, names, said } = await search(query)
    expect(said()).toBe(`没有找到“${query}”`)
    expect(page.find('a[href^="tel:"]').exists()).toBe(true)
    expect(names()).toEqual([])
  })

  it.each(['鸽', 'a', '办', '😀'])('and stays quick for ten thousand times %s', async (character) => {
    const before = performance.now()
    const { page } = await search(character.repeat(10_000))
    expect(page.text()).toMatch(/找到/)
    expect(performance.now() - before).toBeLessThan(3000)
  })

  it('of markup: words are words', async () => {
    const { page } = await search('<img src=x onerror=alert(1)>')
    expect(page.find('img').exists()).toBe(false)
    expect(page.text()).toContain('<img src=x onerror=alert(1)>')
  })
})

describe('while there are no items', () => {
  it('waits for them, and does not say that nothing was found', async () => {
    let answer = () => {}
    const network = serve(served)
    const reply = network.getMockImplementation()
    network.mockImplementation((address) => new Promise((resolve) => {
      answer = () => { void reply?.(address).then(resolve) }
    }))
    const loading = useCatalogue().load()
    const page = mount(SearchResults, { props: { query: '护照' } })
    await new Promise((resolve) => { setTimeout(resolve, 300) })
    expect(page.text()).toBe('正在准备搜索')
    answer()
    await loading
    await vi.waitFor(() => expect(page.text()).toContain('首次办护照'), 4000)
  })

  it('says that they could not be had', async () => {
    serve({})
    await useCatalogue().load()
    const page = mount(SearchResults, { props: { query: '护照' } })
    await new Promise((resolve) => { setTimeout(resolve, 300) })
    expect(page.text()).toContain('事项清单没有取到')
    expect(page.text()).not.toContain('没有找到')
    await page.setProps({ query: '长辈版' })
    expect(page.find('button.cell').exists()).toBe(true)
    await page.setProps({ query: '护照' })
    serve(served)
    await page.get('button').trigger('click')
    await vi.waitFor(() => expect(page.text()).toContain('首次办护照'), 4000)
  })
})
