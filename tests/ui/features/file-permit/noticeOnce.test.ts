import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RouterView } from 'vue-router'
import type { CatalogueView } from '../../../../src/contract/catalogueViews.ts'
import type { Item } from '../../../../src/domain/item.ts'
import { openAccount, wipeAccount } from '../../../../src/offline/accountKeys.ts'
import { deleteDraft, listDrafts } from '../../../../src/offline/drafts.ts'
import { listShownNotices, rememberShownNotices } from '../../../../src/offline/shownNotices.ts'
import { accountOf } from '../../../offline/support/views.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { mountPage } from '../../support/mountPage.ts'
import { catalogueOf, sampleItem } from '../../support/sampleItem.ts'

const account = { ...accountOf('0195a000-0000-7000-8000-00000000000a'), expiresAt: '2099-01-01T00:00:00.000Z' }
const child = { name: '周小禾', idKind: 'citizenId' as const, idNumber: '449999201701050038', birthDate: '2017-01-05' }
const now = '2026-03-10T02:00:00.000Z'
const earlier = '2026-02-01T00:00:00.000Z'
const template = (id: string, kind: 'privacy' | 'minorPrivacy', version = 1): CatalogueView['documents'][0] => ({
  id, version, kind, effectiveFrom: '2026-01-01', title: id, proposed: false, lines: ['告知'], statements: [],
  sources: [],
})

let leave = () => {}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) })
  await freshDevice()
  await openAccount(account.id)
})
afterEach(() => {
  leave()
  vi.useRealTimers()
})

/** Begins a filing and gives the heading of its first screen. */
async function begin(documents: CatalogueView['documents'], { item = sampleItem, wards = [] as typeof child[] } = {}) {
  const served: Item = item
  const known = catalogueOf(served)
  const { wrapper, router } = await mountPage(RouterView, `/items/${served.code}/file`, {
    ...known, catalogue: { ...known.catalogue, documents },
    session: { demo: true, now, account: { ...account, wards } },
  })
  leave = () => wrapper.unmount()
  await vi.waitFor(() => expect(wrapper.find('.steps').exists()).toBe(true), 4000)
  await flushPromises()
  const heading = () => wrapper.findAll('h2').at(0)?.text()
  return { wrapper, router, heading }
}

describe('the notice of personal-data handling', () => {
  it('is shown once a version; then the filing begins with whom it is for, and the notice is a tap away', async () => {
    const first = await begin([template('privacy', 'privacy')])
    expect(first.heading()).toBe('个人信息处理告知')
    await first.wrapper.get('button.main').trigger('click')
    await vi.waitFor(() => expect(first.heading()).toBe('给谁办？'))
    const shown = await listShownNotices(account.id)
    expect(shown).toEqual([{ documentId: 'privacy', documentVersion: 1, at: expect.stringMatching(/^2026-03-10T/) }])
    leave()
    for (const { filingId } of await listDrafts(account.id)) await deleteDraft(account.id, filingId)

    const second = await begin([template('privacy', 'privacy')])
    expect(second.heading()).toBe('给谁办？')
    expect((await listDrafts(account.id))[0]?.noticesShown).toEqual(shown)
    const again = second.wrapper.findAll('button').find((one) => one.text().includes('个人信息处理告知'))!
    await again.trigger('click')
    await vi.waitFor(() => expect(second.heading()).toBe('个人信息处理告知'))
  })

  it.each<[string, CatalogueView['documents'], object]>([
    ['in a new version', [template('privacy', 'privacy', 2)], {}],
    ['of a child under 14, where only the general one was shown', [
      template('privacy', 'privacy'), template('child', 'minorPrivacy'),
    ], { item: { ...sampleItem, capacities: ['self', 'guardian'] }, wards: [child] }],
  ])('is shown %s', async (_name, documents, options) => {
    await rememberShownNotices(account.id, [{ documentId: 'privacy', documentVersion: 1, at: earlier }])
    expect((await begin(documents, options)).heading()).toBe('个人信息处理告知')
  })

  it('goes with the account, and another person is shown it', async () => {
    await rememberShownNotices(account.id, [{ documentId: 'privacy', documentVersion: 1, at: earlier }])
    await wipeAccount(account.id)
    expect(await listShownNotices(account.id)).toEqual([])
  })
})
