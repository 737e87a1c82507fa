import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RouterView } from 'vue-router'
import type { Item } from '../../../../src/domain/item.ts'
import { openAccount } from '../../../../src/offline/accountKeys.ts'
import { findDraft, saveDraft } from '../../../../src/offline/drafts.ts'
import type { Draft } from '../../../../src/offline/drafts.ts'
import { noteReachable } from '../../../../src/platform/connectivity.ts'
import { changeLanguage } from '../../../../src/platform/i18n.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { mountPage } from '../../support/mountPage.ts'
import { catalogueOf, sampleItem } from '../../support/sampleItem.ts'
import type { Answers } from '../../support/serve.ts'
import { accountOf } from '../../../offline/support/views.ts'

const account = { ...accountOf('0195a000-0000-7000-8000-00000000000a'), expiresAt: '2099-01-01T00:00:00.000Z' }
const { name, idKind, idNumber } = account
const draft: Draft = {
  filingId: '0195a000-0000-7000-8000-000000000001', accountId: account.id, itemCode: sampleItem.code, itemVersion: 2,
  itemName: sampleItem.plainName, capacity: 'self', applicant: { name, idKind, idNumber }, answers: { yard: 'rented' },
  form: { count: '3' }, provisions: { idCard: { way: 'library' }, lease: { way: 'later' } }, noticesShown: [], step: 'materials', lastField: '',
  createdAt: '2026-03-01T00:00:00.000Z', updatedAt: '', expiresAt: '',
}

let leave = () => {}

beforeEach(freshDevice)
afterEach(async () => {
  leave()
  noteReachable(true)
  await changeLanguage('zh-Hans')
  localStorage.clear()
})

/** The filing of an older version, opened at the materials, after the item changed. */
async function openChanged(after: Partial<Item>, { begun = {}, ...more }: Answers & { begun?: Partial<Draft> } = {}) {
  await openAccount(account.id)
  await saveDraft({ ...draft, ...begun }, new Date())
  const { wrapper, router } = await mountPage(
    RouterView, `/items/${sampleItem.code}/file?draft=${draft.filingId}&step=materials`, {
      ...catalogueOf({ ...sampleItem, version: 3, ...after }), versions: [sampleItem],
      session: { demo: true, now: new Date().toISOString(), account }, ...more,
    })
  leave = () => wrapper.unmount()
  await vi.waitFor(() => expect(wrapper.find('.notice button').exists()).toBe(true), 4000)
  const kept = () => findDraft(account.id, draft.filingId)
  return {
    page: wrapper,
    sentences: () => wrapper.findAll('.notice li').map((line) => line.text()),
    accept: async () => {
      await wrapper.get('.notice button').trigger('click')
      await vi.waitFor(async () => expect((await kept())?.itemVersion).toBe(3))
      expect(wrapper.find('.steps').exists()).toBe(true)
    },
    kept,
    /** The step one comes to, and stays at. */
    goesTo: async (step: string) => {
      await vi.waitFor(() => expect(router.currentRoute.value.query['step']).toBe(step))
      await flushPromises()
      expect(router.currentRoute.value.query['step']).toBe(step)
    },
  }
}

const [idCard, lease, ...others] = sampleItem.materials as [Item['materials'][0], Item['materials'][0]]
const [yard] = sampleItem.questions as [Item['questions'][0]]

describe('what changed', () => {
  it('is told for these answers only, a sentence each', async () => {
    const deed = { ...idCard, id: 'deed', name: '房产证', when: { fact: 'answers.yard', is: 'own' } }
    const { page, sentences } = await openChanged({
      materials: [idCard, { ...lease, name: '租房合同' }, ...others, deed], promised: { days: 8, unit: 'workingDay' },
    })
    expect(sentences()).toEqual(['“租赁合同”改成了“租房合同”。', '承诺时限从10 个工作日改为8 个工作日。'])
    expect(page.text()).toContain('您的草稿是按第 2 版填的，现在是第 3 版')
    expect(page.find('.steps').exists()).toBe(false)
  })

  it('is nothing for these answers, and said to be', async () => {
    const { page, sentences } = await openChanged({ summary: '换了一句话。' })
    expect(sentences()).toEqual([])
    expect(page.text()).toContain('这次的改动和您填的内容无关')
  })

  it('is what its authors say where the old version is not to be had', async () => {
    const { sentences } = await openChanged({ changes: ['少交一样材料'] }, { versions: [] })
    expect(sentences()).toEqual(['少交一样材料'])
  })

  it('is not every name, on screens in English', async () => {
    await changeLanguage('en')
    const english = { [sampleItem.code]: { '/materials/idCard/name': 'ID card', '/questions/yard/label': 'Whose yard?' } }
    const { sentences } = await openChanged({ promised: { days: 8, unit: 'workingDay' } }, { english })
    expect(sentences()).toHaveLength(1)
  })
})

describe('going on by the new version', () => {
  it('stays where one was when nothing is asked anew, and keeps everything', async () => {
    const { accept, goesTo, kept } = await openChanged({ promised: { days: 8, unit: 'workingDay' } })
    await accept()
    await goesTo('materials')
    expect(await kept()).toMatchObject({
      itemVersion: 3, answers: draft.answers, form: draft.form, provisions: draft.provisions, step: 'materials',
    })
  })

  it('drops the answers and fields that are gone, and keeps the rest', async () => {
    const { accept, kept } = await openChanged({}, {
      begun: { answers: { yard: 'rented', dovecote: 'yes' }, form: { count: '3', colour: '灰' } },
    })
    await accept()
    const saved = await kept()
    expect(saved?.answers).toEqual({ yard: 'rented' })
    expect(saved?.form).toEqual({ count: '3' })
  })

  it('goes to the question that is new', async () => {
    const speed = { id: 'speed', label: '急不急？', options: [{ value: 'yes', label: '急' }, { value: 'no', label: '不急' }] }
    const { page, sentences, accept, goesTo, kept } = await openChanged({ questions: [yard, speed] })
    expect(sentences()).toEqual(['多了一个问题：急不急？'])
    await accept()
    await goesTo('questions')
    expect(page.find<HTMLInputElement>('input[value=rented]').element.checked).toBe(true)
    expect((await kept())?.answers).toEqual({ yard: 'rented' })
  })

  it('goes to the question whose answer is no longer offered, and does not answer it for anybody', async () => {
    const options = [{ value: 'own', label: '自己的' }, { value: 'lent', label: '借的' }]
    const { page, sentences, accept, goesTo, kept } = await openChanged({ questions: [{ ...yard, options }] })
    expect(sentences()).toContain('这个问题的选项变了，请重新选：院子是谁的？')
    await accept()
    await goesTo('questions')
    expect(page.findAll('input[type=radio]:checked')).toHaveLength(0)
    expect((await kept())?.answers).toEqual({})
  })

  it('goes to the field that is new', async () => {
    const [main] = sampleItem.form as [Item['form'][0]]
    const ring = { id: 'ring', label: '脚环号', kind: 'text', required: true, basis: '某办法第五条' } as const
    const form = [{ ...main, fields: [...main.fields, ring] }]
    const { sentences, accept, goesTo, kept } = await openChanged({ form })
    expect(sentences()).toEqual(['多填一项：脚环号。'])
    await accept()
    await goesTo('form')
    expect((await kept())?.form).toEqual({ count: '3' })
  })

  it('goes to who files where that way is closed now', async () => {
    const { sentences, accept, goesTo } = await openChanged({ capacities: ['agent'] })
    expect(sentences()).toContain('您选的办理身份现在不能办这一项。')
    await accept()
    await goesTo('who')
  })
})
