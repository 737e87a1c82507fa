import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { RouterView } from 'vue-router'
import application from '../../../../mock-api/catalogue/documents/application.json'
import deferral from '../../../../mock-api/catalogue/documents/deferral.json'
import documentWords from '../../../../mock-api/catalogue/words.json'
import type { CatalogueView } from '../../../../src/contract/catalogueViews.ts'
import type { Item } from '../../../../src/domain/item.ts'
import { openAccount } from '../../../../src/offline/accountKeys.ts'
import { findDraft, saveDraft } from '../../../../src/offline/drafts.ts'
import type { Draft } from '../../../../src/offline/drafts.ts'
import { changeAppearance } from '../../../../src/platform/appearance.ts'
import { accountOf } from '../../../offline/support/views.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { mountPage } from '../../support/mountPage.ts'
import { catalogueOf, sampleItem } from '../../support/sampleItem.ts'

const account = { ...accountOf('0195a000-0000-7000-8000-00000000000a'), expiresAt: '2099-01-01T00:00:00.000Z' }
const { name, idKind, idNumber } = account
const draft: Draft = {
  filingId: '0195a000-0000-7000-8000-000000000001', accountId: account.id, itemCode: sampleItem.code,
  itemVersion: sampleItem.version, itemName: sampleItem.plainName, capacity: 'self',
  applicant: { name, idKind, idNumber }, answers: { yard: 'rented' }, form: { count: '3' },
  provisions: { idCard: { way: 'file', uploadIds: ['0195a000-0000-7000-8000-000000000009'] } }, noticesShown: [], step: 'confirm', lastField: '',
  createdAt: '2026-03-01T00:00:00.000Z', updatedAt: '', expiresAt: '',
}
const helper = { name: '陈小红', relation: 'child' }

let leave = () => {}

beforeEach(async () => {
  await freshDevice()
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(
    { scale() {}, clearRect() {}, fillRect() {} } as unknown as ReturnType<HTMLCanvasElement['getContext']>)
})
afterEach(() => {
  leave()
  changeAppearance({ care: false })
  localStorage.clear()
  vi.restoreAllMocks()
})

async function open(step: string, begun: Partial<Draft>, change: Partial<Item> = {}) {
  await openAccount(account.id)
  await saveDraft({ ...draft, ...begun }, new Date())
  const { catalogue, items } = catalogueOf({ ...sampleItem, ...change })
  const documents = [application, deferral] as unknown as CatalogueView['documents']
  const { wrapper, router } = await mountPage(
    RouterView, `/items/${sampleItem.code}/file?draft=${draft.filingId}&step=${step}`, {
      catalogue: { ...catalogue, documents, documentWords }, items,
      session: { demo: true, now: new Date().toISOString(), account },
    })
  leave = () => wrapper.unmount()
  await vi.waitFor(() => expect(wrapper.find('.steps').exists()).toBe(true), 4000)
  return {
    page: wrapper,
    step: () => router.currentRoute.value.query['step'],
    next: async () => {
      await wrapper.findAll('button').at(-1)?.trigger('click')
      await flushPromises()
    },
  }
}

it('signing leads to the confirmation as long as the applicant has not confirmed', async () => {
  const { page, step } = await open('sign', { helper })
  await vi.waitFor(() => expect(step()).toBe('confirm'))
  expect(page.text()).toContain('由 陈小红（子女）协助填写')
  expect(page.text()).toContain('请把手机交给本人')
})

it('is not confirmed by going on, only by the tick; what was confirmed is kept', async () => {
  const { page, step, next } = await open('confirm', { helper })
  const box = page.get<HTMLInputElement>('#confirm-true')
  expect(box.element.checked).toBe(false)
  await next()
  expect([step(), page.get('.summary').text()]).toEqual(['confirm', expect.stringContaining('请本人确认')])
  await box.setValue(true)
  await next()
  await vi.waitFor(() => expect(step()).toBe('sign'))
  const kept = await findDraft(account.id, draft.filingId)
  expect(kept?.confirmed?.content).toContain('陈小红')
})

it('what was changed after the confirmation has to be confirmed anew', async () => {
  const { step } = await open('sign', { helper, confirmed: { at: '2026-03-01T00:00:00.000Z', content: '["older"]' } })
  await vi.waitFor(() => expect(step()).toBe('confirm'))
})

it('长辈版 without a helper shows it and asks for no tick', async () => {
  changeAppearance({ care: true })
  const { page, step, next } = await open('confirm', {})
  expect(page.find('input[type=checkbox]').exists()).toBe(false)
  await next()
  await vi.waitFor(() => expect(step()).toBe('sign'))
})

it.each([
  ['1958-01-08', 'household', true], ['1990-01-08', 'household', false], ['1958-01-08', 'traffic', false],
])('born %s, branch %s: the true will is asked: %s (EL-11)', async (birthDate, branch, asked) => {
  const { page } = await open('confirm', { applicant: { name, idKind, idNumber, birthDate } }, { branch })
  expect(page.find('#confirm-will').exists()).toBe(asked)
})

it('says how helping differs from acting for somebody', async () => {
  const { page } = await open('who', { helper })
  expect(page.find('#control-helper').exists()).toBe(true)
  expect(page.text()).toContain('帮填不是代办')
})
