import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import { createPages } from '../../../../src/app/router.ts'
import type { AccountView } from '../../../../src/contract/accountViews.ts'
import MePage from '../../../../src/features/settings/MePage.vue'
import { openAccount } from '../../../../src/offline/accountKeys.ts'
import { countUnsent } from '../../../../src/offline/countUnsent.ts'
import { listDrafts, saveDraft } from '../../../../src/offline/drafts.ts'
import { enqueue } from '../../../../src/offline/outbox.ts'
import { appearance, changeAppearance } from '../../../../src/platform/appearance.ts'
import { useCatalogueSync } from '../../../../src/stores/catalogueSync.ts'
import { useSession } from '../../../../src/stores/session.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { serve } from '../../support/serve.ts'
import { sampleCatalogue } from '../../support/sampleItem.ts'

const account: AccountView = {
  id: 'account-1', role: 'resident', name: '陈秀英', idKind: 'citizenId', idNumber: '11010519491231002X', phone: '13800000000',
  address: '', organisations: [{ name: '某公司', uscc: '91440101MA9XXXXXXX', role: 'legalRepresentative' }], wards: [],
  credit: 'clean', expiresAt: '2026-12-31T00:00:00.000Z',
}
const now = new Date('2026-03-02T01:00:00.000Z')

let unmount = () => {}

beforeEach(async () => {
  await freshDevice()
  vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run))
})
afterEach(() => {
  unmount()
  changeAppearance({ theme: 'system', textSize: 'standard', care: false })
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

async function openMe(signedIn = true) {
  serve({
    catalogue: sampleCatalogue,
    session: { demo: true, now: now.toISOString(), account: signedIn ? account : null },
  })
  const router = createPages(createMemoryHistory())
  await router.push('/me')
  await useSession().load()
  const page = mount(MePage, { global: { plugins: [router] }, attachTo: document.body })
  unmount = () => page.unmount()
  await settle()
  // The guides come meanwhile; a page of the next test must not meet them.
  await vi.waitFor(() => expect(useCatalogueSync().status).toBe('complete'), 4000)
  return page
}

async function settle() {
  await vi.dynamicImportSettled()
  await flushPromises()
}

function addDraft() {
  return saveDraft({
    filingId: '0195a000-0000-7000-8000-000000000001', accountId: account.id, itemCode: sampleCatalogue.items[0]!.code,
    itemVersion: 1, itemName: '在家养鸽子', capacity: 'self', applicant: null, answers: {}, form: {}, provisions: {},
    noticesShown: [], step: 'form', lastField: '', createdAt: now.toISOString(), updatedAt: '', expiresAt: '',
  }, now)
}

describe('my page', () => {
  it('shows who is signed in, with the number masked', async () => {
    const text = (await openMe()).text()
    expect(text).toContain('陈秀英')
    expect(text).toContain('某公司')
    expect(text).toContain('110***********002X')
    expect(text).not.toContain('11010519491231002X')
  })

  it('leads to signing in, and back here', async () => {
    const page = await openMe(false)
    expect(page.get('a[href^="/sign-in"]').attributes('href')).toBe('/sign-in?returnTo=%2Fme')
    expect(page.findAll('button').map((button) => button.text())).not.toContain('退出登录')
  })

  it('changes how everything looks', async () => {
    const page = await openMe()
    await page.get('#care').setValue(true)
    await page.get('input[value=largest]').setValue(true)
    await page.get('input[value=dark]').setValue(true)
    expect(appearance).toEqual({ theme: 'dark', textSize: 'largest', care: true })
    expect({ ...document.documentElement.dataset }).toMatchObject({ theme: 'dark', text: 'largest', care: 'on' })
  })

  it('says who handles personal data and that this is a demonstration', async () => {
    const page = await openMe()
    expect(page.get('a[href="tel:020-33333333"]').text()).toBe('020-33333333')
    expect(page.text()).toContain('这是演示环境')
  })

  it('tells the real use of storage and asks the browser to keep it', async () => {
    const persist = vi.fn(async () => false)
    vi.stubGlobal('navigator', Object.create(navigator, { storage: { value: {
      estimate: async () => ({ usage: 2_097_152, quota: 104_857_600 }), persisted: async () => false, persist,
    } } }))
    const page = await openMe()
    expect(page.text()).toContain('2 MB，最多可用 100 MB')
    await page.findAll('button').find((button) => button.text() === '请浏览器保留')?.trigger('click')
    await settle()
    expect(persist).toHaveBeenCalledOnce()
    expect(page.text()).toContain('浏览器没有答应')
  })
})

describe('signing out', () => {
  const press = async (page: Awaited<ReturnType<typeof openMe>>, label: string) => {
    await page.findAll('button').find((button) => button.text() === label)?.trigger('click')
    await settle()
  }

  it('says that nothing is unsent', async () => {
    const page = await openMe()
    await press(page, '退出登录')
    expect(page.get('dialog').text()).toContain('没有未提交的内容')
    expect(page.get('dialog').text()).not.toContain('先导出到文件')
  })

  it('counts what would be lost and offers a copy or sending it, before anything is wiped', async () => {
    await openAccount(account.id)
    await addDraft()
    const page = await openMe()
    await press(page, '退出登录')
    await vi.waitFor(() => expect(page.get('dialog').text()).toContain('1 份草稿'))
    expect(page.get('dialog a').attributes('href')).toBe('/drafts')
    const saved: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download)
    })
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }))
    await press(page, '先导出到文件')
    await vi.waitFor(() => expect(page.get('dialog').text()).toContain('已导出'))
    expect(saved).toEqual(['未提交-在家养鸽子-0195a000-0000-7000-8000-000000000001.json'])
    expect(await listDrafts(account.id)).toHaveLength(1)
  })

  it('sends first what waits, and says what is left', async () => {
    await openAccount(account.id)
    const page = await openMe()
    await enqueue({
      verb: 'rateService', accountId: account.id, caseNo: 'C1', label: 'x', localFileIds: [],
      body: { stage: 1, grade: 'satisfied', tags: [], comment: '', anonymous: false },
    }, now)
    await press(page, '退出登录')
    await vi.waitFor(() => expect(page.get('dialog').text()).toContain('1 件等待提交'))
    // Nothing answers to ratings here: it stays, and that is said.
    await press(page, '先发送等待提交的')
    await vi.waitFor(() => expect(page.get('dialog').text()).toContain('还有 1 件没发出去'))
    expect(await countUnsent(account.id)).toEqual({ outbox: 1, drafts: 0 })
  })

  it('closes without wiping on 不退出', async () => {
    await openAccount(account.id)
    await addDraft()
    const page = await openMe()
    await press(page, '退出登录')
    await press(page, '不退出')
    expect((page.get('dialog').element as HTMLDialogElement).open).toBe(false)
    expect(await listDrafts(account.id)).toHaveLength(1)
  })

  it('wipes nothing when the server cannot be reached', async () => {
    await openAccount(account.id)
    await addDraft()
    const page = await openMe()
    await press(page, '退出登录')
    await vi.waitFor(() => expect(page.get('dialog').text()).toContain('1 份草稿'))
    serve({})
    await press(page, '清除并退出')
    await vi.waitFor(() => expect(page.get('dialog').text()).toContain('没能退出'))
    expect(await listDrafts(account.id)).toHaveLength(1)
    expect(useSession().account?.id).toBe(account.id)
  })
})
