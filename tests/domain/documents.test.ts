import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderDocument, signingPayload } from '../../src/domain/documents.ts'
import type { DocumentTemplate, SignedParts } from '../../src/domain/documents.ts'

const template: DocumentTemplate = {
  id: 'application', version: 3, kind: 'application', effectiveFrom: '2026-01-01', title: '申请表', proposed: true,
  lines: ['第 {documentVersion} 版', '申请人：{applicantName}', '', '{#rows}', '日期：{signedOn}  '],
  statements: [{ id: 'true', text: '以上属实。' }, { id: 'own', text: '真实意思。' }], sources: [],
}
const render = (values: Record<string, string>, rows: string[] = []) => renderDocument(template, { values, rows })

describe('renderDocument', () => {
  it('gives one exact text: title, version, lines, rows, numbered statements', () => {
    expect(render({ applicantName: '张三', signedOn: '2026-11-20' }, ['材料甲：已上传', '材料乙：后补'])).toBe(
      '申请表\n第 3 版\n申请人：张三\n\n材料甲：已上传\n材料乙：后补\n日期：2026-11-20\n1. 以上属实。\n2. 真实意思。')
  })

  it('names the files in a block of their own, none where there are none', () => {
    const withFiles = { ...template, lines: ['材料', '{#rows}', '文件', '{#files}', '完'] }
    const lines = (files?: string[]) => renderDocument(withFiles, { values: {}, rows: ['甲'], ...(files && { files }) })
    expect(lines(['甲 ab', '甲 cd'])).toContain('材料\n甲\n文件\n甲 ab\n甲 cd\n完')
    expect(() => lines()).not.toThrow()
  })

  it('throws for a placeholder without a value', () => {
    expect(() => render({ applicantName: '张三' })).toThrow('signedOn')
  })

  it('composes to NFC, so that the bytes do not depend on the keyboard', () => {
    expect(render({ applicantName: 'Ame\u0301lie', signedOn: '' })).toBe(render({ applicantName: 'Am\u00e9lie', signedOn: '' }))
  })

  it('lets no value forge a line or fill another placeholder', () => {
    const lines = render({ applicantName: '张三', signedOn: '' }).split('\n').length
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(render({ applicantName: name, signedOn: '' }).split(/[\n\r\u2028\u2029\v\f]/u).length).toBe(lines)
    }))
    expect(render({ applicantName: '{signedOn}', signedOn: '2026' })).toContain('申请人：{signedOn}')
  })
})

const parts: SignedParts = {
  documentId: 'application', documentVersion: 3, text: '全文', signerName: '张三', drawingSha256: '', statements: ['true'],
  signedAt: '2026-11-20T01:02:03.000Z',
  shown: { openedAt: '2026-11-20T01:01:00.000Z', seconds: 63, scrolledToEnd: true },
}

describe('signingPayload', () => {
  it('begins with the text as shown', () => {
    expect(signingPayload(parts)).toBe(
      '全文\n["application",3,"张三","",["true"],"2026-11-20T01:02:03.000Z","2026-11-20T01:01:00.000Z",63,true]')
  })

  it('differs whenever any part differs', () => {
    const change: Partial<SignedParts>[] = [
      { documentId: 'x' }, { documentVersion: 4 }, { text: '全 文' }, { signerName: '李四' }, { drawingSha256: 'ab' },
      { statements: [] }, { statements: ['true', 'own'] }, { signedAt: '2026-11-20T01:02:04.000Z' },
      { shown: { ...parts.shown, openedAt: '2026-11-20T01:00:00.000Z' } }, { shown: { ...parts.shown, seconds: 64 } },
      { shown: { ...parts.shown, scrolledToEnd: false } },
    ]
    const payloads = [parts, ...change.map((one) => ({ ...parts, ...one }))].map(signingPayload)
    expect(new Set(payloads).size).toBe(payloads.length)
  })

  it('cannot be read as another set of parts', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '[', ']', '\n'), maxLength: 8 })
    const anyParts = fc.record({
      documentId: text, documentVersion: fc.nat(2), text, signerName: text, drawingSha256: text,
      statements: fc.array(text, { maxLength: 2 }), signedAt: text,
      shown: fc.record({ openedAt: text, seconds: fc.nat(2), scrolledToEnd: fc.boolean() }),
    })
    fc.assert(fc.property(anyParts, anyParts, (a, b) => {
      if (JSON.stringify(a) !== JSON.stringify(b)) expect(signingPayload(a)).not.toBe(signingPayload(b))
    }))
  })
})
