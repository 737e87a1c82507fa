import { flushPromises } from '@vue/test-utils'
import { vi } from 'vitest'
import { RouterView } from 'vue-router'
import type { AccountView, LicenceView } from '../../../src/contract/accountViews.ts'
import type { Item } from '../../../src/domain/item.ts'
import { openAccount } from '../../../src/offline/accountKeys.ts'
import { saveDraft } from '../../../src/offline/drafts.ts'
import type { Draft } from '../../../src/offline/drafts.ts'
import { accountOf } from '../../offline/support/views.ts'
import { mountPage } from './mountPage.ts'
import { catalogueOf, sampleItem } from './sampleItem.ts'

export const account: AccountView = {
  ...accountOf('0195a000-0000-7000-8000-00000000000a'), expiresAt: '2099-01-01T00:00:00.000Z',
}
const { name, idKind, idNumber } = account
const draft: Draft = {
  filingId: '0195a000-0000-7000-8000-000000000001', accountId: account.id, itemCode: sampleItem.code,
  itemVersion: sampleItem.version, itemName: sampleItem.plainName, capacity: 'self',
  applicant: { name, idKind, idNumber }, answers: { yard: 'rented' }, form: {}, provisions: {}, noticesShown: [],
  step: 'form', lastField: '', createdAt: '2026-03-01T00:00:00.000Z', updatedAt: '', expiresAt: '',
}

export interface FormStep {
  form: Item['form']
  begun?: Partial<Draft>
  licences?: LicenceView[]
  wards?: AccountView['wards']
}

/** A filing of an item with this form, on the page that asks for it. */
export async function openFormStep({ form, begun = {}, licences = [], wards = [] }: FormStep) {
  await openAccount(account.id)
  await saveDraft({ ...draft, ...begun }, new Date())
  const { wrapper } = await mountPage(RouterView, `/items/${sampleItem.code}/file?draft=${draft.filingId}&step=form`, {
    ...catalogueOf({ ...sampleItem, form }), licences,
    session: { demo: true, now: new Date().toISOString(), account: { ...account, wards } },
  })
  await vi.waitFor(() => { if (!wrapper.find('.steps').exists()) throw new Error('not there yet') }, 15_000)
  await flushPromises()
  return wrapper
}
