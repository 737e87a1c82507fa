import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Item } from '../../../../src/domain/item.ts'
import { saveChecklist } from '../../../../src/offline/checklists.ts'
import { changeLanguage } from '../../../../src/platform/i18n.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { checklistOf } from '../../support/checklistPage.ts'
import { choose, leaveGuide, openGuide } from '../../support/openGuide.ts'
import { catalogueOf, sampleItem } from '../../support/sampleItem.ts'
import type { Answers } from '../../support/serve.ts'

const [idCard, lease, ...others] = sampleItem.materials
const list = {
  id: '1', code: sampleItem.code, person: '我', itemVersion: 2, capacity: 'self', answers: { yard: 'rented' },
  ready: ['idCard', 'lease'], updatedAt: '2026-03-01T00:00:00.000Z',
}

beforeEach(async () => {
  await freshDevice()
  await saveChecklist(list)
})
afterEach(async () => {
  await leaveGuide()
  await changeLanguage('zh-Hans')
  localStorage.clear()
})

/** The guide in a version after the one the list was begun with. */
async function openChanged(after: Partial<Item>, more: Answers = {}) {
  const item = { ...sampleItem, version: 3, ...after }
  const page = await openGuide({ served: { ...catalogueOf(item), versions: [sampleItem], ...more } })
  await vi.waitFor(() => expect(page.find('.checklist .notice').exists()).toBe(true))
  const sentences = () => page.findAll('.checklist .notice li').map((line) => line.text())
  const told = async () => {
    await vi.waitFor(() => expect(sentences().length).toBeGreaterThan(0))
    return sentences()
  }
  return { page, told, notice: () => page.find('.checklist .notice'), ...checklistOf(page, sampleItem.code) }
}

it('tells in a sentence each what changed, as a status', async () => {
  const { notice, told } = await openChanged({
    materials: [idCard, { ...lease, name: '租房合同' }, { ...idCard, id: 'photo', name: '院子照片' }, ...others] as Item['materials'],
    fees: sampleItem.fees.map((fee) => ({ ...fee, amountFen: 2500 })), promised: { days: 8, unit: 'workingDay' },
  })
  expect(await told()).toEqual([
    '“租赁合同”改成了“租房合同”。', '多要一样：院子照片。', '费用从 10 元改为 25 元。', '承诺时限从10 个工作日改为8 个工作日。',
  ])
  expect(notice().text()).toContain('材料清单有更新')
  expect(notice().attributes('role')).toBe('status')
})

it('leaves out what these answers do not touch', async () => {
  const { notice } = await openChanged({
    materials: [...sampleItem.materials, { ...idCard, id: 'deed', name: '房产证', when: { fact: 'answers.yard', is: 'own' } }] as Item['materials'],
  })
  await vi.waitFor(() => expect(notice().text()).toContain('改动和您的情况无关'))
  expect(notice().text()).not.toContain('房产证')
})

it('says so when an answer is no longer offered, now and on the next visit, until it was read', async () => {
  const [yard] = sampleItem.questions
  const options = [{ value: 'own', label: '自己的' }, { value: 'lent', label: '借的' }]
  const after = { questions: [{ ...yard, options }] } as Partial<Item>
  const sentence = '这个问题的选项变了，请重新选：院子是谁的？'
  expect(await (await openChanged(after)).told()).toContain(sentence)
  const again = await openChanged(after)
  expect(await again.told()).toContain(sentence)
  await again.press('知道了，按新清单准备')
  expect((await again.kept())[0]).toMatchObject({ itemVersion: 3, answers: {} })
})

it('says so when she can no longer file as she meant to', async () => {
  expect(await (await openChanged({ capacities: ['agent'] })).told()).toContain('您选的办理身份现在不能办这一项。')
})

describe('having read it', () => {
  it('she goes on by the new list, with what is ready still ticked', async () => {
    const { page, notice, press, kept, progress, told } = await openChanged({ promised: { days: 8, unit: 'workingDay' } })
    await told()
    expect((await kept())[0]?.itemVersion).toBe(2)
    await press('知道了，按新清单准备')
    expect(notice().exists()).toBe(false)
    expect(progress()).toBe('我：备好了 2 / 2 样')
    expect((await kept())[0]).toMatchObject({ itemVersion: 3, answers: { yard: 'rented' }, ready: ['idCard', 'lease'] })
    await choose(page, 'own')
    expect(progress()).toBe('我：备好了 1 / 1 样')
  })

  it('is not told again', async () => {
    const after = { promised: { days: 8, unit: 'workingDay' } } as const
    const first = await openChanged(after)
    await first.told()
    await first.press('知道了，按新清单准备')
    const page = await openGuide({ served: catalogueOf({ ...sampleItem, version: 3, ...after }) })
    await vi.waitFor(() => expect(page.find('.checklist .progress').exists()).toBe(true))
    await flushPromises()
    expect(page.find('.checklist .notice').exists()).toBe(false)
  })
})

it('without the old version asks to read the list again', async () => {
  const { notice } = await openChanged({}, { versions: [] })
  await vi.waitFor(() => expect(notice().text()).toContain('请对照下面的新清单看一遍'))
})

it('on screens in English names only what changed: the old version is compared in its own language', async () => {
  await changeLanguage('en')
  const english = { [sampleItem.code]: { '/materials/idCard/name': 'ID card', '/materials/lease/name': 'Lease' } }
  const { told } = await openChanged({ promised: { days: 8, unit: 'workingDay' } }, { english })
  expect(await told()).toEqual([expect.stringMatching(/10-working-day.*8-working-day/)])
})
