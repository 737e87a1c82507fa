import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freshDevice } from '../../support/freshDevice.ts'
import { leaveGuide, openGuide } from '../../support/openGuide.ts'
import { catalogueOf, sampleItem } from '../../support/sampleItem.ts'

beforeEach(freshDevice)
afterEach(leaveGuide)

async function open(item = sampleItem) {
  const page = await openGuide({ served: catalogueOf(item) })
  return {
    page,
    said: () => page.get('nav [role=status]').text(),
    find: async (words: string) => {
      await page.get('#find-in-guide').setValue(words)
      return page.findAll('.hit').map((hit) => [hit.attributes('href'), hit.get('span').text()])
    },
  }
}

it('the parts of the page are a tap away, and each link has its part', async () => {
  const { page } = await open()
  const links = page.findAll('nav .part')
  expect(links.map((link) => link.text())).toEqual(['材料', '费用', '时间', '怎么办', '规定', '问答', '电话', '来源'])
  for (const link of links) expect(page.find(link.attributes('href') ?? '').exists(), link.text()).toBe(true)
})

it('a part the item does not have is not offered', async () => {
  const { page } = await open({ ...sampleItem, faq: [] })
  for (const link of page.findAll('nav .part')) {
    expect(page.find(link.attributes('href') ?? '').exists(), link.text()).toBe(true)
  }
})

describe('words on the page', () => {
  it('are found with their part, and counted', async () => {
    const { find, said } = await open()
    expect(await find('租赁')).toEqual([['#materials', '租赁合同']])
    expect(said()).toBe('找到 1 处')
    expect(await find('十只')).toEqual([['#faq', '十只。']])
    expect(await find('现金')).toEqual([['#fees', '窗口可以付现金']])
    expect(await find('几只')).toEqual([['#rules', '几只'], ['#faq', '能养几只？']])
    expect(said()).toBe('找到 2 处')
    expect(await find('少交')).toEqual([['#sources', '少交一样材料']])
    expect(await find('填表')).toEqual([['#time', '填表']])
    expect(await find('身份证原件')).toEqual([['#channels', '身份证原件']])
  })

  it('are found in any width and case', async () => {
    const { find } = await open({ ...sampleItem, window: 'A 栋 ３ 楼，ATM 旁' })
    expect(await find(' ａtm ')).toEqual([['#channels', 'A 栋 ３ 楼，ATM 旁']])
    expect(await find('3 楼')).toHaveLength(1)
  })

  it('that are nowhere are said to be nowhere', async () => {
    const { find, said } = await open()
    expect(await find('驾驶证')).toEqual([])
    expect(said()).toBe('找到 0 处')
  })

  it('none asked for, none said', async () => {
    const { find, said } = await open()
    expect(await find('   ')).toEqual([])
    expect(said()).toBe('')
  })

  it('common ones are the first few, no second page', async () => {
    const { find } = await open({ ...sampleItem, conditions: Array.from({ length: 30 }, (_, n) => `条件第 ${n} 条`) })
    expect(await find('条件第')).toHaveLength(8)
  })

  it('are never codes: an id of a material is not text', async () => {
    const { find } = await open()
    expect(await find('idCard')).toEqual([])
    expect(await find('publicOrder')).toEqual([])
  })
})
