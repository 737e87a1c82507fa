import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { noteReachable } from '../../../../src/platform/connectivity.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { choose, leaveGuide, openGuide } from '../../support/openGuide.ts'
import type { Page } from '../../support/openGuide.ts'
import { otherItem, sampleItem } from '../../support/sampleItem.ts'

beforeEach(freshDevice)
afterEach(leaveGuide)

const answersOf = (page: Page) => page.findAll('.answer').map((answer) => answer.get('.text').text())
const namesIn = (page: Page) => page.findAll('.material .name').map((name) => name.text())
const headingsIn = (page: Page) => page.findAll('#materials h3').map((heading) => heading.text())

describe('the four answers', () => {
  it('say what is known and that more depends on the situation', async () => {
    const page = await openGuide()
    expect(answersOf(page)).toEqual(['1 样起', '看情况', '10 个工作日', '到场 1 次'])
  })

  it('become exact with the situation', async () => {
    const page = await openGuide()
    await choose(page, 'rented')
    await page.get('input[type=date]').setValue('1980-05-01')
    expect(answersOf(page)).toEqual(['2 样材料', '10 元', '10 个工作日', '到场 1 次'])
    expect(page.text()).toContain('都答完了')
  })

  it('never promise 不用跑 where there is a visit', async () => {
    const page = await openGuide()
    expect(page.get('.head').text()).toContain('要到场 1 次')
    expect(page.text()).not.toContain('不用跑')
  })

  it('say 不用跑 only for what is done wholly online', async () => {
    const page = await openGuide({ code: otherItem.code })
    expect(page.get('.head').text()).toContain('不用跑')
    expect(answersOf(page)).toEqual(['1 样材料', '不收费', '当场办结', '手机上办完'])
  })
})

describe('the materials', () => {
  it('are certain, open or made by the system, before anything is answered', async () => {
    const page = await openGuide()
    expect(headingsIn(page)).toEqual(['一定要的（1 样）', '看情况要的（2 样）', '系统生成的'])
    expect(namesIn(page)).toEqual(['居民身份证', '租赁合同', '监护人同意书', '养鸽申请表'])
  })

  it('are the exact list once the situation is known', async () => {
    const page = await openGuide()
    await choose(page, 'own')
    await page.get('input[type=date]').setValue('2015-05-01')
    expect(headingsIn(page)).toEqual(['您要准备的（2 样）', '系统生成的'])
    expect(namesIn(page)).toEqual(['居民身份证', '监护人同意书', '养鸽申请表'])
  })

  it('carry the marks for later, from the library, and by declaration', async () => {
    const page = await openGuide()
    await choose(page, 'rented')
    const marks = page.findAll('.material').map((material) => material.findAll('.badge').map((badge) => badge.text()))
    expect(marks.slice(0, 2)).toEqual([['可免提交'], ['可容缺 5 个工作日', '可告知承诺', '拟定']])
  })

  it('start over', async () => {
    const page = await openGuide()
    await choose(page, 'rented')
    await page.get('.reset').trigger('click')
    expect(headingsIn(page)[0]).toBe('一定要的（1 样）')
    expect(page.findAll<HTMLInputElement>('#situation input:checked').map(({ element }) => element.value)).toEqual(['self'])
  })
})

describe('the page', () => {
  it('says what an answer leads to', async () => {
    const page = await openGuide()
    expect(page.text()).not.toContain('记得告诉邻居')
    await choose(page, 'own')
    expect(page.get('.outcome').text()).toContain('记得告诉邻居')
    expect(page.get('.outcome').attributes('role')).toBe('status')
  })

  it('offers the window beside filing online and takes the answers along', async () => {
    const page = await openGuide()
    await choose(page, 'rented')
    const actions = page.findAll('.actions a').map((link) => link.attributes('href'))
    expect(actions).toEqual(['#window', `/items/${sampleItem.code}/file?yard=rented`])
    expect(page.get('#window').text()).toContain('周一到周五')
  })

  it('holds the twelve published elements', async () => {
    const page = await openGuide()
    const text = page.text()
    const elements = [
      '某分局', '《某某条例》第三条', '申报', '有院子', '法定时限', '按条例审查', '在家养鸽子', '本区居民', '租赁合同', '窗口可以付现金', '几只',
      '020-11111111', '020-22222222',
    ]
    expect(elements.filter((element) => !text.includes(element))).toEqual([])
  })

  it('keeps asking and complaining apart', async () => {
    const page = await openGuide()
    const groups = page.findAll('div.group').map((group) => [group.get('h2').text(), group.get('a').attributes('href')])
    expect(groups).toEqual([['有不明白的，问', 'tel:020-11111111'], ['不满意，投诉', 'tel:020-22222222']])
  })

  it('says what is proposed, where it comes from and how old it is', async () => {
    const page = await openGuide()
    expect(page.text()).toContain('容缺的天数')
    expect(page.text()).toContain('公开目录')
    expect(page.text()).toMatch(/2026年2月1日更新/)
  })

  it('shows the promise as a share of what the law allows, in words and drawn', async () => {
    const page = await openGuide()
    expect(page.get('#time').text()).toContain('承诺时限是法定时限的 50%')
    expect(page.get('#time meter').attributes('value')).toBe('50')
    expect(page.get(`#${page.get('#time meter').attributes('aria-labelledby')}`).text()).toContain('50%')
  })

  it('opens everything for the printer', async () => {
    const page = await openGuide()
    const print = vi.fn()
    vi.stubGlobal('print', print)
    await page.findAll('.tools button')[0]?.trigger('click')
    expect(print).toHaveBeenCalledOnce()
    expect(page.findAll('details').every((details) => (details.element as HTMLDetailsElement).open)).toBe(true)
  })

  it('says how old it is when there is no network', async () => {
    const page = await openGuide()
    expect(page.find('.fetched').exists()).toBe(false)
    noteReachable(false)
    await flushPromises()
    expect(page.get('.fetched').text()).toMatch(/现在离线，内容是 \d{4}年/)
  })

  it('names the tab after the item', async () => {
    await openGuide()
    expect(document.title).toBe('在家养鸽子 - 证好办')
  })
})

describe('when there is no item', () => {
  it('says that the address is wrong', async () => {
    const page = await openGuide({ code: 'nonsense' })
    expect(page.text()).toContain('没有这个事项')
  })

  it('does not call an item missing when the catalogue could not be fetched', async () => {
    const page = await openGuide({ served: {} })
    expect(page.text()).toContain('办事指南没有取到')
    expect(page.text()).not.toContain('没有这个事项')
  })
})
