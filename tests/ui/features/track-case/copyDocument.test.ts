import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CaseView } from '../../../../src/contract/caseViews.ts'
import CaseDocuments from '../../../../src/features/track-case/CaseDocuments.vue'
import { listDocuments } from '../../../../src/features/track-case/caseDocuments.ts'
import { documentText } from '../../../../src/features/track-case/saveDocument.ts'
import { catchSavedFiles } from '../../support/savedFiles.ts'

const signedText = '容缺受理承诺书\n\n本人<b>承诺</b>按时补交。\n'
const view = {
  notices: [{
    id: 'n1', kind: 'correction', documentNo: '补〔2026〕1/2', issuedAt: '2026-05-06T01:05:00.000Z',
    body: [{ key: 'owedMaterial', value: '不动产权证明 2026-05-13' }], lines: ['<script>alert(1)</script>'],
  }],
  signatures: [{
    documentId: 's1', documentVersion: 1, text: signedText, sha256: 'ab'.repeat(32), signerName: '张秀英',
    signedAt: '2026-05-06T01:00:00.000Z', receivedAt: '2026-05-06T01:01:00.000Z', verified: true,
  }],
} as unknown as CaseView

let unmount = () => {}
const print = vi.fn()

beforeEach(() => { vi.stubGlobal('print', print.mockReset()) })
afterEach(() => {
  unmount()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function open() {
  const page = mount(CaseDocuments, { props: { view }, attachTo: document.body })
  unmount = () => page.unmount()
  const press = (at: number, label: string) => page.findAll('details')[at]?.findAll('button')
    .find((button) => button.text() === label)?.trigger('click')
  return { page, press, printed: () => page.findAll('[data-printed]').map((part) => part.text()) }
}

describe('a document as a file', () => {
  it('holds title, number, rows and lines, that it is a copy for viewing, and when it was made', () => {
    const [notice] = listDocuments(view)
    const text = documentText(notice!, '2026-05-07T02:00:00.000Z')
    expect(text.startsWith([
      '补正告知书', '', '文书编号：补〔2026〕1/2', '还要补交：不动产权证明 2026年5月13日（周三）', '', '<script>alert(1)</script>', '',
    ].join('\n'))).toBe(true)
    expect(text.endsWith([
      '', '离线副本，仅供查看', '演示环境的文书没有电子印章，不具法律效力。', '副本时间：2026年5月7日 10:00', '',
    ].join('\n'))).toBe(true)
    expect(text).toContain('怎么补')
  })

  it('holds what was signed letter by letter, and by whom and when', () => {
    const [, signature] = listDocuments(view)
    const text = documentText(signature!, '2026-05-07T02:00:00.000Z')
    expect(text.startsWith(signedText)).toBe(true)
    for (const words of ['张秀英', '2026年5月6日 09:00', 'ab'.repeat(32), '离线副本']) expect(text).toContain(words)
  })

  it('is plain text in UTF-8 and says so to readers that would guess, under a name that every system takes', async () => {
    const saved = catchSavedFiles()
    const { press } = open()
    await press(0, '保存到手机')
    await press(1, '保存到手机')
    expect(saved.map(({ type }) => type)).toEqual(Array(2).fill('text/plain;charset=utf-8'))
    expect([...(await saved[0]!.bytes()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(await saved[1]!.text()).toContain(signedText)
    for (const { name } of saved) expect(name).toMatch(/^[^\\/:*?"<>|\s]+\.txt$/)
    expect(saved[0]!.name).toBe('补正告知书-2026年5月6日-09-05.txt')
  })
})

describe('a document on paper', () => {
  it('is the only part marked while it is printed, and no longer once somebody goes on', async () => {
    const { page, press, printed } = open()
    print.mockImplementation(() => expect(printed()).toHaveLength(1))
    await press(0, '打印这一份')
    await vi.waitFor(() => expect(print).toHaveBeenCalledTimes(1))
    expect(printed()[0]).toContain('补〔2026〕1/2')
    expect(printed()[0]).toContain('离线副本，仅供查看')
    expect(printed()[0]).not.toContain('保存到手机')
    await press(1, '打印这一份')
    await vi.waitFor(() => expect(print).toHaveBeenCalledTimes(2))
    expect(printed()).toHaveLength(1)
    expect(printed()[0]).toContain('张秀英')
    window.dispatchEvent(new Event('pointerdown'))
    await page.vm.$nextTick()
    expect(printed()).toEqual([])
  })

  it('shows strings as they are, never as markup', () => {
    const { page } = open()
    expect(page.find('script').exists()).toBe(false)
    expect(page.text()).toContain('<script>alert(1)</script>')
  })
})
