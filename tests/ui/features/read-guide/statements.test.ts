import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Item } from '../../../../src/domain/item.ts'
import { listRecent } from '../../../../src/platform/recentItems.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { choose, leaveGuide, openGuide } from '../../support/openGuide.ts'
import { catalogueOf, otherItem, sampleItem } from '../../support/sampleItem.ts'

beforeEach(freshDevice)
afterEach(async () => {
  await leaveGuide()
  localStorage.clear()
})

const open = (changed: Partial<Item> = {}) => openGuide({ served: catalogueOf({ ...sampleItem, ...changed }) })

describe('the status of an item', () => {
  it('is said before everything else', async () => {
    const page = await open({ statusNote: '这一项已经改为备案。' })
    const notice = page.findAll('.notice').find((one) => one.text().includes('先说清楚'))
    expect(notice?.text()).toContain('这一项已经改为备案。')
    const answers = page.get('.answers').element
    expect(notice?.element.compareDocumentPosition(answers)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
  })

  it('is nothing where there is nothing to say', async () => {
    expect((await open()).text()).not.toContain('先说清楚')
  })
})

describe('what several must do together at the window', () => {
  const outcomes = [{
    id: 'together', when: { fact: 'answers.yard', is: 'rented' }, leadsTo: 'windowOnly', text: '请和房东一起到窗口',
    basis: '某办法第九条', at: 'answers.yard',
  }] as Item['outcomes']
  const actions = (page: Awaited<ReturnType<typeof open>>) => page.findAll('.actions a').map((link) => link.text())

  it('is not offered to be filed online, from the answer on that says so', async () => {
    const page = await open({ outcomes })
    expect(actions(page)).toEqual(['到窗口办', '在线申报'])
    await choose(page, 'rented')
    expect(actions(page)).toEqual(['到窗口办'])
    expect(page.get('.outcome').text()).toContain('请和房东一起到窗口')
    await choose(page, 'own')
    expect(actions(page)).toEqual(['到窗口办', '在线申报'])
  })

  it.each(['noPermitNeeded', 'notOurs', 'warning'] as const)('but %s leaves the way open', async (leadsTo) => {
    const page = await open({ outcomes: [{ ...outcomes[0], leadsTo, authority: '某局' }] as Item['outcomes'] })
    await choose(page, 'rented')
    expect(actions(page)).toEqual(['到窗口办', '在线申报'])
  })
})

describe('what is not certain', () => {
  it('the gaps are told, one by one', async () => {
    const page = await open({ gaps: ['办公时间没有公布', '电话没有核到'] })
    const notice = page.findAll('.notice').find((one) => one.text().includes('还没有核到的'))
    expect(notice?.findAll('li').map((line) => line.text())).toEqual(['办公时间没有公布', '电话没有核到'])
  })

  it('no gaps, no notice; nothing proposed, none either', async () => {
    const page = await open({ gaps: [], proposed: [] })
    expect(page.text()).not.toContain('还没有核到的')
    expect(page.text()).not.toContain('哪些是拟定的')
  })
})

describe('the sources', () => {
  it('say what was read there and when, and open elsewhere without telling from where', async () => {
    const page = await open({
      sources: [
        { title: '公开目录', url: 'https://example.org/list', asOf: '2026-02-01', covers: ['materials', 'fees'] },
        { title: '窗口电话咨询', asOf: '2026-01-15', covers: ['promised'] },
      ],
    })
    const [first, second] = page.findAll('#sources li')
    expect(first?.get('.covers').text()).toBe('材料，收费（截至 2026年2月1日）')
    expect(first?.get('a').attributes()).toMatchObject({
      href: 'https://example.org/list', target: '_blank', rel: 'noopener noreferrer',
    })
    expect(second?.find('a').exists()).toBe(false)
    expect(second?.text().replace(/\s+/g, '')).toBe('窗口电话咨询承诺时限（截至2026年1月15日）')
  })

  it('with the version, its day and its code', async () => {
    const text = (await open()).get('#sources').text()
    expect(text).toContain('第 2 版，2026年1月1日起施行，2026年2月1日更新')
    expect(text).toContain(sampleItem.code)
  })
})

it('an item that was looked at is remembered on this phone, an address without one is not', async () => {
  await openGuide({ code: otherItem.code })
  await open()
  await openGuide({ code: 'nonsense' })
  expect(listRecent()).toEqual([sampleItem.code, otherItem.code])
})
