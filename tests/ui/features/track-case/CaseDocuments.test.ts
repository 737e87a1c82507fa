import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { CaseView, NoticeKind } from '../../../../src/contract/caseViews.ts'
import CaseDocuments from '../../../../src/features/track-case/CaseDocuments.vue'

function read(kind: NoticeKind, body: { key: string, value: string }[] = []): string {
  const view: Pick<CaseView, 'notices' | 'signatures'> = {
    notices: [{ id: 'notice-1', kind, documentNo: 'T-01', issuedAt: '2026-05-06T01:05:00.000Z', body, lines: [] }],
    signatures: [],
  }
  return mount(CaseDocuments, { props: { view: view as CaseView } }).text()
}

describe('a paper says what rules.md §1.5 asks of its kind', () => {
  it.each<[NoticeKind, RegExp[]]>([
    ['receipt', [/不是受理/, /查进度/]],
    ['acceptance', [/查进度/, /听证.*不算在办理期限/]],
    ['tolerantAcceptance', [/怎么补/, /没有补交.*终止办理/, /一式两份/]],
    ['correction', [/怎么补/, /没有补齐.*终止办理/]],
    ['notAccepted', [/行政复议/, /法院/]],
    ['denial', [/行政复议/, /法院/]],
    ['withdrawal', [/纸质材料/]],
    ['termination', [/重新申请/, /纸质材料/]],
  ])('%s', (kind, obligatory) => {
    const text = read(kind)
    for (const words of obligatory) expect(text).toMatch(words)
  })

  it('with the rows of the case, dates as people read them', () => {
    const text = read('tolerantAcceptance', [{ key: 'owedMaterial', value: '不动产权证明 2026-05-13' }])
    expect(text).toContain('还要补交')
    expect(text).toContain('不动产权证明 2026年5月13日（周三）')
  })
})
