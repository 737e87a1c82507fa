import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RouterView } from 'vue-router'
import type { LicenceView, ReusableMaterialView } from '../../../../src/contract/accountViews.ts'
import type { Item } from '../../../../src/domain/item.ts'
import { addDays, addMonths, plainDateAt } from '../../../../src/domain/plainDate.ts'
import { openAccount } from '../../../../src/offline/accountKeys.ts'
import { findDraft, saveDraft } from '../../../../src/offline/drafts.ts'
import type { Draft } from '../../../../src/offline/drafts.ts'
import { noteReachable } from '../../../../src/platform/connectivity.ts'
import { useLicences } from '../../../../src/stores/licences.ts'
import { useReusable } from '../../../../src/stores/reusable.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { mountPage } from '../../support/mountPage.ts'
import { catalogueOf, sampleItem } from '../../support/sampleItem.ts'
import { accountOf, reusableOf } from '../../../offline/support/views.ts'

const account = { ...accountOf('0195a000-0000-7000-8000-00000000000a'), expiresAt: '2099-01-01T00:00:00.000Z' }
const { name, idKind, idNumber } = account
const now = '2026-03-10T02:00:00.000Z'
const today = plainDateAt(now)
const [idCard, ...others] = sampleItem.materials as [Item['materials'][0]]
const item: Item = {
  ...sampleItem, materials: [{ ...idCard, reuse: { kind: 'identityDocument', months: 12 } }, ...others],
}
const draft: Draft = {
  filingId: '0195a000-0000-7000-8000-000000000001', accountId: account.id, itemCode: item.code, itemVersion: 2,
  itemName: item.plainName, capacity: 'self', applicant: { name, idKind, idNumber }, answers: { yard: 'rented' },
  form: { count: '3' }, provisions: {}, noticesShown: [], step: 'materials', lastField: '', createdAt: now, updatedAt: '', expiresAt: '',
}

let leave = () => {}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) })
  await freshDevice()
})
afterEach(() => {
  leave()
  noteReachable(true)
  vi.useRealTimers()
})

const calendar = { version: 'test', years: { 2026: { source: 'test', holidays: [], makeupDays: [] } } }

interface Known {
  reusable?: ReusableMaterialView[]
  licences?: LicenceView[]
  begun?: Partial<Draft>
  step?: string
}

async function open({ begun = {}, step = 'materials', ...answers }: Known) {
  await openAccount(account.id)
  await saveDraft({ ...draft, ...begun }, new Date())
  const served = catalogueOf(item)
  const { wrapper } = await mountPage(RouterView, `/items/${item.code}/file?draft=${draft.filingId}&step=${step}`, {
    ...served, catalogue: { ...served.catalogue, calendar }, session: { demo: true, now, account }, ...answers,
  })
  leave = () => wrapper.unmount()
  await vi.waitFor(() => expect(wrapper.find('.steps').exists()).toBe(true), 4000)
  await vi.waitFor(() => expect([useLicences().status, useReusable().held?.stale]).toEqual(['ready', false]), 4000)
  await flushPromises()
  const card = () => wrapper.findAll('section').find((one) => one.find('h3').exists() && one.get('h3').text() === '居民身份证')!
  return {
    card, page: wrapper,
    text: () => card().text().replaceAll(/\s+/g, ' '),
    choices: () => card().findAll('fieldset').at(0)?.findAll('label').map((label) => label.text()) ?? [],
    pick: async (value: string, group = 0) => {
      await card().findAll('fieldset').at(group)!.get(`input[value="${value}"]`).setValue(true)
      await flushPromises()
    },
    /** Until the draft on the phone says so. */
    gives: (wanted: unknown) => vi.waitFor(async () =>
      expect((await findDraft(account.id, draft.filingId))?.provisions['idCard']).toEqual(wanted)),
  }
}

const fresh = reusableOf('2026-01-10')
const newer = reusableOf('2026-02-20')
const lastDay = reusableOf(addMonths(today, -12))
const expired = reusableOf(addDays(addMonths(today, -12), -1))
const provisionOf = ({ caseNo, materialId, handedInAt }: ReusableMaterialView) =>
  ({ way: 'reuse' as const, caseNo, materialId, handedInAt })

describe('what was handed in before', () => {
  it('is offered with its consequence and last day, and chosen by nobody but the resident', async () => {
    const { card, choices, pick, gives, text } = await open({ reusable: [fresh] })
    expect(choices()).toContainEqual(expect.stringContaining('用以前交过的（不用再传）'))
    expect(choices().join()).toContain('起 12 个月内有效，最晚能用到2027年1月10日')
    expect(card().findAll('input:checked')).toHaveLength(0)
    await pick('reuse')
    await gives(provisionOf(fresh))
    expect(text()).toContain('办“往来港澳通行证首次申领”时交的（2026年1月10日），可用到2027年1月10日')
    expect(text()).toContain(`原办件编号：${fresh.caseNo}`)
    expect(text()).toContain('是拟定的')
    const link = card().get('a')
    expect([link.text(), link.attributes('href')]).toEqual(['看一看：身份证.jpg', `/api/cases/${fresh.caseNo}/files/u1`])
  })

  it('of several the resident says which', async () => {
    const { card, pick, gives } = await open({ reusable: [newer, fresh] })
    await pick('reuse')
    await gives(undefined)
    const which = card().findAll('fieldset').at(1)!
    expect(which.get('legend').text()).toBe('用哪一次交的')
    expect(which.findAll('input:checked')).toHaveLength(0)
    await pick('1', 1)
    await gives(provisionOf(fresh))
    await pick('file')
    await gives({ way: 'file', uploadIds: [] })
  })

  it.each([
    ['on its last day', [lastDay], true, ''],
    ['not the day after, and it says so', [expired], false, '已过期，不能再用'],
    ['not where there is none', [], false, ''],
    ['not somebody else\'s', [{ ...fresh, heldBy: '449999199003070015' }], false, ''],
    ['not of another kind', [{ ...fresh, kind: 'drivingPhoto' }], false, ''],
  ])('%s', async (_name, reusable, offered, said) => {
    const { choices, text } = await open({ reusable })
    expect(choices().join().includes('用以前交过的')).toBe(offered)
    expect(text()).toContain(said)
    expect(text().includes('已过期')).toBe(said !== '')
  })

  it('that ran out while the draft lay is given no more: the resident is told and chooses anew', async () => {
    const { text, card } = await open({ reusable: [expired], begun: { provisions: { idCard: provisionOf(expired) } } })
    expect(text()).toContain('先前选的那份现在不能用了')
    expect(text()).toContain('还没交')
    expect(card().findAll('input:checked')).toHaveLength(0)
  })

  it('stands in the review with where it came from', async () => {
    const { page } = await open({ reusable: [fresh], step: 'review', begun: { provisions: { idCard: provisionOf(fresh) } } })
    expect(page.text()).toContain('用以前交过的：2026年1月10日办“往来港澳通行证首次申领”时交的，可用到2027年1月10日')
  })
})

describe('a licence of the library', () => {
  const licence: LicenceView = {
    id: 'l', heldBy: idNumber, kind: 'citizenId', name: '居民身份证', holder: name, maskedNumber: '4499**********0022',
  }

  it('is taken unless the resident gives it in another way, and the screen says so', async () => {
    const { gives, page, pick, card } = await open({ licences: [licence] })
    await gives({ way: 'library' })
    expect(page.text()).toContain('证照库里已经有的材料不用再交，已替您选好')
    expect((card().get('input[value="library"]').element as HTMLInputElement).checked).toBe(true)
    await pick('file')
    await gives({ way: 'file', uploadIds: [] })
  })

  it.each<[string, LicenceView[], Partial<Draft>, unknown]>([
    ['that has run out', [{ ...licence, validUntil: '2026-03-09' }], {}, undefined],
    ['that ends before the decision', [{ ...licence, validUntil: '2026-03-12' }], {}, undefined],
    ['of somebody else', [{ ...licence, heldBy: '449999199003070015' }], {}, undefined],
    ['an agent has no right to', [licence], { capacity: 'agent' }, undefined],
    ['the resident gives in another way', [licence], { provisions: { idCard: { way: 'file', uploadIds: [] } } },
      { way: 'file', uploadIds: [] }],
  ])('is not taken: one %s', async (_name, licences, begun, given) => {
    const { gives, page } = await open({ licences, begun })
    await gives(given)
    expect(page.text()).not.toContain('已替您选好')
  })

  it('is never replaced by what follows later or is declared', async () => {
    const { page } = await open({ licences: [licence] })
    expect((await findDraft(account.id, draft.filingId))?.provisions['lease']).toBeUndefined()
    expect(page.findAll('input[value="later"]:checked, input[value="declare"]:checked')).toHaveLength(0)
  })
  const openWith = async (validUntil: string | undefined) => {
    const served = catalogueOf(item)
    await openAccount(account.id)
    await saveDraft({ ...draft, provisions: { idCard: { way: 'library' } } }, new Date())
    const { wrapper } = await mountPage(RouterView, `/items/${item.code}/file?draft=${draft.filingId}&step=materials`, {
      ...served, catalogue: { ...served.catalogue, calendar }, session: { demo: true, now, account },
      licences: [{ ...licence, ...(validUntil && { validUntil }) }],
    })
    leave = () => wrapper.unmount()
    await vi.waitFor(() => expect(wrapper.text()).toContain('4499**********0022'), 4000)
    return wrapper.text()
  }

  it.each<[string, string | undefined, string, boolean]>([
    ['that lasts beyond the decision says until when', '2027-03-01', '有效期至 2027年3月1日', false],
    ['that runs out before the decision is warned of', '2026-03-12', '有效期至 2026年3月12日', true],
    ['without an end says so', undefined, '长期有效', false],
  ])('%s', async (_name, validUntil, said, warned) => {
    const text = await openWith(validUntil)
    expect(text).toContain(said)
    expect(text.includes('早于预计办结的日子')).toBe(warned)
  })
})
