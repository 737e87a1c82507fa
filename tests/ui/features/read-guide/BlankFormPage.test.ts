import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DocumentTemplate } from '../../../../src/domain/documents.ts'
import BlankFormPage from '../../../../src/features/read-guide/BlankFormPage.vue'
import { changeLanguage } from '../../../../src/platform/i18n.ts'
import { noteReachable } from '../../../../src/platform/connectivity.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { mountPage } from '../../support/mountPage.ts'
import { sampleCatalogue } from '../../support/sampleItem.ts'
import { serve } from '../../support/serve.ts'

const form: DocumentTemplate = {
  id: 'attorney', version: 1, kind: 'blankForm', effectiveFrom: '2026-01-01', title: '授权委托书', proposed: true,
  lines: ['致：{bureau}', '委托人：____________', '电话：________（第 {documentVersion} 版）'],
  statements: [], sources: [],
}
const signed: DocumentTemplate = { ...form, id: 'application', kind: 'application', title: '申请表', lines: ['{#rows}'] }

let leave = () => {}

beforeEach(freshDevice)
afterEach(async () => {
  leave()
  noteReachable(true)
  await changeLanguage('zh-Hans')
  localStorage.clear()
  vi.unstubAllGlobals()
})

async function open(id: string, documents: DocumentTemplate[] | undefined = [form, signed]) {
  const { wrapper } = await mountPage(
    BlankFormPage, `/forms/${id}`, documents.length > 0 ? { catalogue: { ...sampleCatalogue, documents } } : {})
  leave = () => wrapper.unmount()
  await vi.waitFor(() => expect(wrapper.text()).not.toContain('正在加载'))
  return wrapper
}

describe('a blank form', () => {
  it('is shown line by line, with the lines to write on', async () => {
    const page = await open('attorney')
    expect(page.get('h1').text()).toBe('授权委托书')
    expect(page.get('.title').text()).toBe('授权委托书')
    expect(page.get('.text').element.textContent).toBe('致：某分局\n委托人：____________\n电话：________（第 1 版）')
  })

  it('is printed on a tap, and nothing else goes on the paper', async () => {
    const print = vi.fn()
    vi.stubGlobal('print', print)
    const page = await open('attorney')
    const button = page.findAll('button').find((one) => one.text() === '打印')
    await button?.trigger('click')
    expect(print).toHaveBeenCalledOnce()
    expect(button?.classes()).toContain('no-print')
    expect(page.get('.notice').classes()).toContain('no-print')
    expect(page.get('.text').element.closest('.no-print')).toBeNull()
  })

  it('says when its wording is proposed, and only then', async () => {
    expect((await open('attorney')).text()).toContain('不是公安机关公布的样式')
    leave()
    expect((await open('attorney', [{ ...form, proposed: false }])).find('.notice').exists()).toBe(false)
  })

  it('stays Chinese on screens in English, and is marked as such', async () => {
    await changeLanguage('en')
    const page = await open('attorney')
    expect(page.get('[lang=zh-Hans] .text').text()).toContain('委托人')
  })
})

describe('what is no blank form', () => {
  it.each(['nonsense', 'application'])('%s is told as such, with a way on', async (id) => {
    const page = await open(id)
    expect(page.text()).toContain('没有这份表格')
    expect(page.get('a').attributes('href')).toBe('/')
    expect(page.text()).not.toContain('打印')
  })

  it('is not called unknown where the forms could not be had, and is asked for again on a tap', async () => {
    const page = await open('attorney', [])
    expect(page.text()).toContain('没有取到')
    expect(page.text()).not.toContain('没有这份表格')
    serve({ catalogue: { ...sampleCatalogue, documents: [form] } })
    await page.get('button').trigger('click')
    await vi.waitFor(() => expect(page.get('h1').text()).toBe('授权委托书'))
  })
})
