import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import HomeMore from '../../../../src/features/find-permit/HomeMore.vue'
import english from '../../../../src/locales/en.json' with { type: 'json' }
import { openAccount } from '../../../../src/offline/accountKeys.ts'
import { saveChecklist } from '../../../../src/offline/checklists.ts'
import { saveDraft } from '../../../../src/offline/drafts.ts'
import { changeLanguage } from '../../../../src/platform/i18n.ts'
import { noteRecent } from '../../../../src/platform/recentItems.ts'
import { useCatalogue } from '../../../../src/stores/catalogue.ts'
import { useSession } from '../../../../src/stores/session.ts'
import { draftOf } from '../../../offline/support/device.ts'
import { accountOf } from '../../../offline/support/views.ts'
import { browseCatalogue } from '../../support/browseItems.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { sampleItem } from '../../support/sampleItem.ts'
import { serve } from '../../support/serve.ts'

beforeEach(freshDevice)
afterEach(async () => {
  await changeLanguage('zh-Hans')
  localStorage.clear()
})

async function openMore(audience: 'individual' | 'organisation' = 'individual') {
  const network = serve(browseCatalogue)
  await useCatalogue().load()
  const more = mount(HomeMore, { props: { audience } })
  await more.vm.$nextTick()
  /** Words and addresses under a heading. */
  const chips = (title: string) => more.findAll('section').filter((card) => card.find('h2').text() === title)
    .flatMap((card) => card.findAll('a').map((link) => [link.text(), link.attributes('href')]))
  return { more, network, chips, recent: () => more.findAll('.name').map((name) => name.text()) }
}

describe('what was looked at last', () => {
  it('comes first, the last one on top, from this phone', async () => {
    for (const code of ['pigeons', 'fireworks', 'pigeons', 'wildlife']) noteRecent(code)
    const { more, recent } = await openMore()
    expect(more.get('h2').text()).toBe('最近看过')
    expect(recent()).toEqual(['养野生动物', '在家养鸽子', '放烟火表演'])
  })

  it('leaves out an item that is no more', async () => {
    for (const code of ['pigeons', 'gone']) noteRecent(code)
    expect((await openMore()).recent()).toEqual(['在家养鸽子'])
  })

  it.each(['{', '"pigeons"', '{"0":"pigeons"}', '[1,null]'])('is nothing where the phone kept %s', async (kept) => {
    localStorage.setItem('recent-items', kept)
    const { more, recent } = await openMore()
    expect(recent()).toEqual([])
    expect(more.text()).not.toContain('最近看过')
  })
})

describe('what is got ready at home', () => {
  it('stands above everything, per person, with a mark where the item has a newer version', async () => {
    const list = { capacity: 'self', answers: {}, updatedAt: '2026-03-01T00:00:00.000Z' }
    const { version } = sampleItem
    await saveChecklist({ ...list, id: '1', code: 'pigeons', person: '我', itemVersion: version, ready: ['idCard'] })
    await saveChecklist({ ...list, id: '2', code: 'wildlife', person: '妈妈', itemVersion: version - 1, ready: [] })
    await saveChecklist({ ...list, id: '3', code: 'gone', person: '爸爸', itemVersion: version, ready: [] })
    const { more } = await openMore()
    await vi.waitFor(() => expect(more.get('h2').text()).toBe('正在准备的材料'))
    const cells = more.findAll('a.cell').map((cell) => ({ href: cell.attributes('href'), text: cell.text() }))
    expect(cells).toEqual([
      { href: '/items/pigeons?list=1#materials', text: expect.stringMatching(/^在家养鸽子我：备好 1 样$/) },
      { href: '/items/wildlife?list=2#materials', text: expect.stringMatching(/^养野生动物妈妈：备好 0 样材料清单有更新$/) },
    ])
  })
})

describe('drafts that lie for days', () => {
  const account = { ...accountOf('0195a000-0000-7000-8000-00000000000a'), expiresAt: '2099-01-01T00:00:00.000Z' }
  const somebodyElse = { ...account, id: '0195a000-0000-7000-8000-00000000000b' }
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000 - 1000)

  async function openFor(who: typeof account | null) {
    await openAccount(account.id)
    await saveDraft(draftOf(account.id, 'f1'), daysAgo(3))
    await saveDraft(draftOf(account.id, 'f2'), daysAgo(1))
    useSession().account = who
    const { more } = await openMore()
    await new Promise((resolve) => { setTimeout(resolve, 50) })
    return more
  }

  it('are a number and a way to them, nothing about whose or what', async () => {
    const more = await openFor(account)
    await vi.waitFor(() => expect(more.find('a.cell[href="/drafts"]').exists()).toBe(true))
    expect(more.get('a.cell[href="/drafts"]').text()).toBe('您有 1 份未提交的草稿放了 3 天以上；30 天没有改动会自动删除')
  })

  it('are gone with the sign-in', async () => {
    const more = await openFor(account)
    await vi.waitFor(() => expect(more.find('a[href="/drafts"]').exists()).toBe(true))
    useSession().account = null
    await more.vm.$nextTick()
    expect(more.find('a[href="/drafts"]').exists()).toBe(false)
  })

  it.each([['nobody', null], ['somebody else', somebodyElse]])('are not told to %s', async (_who, who) => {
    expect((await openFor(who)).find('a[href="/drafts"]').exists()).toBe(false)
  })
})

describe('ways to find an item', () => {
  it('lead to the browsing by the events that have an item, of the audience', async () => {
    const { chips } = await openMore()
    expect(chips('按人生事件找')).toEqual([['养宠物', '/browse?event=pets']])
    expect((await openMore('organisation')).chips('按人生事件找'))
      .toEqual([['办活动', '/browse?audience=organisation&event=shows']])
  })

  it('by the branches that have an item for the audience', async () => {
    const { chips } = await openMore()
    expect(chips('按警种找')).toEqual([['治安', '/browse?branch=publicOrder'], ['森林', '/browse?branch=nature']])
    expect((await openMore('organisation')).chips('按警种找'))
      .toEqual([['治安', '/browse?audience=organisation&branch=publicOrder']])
  })

  it('by what narrows a list', async () => {
    expect((await openMore()).chips('只看')).toEqual([
      ['全程网办', '/browse?only=online'], ['当场办结', '/browse?only=instant'], ['可容缺', '/browse?only=deferrable'],
      ['不收费', '/browse?only=free'],
    ])
  })
})

it('speaks another language on a tap, and fetches the index in it', async () => {
  const { more, network } = await openMore()
  const button = (language: string) => more.get(`button[lang=${language}]`)
  expect(button('zh-Hans').attributes('aria-pressed')).toBe('true')
  await button('en').trigger('click')
  await vi.waitFor(() => expect(useCatalogue().index?.locale).toBe('en'))
  expect(String(network.mock.lastCall?.[0])).toBe('/api/catalogue?locale=en')
  expect(button('en').attributes('aria-pressed')).toBe('true')
  expect(document.documentElement.lang).toBe('en')
  expect(more.text()).toContain(english.findPermit.byEvent)
})
