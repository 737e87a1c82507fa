import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RouterView } from 'vue-router'
import DraftsPage from '../../../../src/features/file-permit/DraftsPage.vue'
import { openAccount } from '../../../../src/offline/accountKeys.ts'
import { rememberAccount } from '../../../../src/offline/lastAccount.ts'
import { saveDraft } from '../../../../src/offline/drafts.ts'
import type { Draft } from '../../../../src/offline/drafts.ts'
import { noteReachable } from '../../../../src/platform/connectivity.ts'
import { freshDevice, restartPage } from '../../support/freshDevice.ts'
import { mountPage } from '../../support/mountPage.ts'
import { catalogueOf, sampleItem } from '../../support/sampleItem.ts'
import type { Answers } from '../../support/serve.ts'
import { accountOf } from '../../../offline/support/views.ts'

const account = { ...accountOf('0195a000-0000-7000-8000-00000000000a'), expiresAt: '2099-01-01T00:00:00.000Z' }
const { name, idKind } = account
const idNumber = '449999195801010027'
const draft: Draft = {
  filingId: '0195a000-0000-7000-8000-000000000001', accountId: account.id, itemCode: sampleItem.code, itemVersion: 2,
  itemName: sampleItem.plainName, capacity: 'self', applicant: { name, idKind, idNumber }, answers: { yard: 'rented' },
  form: { count: '3' }, provisions: { idCard: { way: 'file', uploadIds: ['u1'] }, lease: { way: 'later' } }, noticesShown: [], step: 'materials', lastField: '',
  createdAt: '2026-03-01T00:00:00.000Z', updatedAt: '', expiresAt: '',
}
const served: Answers = {
  ...catalogueOf(sampleItem), session: { demo: true, now: new Date().toISOString(), account },
}
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000 - 3_600_000)

let leave = () => {}

beforeEach(async () => {
  await freshDevice()
  await openAccount(account.id)
})
afterEach(() => {
  leave()
  noteReachable(true)
  localStorage.clear()
  document.body.replaceChildren()
})

/** The page of drafts; each cell's words, once what is missing was counted. */
async function openDrafts(answers = served) {
  const { wrapper } = await mountPage(DraftsPage, '/drafts', answers)
  leave = () => wrapper.unmount()
  await vi.waitFor(() => expect(wrapper.find('a.cell').exists()).toBe(true), 4000)
  await vi.waitFor(() => expect(wrapper.text()).toMatch(/还差|都填好了/), 4000)
  return wrapper.findAll('a.cell').map((cell) => cell.text())
}

describe('a draft on the page of drafts', () => {
  it.each<[string, Partial<Draft>, string]>([
    ['the person', {}, '在家养鸽子 · 张秀英'],
    ['the organisation', { capacity: 'legalRepresentative', organisation: { name: '鸽友会', uscc: '1' } }, '在家养鸽子 · 鸽友会'],
    ['nobody yet', { capacity: 'agent', applicant: null }, '在家养鸽子 · 申请人还没填'],
  ])('is named by the item and %s, and says that it is not filed', async (_whom, begun, title) => {
    await saveDraft({ ...draft, ...begun }, new Date())
    const [text] = await openDrafts()
    expect(text).toContain(title)
    expect(text).toContain('草稿 · 未提交')
  })

  it.each<[string, Partial<Draft>, string]>([
    ['nothing', {}, '都填好了，还没有签署和提交'],
    ['an answer, a field and a material', { answers: { yard: '' }, form: {}, provisions: {} }, '还差：1 个问题、1 项填写、1 样材料'],
    ['what the answer asks for too', { form: {}, provisions: {} }, '还差：1 项填写、2 样材料'],
    ['the person', { capacity: 'agent', applicant: null }, '还差：申请人信息 1 处'],
  ])('lacks %s', async (_what, begun, words) => {
    await saveDraft({ ...draft, ...begun }, new Date())
    const [text] = await openDrafts()
    expect(text).toContain(words)
  })

  it('is counted by the version it was begun with', async () => {
    const speed = { id: 'speed', label: '急不急？', options: [{ value: 'yes', label: '急' }] }
    await saveDraft(draft, new Date())
    const newer = catalogueOf({ ...sampleItem, version: 3, questions: [...sampleItem.questions, speed] })
    const [text] = await openDrafts({ ...served, ...newer, versions: [sampleItem] })
    expect(text).toContain('都填好了')
  })

  it('says when it goes: thirty days after the last change, by the day in Shanghai', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-05-06T17:00:00.000Z') })
    try {
      await saveDraft(draft, new Date())
      const [text] = await openDrafts({ ...served, session: { demo: true, now: new Date().toISOString(), account } })
      expect(text).toContain('30 天没有改动会自动删除：2026年6月6日（周六）')
    } finally {
      vi.useRealTimers()
    }
  })

  it.each([[2, false], [3, true], [7, true]])('untouched for %i days is reminded of: %s', async (days, reminded) => {
    await saveDraft(draft, daysAgo(days))
    const [text] = await openDrafts()
    expect(text?.includes(`已经放了 ${days} 天，还没有提交`)).toBe(reminded)
  })

  it('says all of it without a network too', async () => {
    await saveDraft(draft, new Date())
    await openDrafts()
    await rememberAccount(account)
    leave()
    restartPage()
    const [text] = await openDrafts({})
    expect(text).toContain('在家养鸽子 · 张秀英')
    expect(text).toContain('都填好了')
  })
})

it('says the same where one goes on with a draft of an item', async () => {
  await saveDraft({ ...draft, form: {} }, daysAgo(4))
  const { wrapper } = await mountPage(RouterView, `/items/${sampleItem.code}/file`, served)
  leave = () => wrapper.unmount()
  await vi.waitFor(() => expect(wrapper.text()).toContain('还差：1 项填写'), 4000)
  await flushPromises()
  expect(wrapper.get('section h3').text()).toBe('在家养鸽子 · 张秀英 · 上次填到“材料”')
  for (const words of ['草稿 · 未提交', '已经放了 4 天', '30 天没有改动会自动删除']) expect(wrapper.text()).toContain(words)
})
