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
  lines: ['{itemName} {applicantName} {organisationName} {capacity} {signedOn}', '{#rows}', '{#files}'], statements: [], sources: [],
})

const fileHashes = new Map(Object.values(exampleFacts().provisions).flatMap((provision) =>
  provision.way === 'file' ? provision.uploadIds : []).map((id) => [id, `hash-of-${id}`]))

function documents(
  rest: Partial<Facts> = {}, identity: { organisationName?: string, applicantBirthDate?: string } = {},
  hashes: ReadonlyMap<string, string> = fileHashes,
) {
  const item = exampleItem()
  const facts = exampleFacts(rest)
  return listFilingDocuments({
    item, facts, verdict: assessFiling(item, facts, calendar), signedOn: facts.today, fileHashes: hashes,
    templates: [template('app', 'application'), template('def', 'deferral'), template('commitmentDoc', 'commitment')],
    words: {
      capacity: { self: '本人', guardian: '监护人', agent: '代理人', legalRepresentative: '法定代表人' },
      relation: {
        child: '子女', spouse: '配偶', grandchild: '孙辈', relative: '其他亲属', friend: '朋友', volunteer: '志愿者',
      },
      way: { file: '已上传', reuse: '沿用', library: '电子证照', later: '容缺后补', declare: '告知承诺', missing: '未提交' },
      idKind: {
        citizenId: '身份证', hmtResidencePermit: '居住证', hmtTravelPermit: '通行证', foreignPermanentResident: '永居证',
        passport: '护照',
      },
      applicantIdKind: '证件类型', applicantBirthDate: '出生日期', file: '{material}，第{index}个文件：{sha256}',
      workdays: '个工作日', dueUnknown: '以窗口告知为准', none: '无',
    },
    identity: {
      filingId: 'f', applicantName: '张三', applicantIdKind: 'citizenId', applicantIdNumber: 'n', filerName: '张三', filerPhone: 'p', capacity: 'self',
      ...identity,
    },
  }).map((document) => renderDocument(document.template, document.params))
}

const given = exampleFacts().provisions
const hashOf = (provision: Facts['provisions'][string] | undefined) =>
  provision?.way === 'file' ? fileHashes.get(provision.uploadIds[0] ?? '') : undefined

describe('listFilingDocuments', () => {
  it('always has the application, with answers, fields and every material that applies', () => {
    expect(documents()).toEqual([[
      'app', '示例许可 张三 无 本人 2026-11-20', '证件类型：身份证', '办哪一种？ 新办', '栏目 phone：13800138000',
      '材料 idCard：已上传', '材料 housing：已上传', '材料 marriage：已上传', '材料 letter：未提交',
      ...['idCard', 'housing', 'marriage'].map((id) => `材料 ${id}，第1个文件：${hashOf(given[id])}`)].join('\n')])
  })

  it('names every file of a material by its hash, and says so when there is none', () => {
    const idCard = { way: 'file', uploadIds: ['front', 'back'] } as const
    const hashes = new Map([['front', 'aa'], ['back', 'bb']])
    const [text] = documents({ provisions: { idCard: { ...idCard, uploadIds: [...idCard.uploadIds] } } }, {}, hashes)
    expect(text?.split('\n').slice(-2)).toEqual(['材料 idCard，第1个文件：aa', '材料 idCard，第2个文件：bb'])
    expect(documents({ provisions: {} })[0]?.split('\n').at(-1)).toBe('无')
    // A phone that has lost a file signs another text than the server renders.
    expect(documents({ provisions: { idCard: { way: 'file', uploadIds: ['lost'] } } })[0]).toContain('第1个文件：无')
  })

  it('says the applicant\'s kind of document, and the birth date if the filing gives it', () => {
    expect(documents({}, { applicantBirthDate: '1990-03-07' })[0]).toContain('证件类型：身份证\n出生日期：1990-03-07\n')
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
    expect(documents({}, { organisationName: '某公司' })[0]).toContain('张三 某公司')
  })

  it('leaves out the answer to a question that is not asked any more', () => {
    expect(documents({ answers: { kind: 'new', lost: 'yes' } })[0]).not.toContain('丢了')
  })

  it('keeps every answer on one line, whatever was typed', () => {
    const [application] = documents({ form: { phone: '1\n2\u2028材料 idCard：伪造' } })
    expect(application).toContain('栏目 phone：1 2 材料 idCard：伪造')
  })
})
