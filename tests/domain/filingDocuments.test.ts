import { describe, expect, it } from 'vitest'
import type { DocumentKind, DocumentTemplate } from '../../src/domain/documents.ts'
import type { Facts } from '../../src/domain/facts.ts'
import { renderDocument } from '../../src/domain/documents.ts'
import { listFilingDocuments } from '../../src/domain/filingDocuments.ts'
import { assessFiling } from '../../src/domain/verdict.ts'
import { calendar } from './arbitraries.ts'
import { exampleFacts, exampleItem } from './exampleItem.ts'

const template = (id: string, kind: DocumentKind): DocumentTemplate => ({
  id, kind, version: 1, effectiveFrom: '2026-01-01', title: id, proposed: true,
  lines: ['{itemName} {applicantName} {organisationName} {capacity} {signedOn}', '{#rows}'], statements: [], sources: [],
})

function documents(rest: Partial<Facts> = {}, organisationName?: string) {
  const item = exampleItem()
  const facts = exampleFacts(rest)
  return listFilingDocuments({
    item, facts, verdict: assessFiling(item, facts, calendar), signedOn: facts.today,
    templates: [template('app', 'application'), template('def', 'deferral'), template('commitmentDoc', 'commitment')],
    words: {
      capacity: { self: '本人', guardian: '监护人', agent: '代理人', legalRepresentative: '法定代表人' },
      relation: {
        child: '子女', spouse: '配偶', grandchild: '孙辈', relative: '其他亲属', friend: '朋友', volunteer: '志愿者',
      },
      way: { file: '已上传', library: '电子证照', later: '容缺后补', declare: '告知承诺', missing: '未提交' },
      workdays: '个工作日', dueUnknown: '以窗口告知为准', none: '无',
    },
    identity: {
      filingId: 'f', applicantName: '张三', applicantIdNumber: 'n', filerName: '张三', filerPhone: 'p', capacity: 'self',
      ...(organisationName && { organisationName }),
    },
  }).map((document) => renderDocument(document.template, document.params))
}

const given = exampleFacts().provisions

describe('listFilingDocuments', () => {
  it('always has the application, with answers, fields and every material that applies', () => {
    expect(documents()).toEqual([[
      'app', '示例许可 张三 无 本人 2026-11-20', '办哪一种？ 新办', '栏目 phone：13800138000',
      '材料 idCard：已上传', '材料 housing：已上传', '材料 marriage：已上传', '材料 letter：未提交'].join('\n')])
  })

  it('adds the deferral statement with days and date, then each commitment', () => {
    const [, deferral, commitment] = documents({ provisions: {
      ...given, housing: { way: 'later' }, marriage: { way: 'declare', commitmentId: 'declareMarriage' } } })
    expect(deferral).toContain('材料 housing：8 个工作日（2026-12-02）')
    expect(commitment).toContain('声明婚姻状况未变更')
  })

  it('says 以窗口告知为准 where the calendar ends', () => {
    const [, deferral] = documents({ today: '2026-12-30', provisions: { ...given, housing: { way: 'later' } } })
    expect(deferral).toContain('8 个工作日（以窗口告知为准）')
  })

  it('names the organisation', () => {
    expect(documents({}, '某公司')[0]).toContain('张三 某公司')
  })

  it('leaves out the answer to a question that is not asked any more', () => {
    expect(documents({ answers: { kind: 'new', lost: 'yes' } })[0]).not.toContain('丢了')
  })

  it('keeps every answer on one line, whatever was typed', () => {
    const [application] = documents({ form: { phone: '1\n2\u2028材料 idCard：伪造' } })
    expect(application).toContain('栏目 phone：1 2 材料 idCard：伪造')
  })
})
