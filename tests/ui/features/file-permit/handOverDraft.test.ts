import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RouterView } from 'vue-router'
import { openAccount } from '../../../../src/offline/accountKeys.ts'
import { findDraft, saveDraft } from '../../../../src/offline/drafts.ts'
import type { Draft } from '../../../../src/offline/drafts.ts'
import { packDraft } from '../../../../src/offline/handOver.ts'
import { addLocalFile, listLocalFiles } from '../../../../src/offline/localFiles.ts'
import { enqueue } from '../../../../src/offline/outbox.ts'
import { noteReachable } from '../../../../src/platform/connectivity.ts'
import { accountOf } from '../../../offline/support/views.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { mountPage } from '../../support/mountPage.ts'
import { catalogueOf, sampleItem } from '../../support/sampleItem.ts'
import { catchSavedFiles } from '../../support/savedFiles.ts'
import type { Answers } from '../../support/serve.ts'

const account = { ...accountOf('0195a000-0000-7000-8000-00000000000a'), expiresAt: '2099-01-01T00:00:00.000Z' }
const filingId = '0195a000-0000-7000-8000-000000000001'
const draft: Draft = {
  filingId, accountId: account.id, itemCode: sampleItem.code, itemVersion: 2, itemName: sampleItem.plainName,
  capacity: 'self', applicant: { name: account.name, idKind: account.idKind, idNumber: '449999195801010027' },
  answers: { yard: 'rented' }, form: { count: '3' }, provisions: { lease: { way: 'later' } }, noticesShown: [],
  step: 'form', lastField: 'control-form-count', createdAt: '2026-03-01T00:00:00.000Z', updatedAt: '', expiresAt: '',
}
const served: Answers = {
  ...catalogueOf(sampleItem), session: { demo: true, now: new Date().toISOString(), account },
}
const passphrase = '12345678901234567890'
let leave = () => {}

beforeEach(async () => {
  await freshDevice()
  await openAccount(account.id)
})
afterEach(() => {
  leave()
  vi.restoreAllMocks()
  noteReachable(true)
  sessionStorage.clear()
  document.body.replaceChildren()
})

async function openPage(address: string, answers = served) {
  const { wrapper, router } = await mountPage(RouterView, address, answers)
  leave = () => wrapper.unmount()
  const shows = (text: string) => vi.waitFor(() => expect(wrapper.text()).toContain(text), 4000)
  const press = async (label: string) => {
    const button = wrapper.findAll('button').find((one) => one.text() === label)
    if (!button) throw new Error(`no button ${label} in ${wrapper.text()}`)
    await button.trigger('click')
  }
  return { wrapper, router, shows, press }
}

async function sealed(over: Partial<Draft> = {}): Promise<File> {
  await saveDraft({ ...draft, ...over }, new Date('2026-05-06T01:00:00.000Z'))
  const packed = await packDraft(account.id, filingId, passphrase, true)
  if (!packed.ok) throw new Error(packed.error)
  return new File([await packed.value.arrayBuffer()], '未提交-a.zhb')
}

/** Chooses a file on the page that receives, and types the passphrase once it is asked for. */
async function receive(file: File, typed = passphrase) {
  const page = await openPage('/drafts/receive')
  await page.shows('打开文件')
  const input = page.wrapper.get('#receive-file')
  Object.defineProperty(input.element, 'files', { value: [file], configurable: true })
  await input.trigger('change')
  await vi.waitFor(() => expect(page.wrapper.find('#receive-passphrase, [role=alert]').exists()).toBe(true), 4000)
  const field = page.wrapper.find('#receive-passphrase')
  if (!field.exists()) return page
  await field.setValue(typed)
  await page.wrapper.get('form').trigger('submit')
  return page
}

describe('handing a draft over', () => {
  it('shows twenty digits, says that nothing is filed, and marks the draft once the file is saved', async () => {
    const saved = catchSavedFiles()
    await saveDraft(draft, new Date())
    const { wrapper, shows, press } = await openPage(`/drafts?move=${filingId}`)
    await shows('打开草稿的密码')
    expect(wrapper.get('.digits .sr-only').text().replaceAll(/\D/g, '')).toMatch(/^\d{20}$/)
    expect(wrapper.text()).toContain('草稿 · 未提交')
    await press('发送或保存文件')
    await shows('已转到另一台手机')
    expect(saved.map(({ name }) => name)).toEqual([expect.stringMatching(/^未提交-证好办草稿-\d{4}-\d\d-\d\d\.zhb$/)])
    expect((await findDraft(account.id, filingId))?.handedOverAt).toBeDefined()
    await press('删除这台手机上的草稿')
    await press('已经打开，删除')
    await shows('没有未提交的申报')
    expect(await findDraft(account.id, filingId)).toBeUndefined()
  })

  it('names the photos that a code leaves behind', async () => {
    await saveDraft(draft, new Date())
    const bytes = new Uint8Array([1, 2, 3]).buffer
    await addLocalFile(account.id, { filingId, materialId: 'lease', name: '租约.jpg', type: 'image/jpeg', bytes })
    const { wrapper, shows } = await openPage(`/drafts?move=${filingId}`)
    await shows('1 个照片或文件留在这台手机上')
    expect(wrapper.text()).toContain('租约.jpg')
  })

  it('is not offered for a filing that waits to be sent', async () => {
    await saveDraft(draft, new Date())
    await enqueue({
      verb: 'submitFiling', accountId: account.id, filingId, label: 'x', localFileIds: [], body: {} as never,
    }, new Date())
    const { wrapper, shows } = await openPage(`/drafts?move=${filingId}`)
    await shows('要转到另一台手机，请先点开它，取消发送')
    expect(wrapper.text()).not.toContain('打开草稿的密码')
  })
})

describe('receiving a draft', () => {
  it('opens it at the step and the field it was left at', async () => {
    const file = await sealed()
    await freshDevice()
    await openAccount(account.id)
    const { router, wrapper } = await receive(file)
    await vi.waitFor(() => expect(router.currentRoute.value.query).toEqual({ draft: filingId, step: 'form' }), 4000)
    await vi.waitFor(() => expect(wrapper.find('#control-form-count').exists()).toBe(true), 4000)
    expect(document.activeElement?.id).toBe('control-form-count')
    expect(await findDraft(account.id, filingId)).toMatchObject({ form: { count: '3' } })
  })

  it('says that the passphrase is wrong, and which one is not whole', async () => {
    const file = await sealed()
    const { shows } = await receive(file, '1'.repeat(20))
    await shows('密码不对')
    leave()
    await (await receive(file, '123')).shows('请输入全部 20 位数字')
  })

  it('refuses somebody else’s, and keeps nothing of it', async () => {
    const other = '0195a000-0000-7000-8000-00000000000b'
    await openAccount(other)
    await saveDraft({ ...draft, accountId: other }, new Date())
    const packed = await packDraft(other, filingId, passphrase, true)
    await freshDevice()
    await openAccount(account.id)
    const file = new File([packed.ok ? await packed.value.arrayBuffer() : ''], 'a.zhb')
    await (await receive(file)).shows('这是别人的草稿')
    expect(await findDraft(account.id, filingId)).toBeUndefined()
    expect(await listLocalFiles(account.id, filingId)).toEqual([])
  })

  it.each([
    ['a photo', new File([new Uint8Array(100)], 'a.jpg'), '这不是从另一台手机转来的草稿文件'],
    ['half a box', new File(['ZHBD'], 'a.zhb'), '文件不完整或已损坏'],
    ['a box of a newer version', new File([Uint8Array.from([90, 72, 66, 68, 9, ...new Uint8Array(80)])], 'a.zhb'), '更新的版本'],
  ])('tells what is wrong with %s', async (_what, file, words) => {
    await (await receive(file)).shows(words)
  })

  it.each([
    ['this phone’s when that was changed later', '2026-05-07T00:00:00.000Z', '这台手机上的', '9'],
    ['the arriving one when that was changed later', '2026-05-05T00:00:00.000Z', '刚收到的', '3'],
  ])('of two copies proposes %s', async (_which, changedAt, label, count) => {
    const file = await sealed()
    await saveDraft({ ...draft, form: { count: '9' } }, new Date(changedAt))
    const { wrapper, shows, press, router } = await receive(file)
    await shows('留哪一份')
    const chosen = wrapper.findAll('label.choice').find((one) => one.get('input').element.checked)
    expect(chosen?.text()).toContain(label)
    await press('留这一份')
    await vi.waitFor(() => expect(router.currentRoute.value.query['draft']).toBe(filingId), 4000)
    expect((await findDraft(account.id, filingId))?.form).toEqual({ count })
  })

  it('keeps what is here when there is no room', async () => {
    const bytes = new Uint8Array([1, 2, 3]).buffer
    await addLocalFile(account.id, { filingId, materialId: 'lease', name: '租约.jpg', type: 'image/jpeg', bytes })
    const file = await sealed()
    vi.stubGlobal('navigator', Object.assign(Object.create(navigator) as Navigator, {
      storage: { estimate: async () => ({ usage: 100, quota: 100 }), persisted: async () => true },
    }))
    await freshDevice()
    await openAccount(account.id)
    const { shows } = await receive(file)
    await shows('存储空间不够')
    vi.unstubAllGlobals()
    expect(await findDraft(account.id, filingId)).toBeUndefined()
  })

  it('asks who it is first', async () => {
    const { shows } = await openPage('/drafts/receive', {
      ...served, session: { demo: true, now: new Date().toISOString(), account: null },
    })
    await shows('登录后接收草稿')
  })
})
