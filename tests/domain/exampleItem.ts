/** A small permit of no bureau, with one of each thing the rules look at. */
import type { Facts } from '../../src/domain/facts.ts'
import type { Commitment, Field, Item, Material, Outcome } from '../../src/domain/item.ts'

export function exampleMaterial(id: string, rest: Partial<Material> = {}): Material {
  return {
    id, name: `材料 ${id}`, necessity: 1, kind: 'document', medium: 'both', originals: 1, copies: 0,
    source: 'applicant', basis: 'test', maxFiles: 2, ...rest,
  }
}

function exampleField(id: string, rest: Partial<Field> = {}): Field {
  return { id, label: `栏目 ${id}`, kind: 'text', required: true, basis: 'test', ...rest }
}

function exampleOutcome(id: string, rest: Partial<Outcome> & Pick<Outcome, 'when' | 'leadsTo'>): Outcome {
  return { id, text: `outcome ${id}`, basis: 'test', at: 'answers.kind', ...rest }
}

const commitment: Commitment = {
  id: 'declareMarriage', materialId: 'marriage', documentId: 'commitmentDoc', signers: ['self', 'guardian'],
  summary: '声明婚姻状况未变更', proposed: true, when: { fact: 'answers.kind', is: 'new' },
}

export function exampleItem(rest: Partial<Item> = {}): Item {
  return {
    code: '11449999000000019F4440199999001', version: 1, effectiveFrom: '2026-01-01', asOf: '2026-11-01',
    sources: [], proposed: [], changes: [], name: '示例许可', plainName: '示例', summary: '', aliases: [],
    mainItem: '示例', branch: '示例', audiences: ['individual'], lifeEvents: [], popularity: 1, caseType: 'promised',
    implementingBody: '示例机关', legalBasis: [{ law: '示例法', article: '第一条' }], scope: [], conditions: [],
    steps: [], statutory: { days: 20, unit: 'workingDay' }, promised: { days: 10, unit: 'workingDay' }, discretion: '',
    questions: [
      { id: 'kind', label: '办哪一种？', options: [{ value: 'new', label: '新办' }, { value: 'renew', label: '换发' },
        { value: 'elsewhere', label: '外地' }, { value: 'none', label: '不用办' }] },
      { id: 'lost', label: '原证丢了吗？', when: { fact: 'answers.kind', is: 'renew' },
        options: [{ value: 'yes', label: '丢了' }, { value: 'no', label: '没丢' }] },
    ],
    outcomes: [
      exampleOutcome('noPermit', { when: { fact: 'answers.kind', is: 'none' }, leadsTo: 'noPermitNeeded' }),
      exampleOutcome('elsewhere', {
        when: { fact: 'answers.kind', is: 'elsewhere' }, leadsTo: 'notOurs', authority: '别处机关',
      }),
      exampleOutcome('tooMany', { when: { fact: 'form.people', atLeast: 100 }, leadsTo: 'correction', at: 'form.people' }),
      exampleOutcome('tooLate', {
        when: { fact: 'form.startsOn', fewerDaysAheadThan: 20 }, leadsTo: 'warning', at: 'form.startsOn',
      }),
    ],
    materials: [
      exampleMaterial('form', { kind: 'form' }),
      exampleMaterial('idCard', { licence: 'citizenIdCard' }),
      exampleMaterial('oldPermit', { when: { fact: 'answers.lost', is: 'no' } }),
      exampleMaterial('housing', { necessity: 3, deferral: { days: 15, why: 'test' } }),
      exampleMaterial('marriage', { necessity: 3, noDeferralWhy: 'declared instead' }),
      exampleMaterial('letter', { necessity: 2 }),
    ],
    commitments: [commitment],
    capacities: ['self', 'guardian', 'agent'],
    form: [{ id: 'main', title: '主要信息', fields: [
      exampleField('phone', { kind: 'phone' }),
      exampleField('people', { kind: 'number', min: 1, max: 5000, required: false }),
      exampleField('startsOn', { kind: 'date', required: false }),
      exampleField('reason', { when: { fact: 'answers.lost', is: 'yes' } }),
    ] }],
    fees: [
      { id: 'base', project: '工本费', amountFen: 6000, unit: '本', basis: 'test' },
      { id: 'lostFee', project: '补发', amountFen: 2000, unit: '本', basis: 'test', when: { fact: 'answers.lost', is: 'yes' } },
    ],
    feeNote: '', onlineDepth: 'apply', visit: null, window: '', result: { name: '示例证', validity: '' }, enquiry: [],
    complaint: [], faq: [], reapplyBan: false, commitmentExcluded: false, gaps: [], places: [], ...rest,
  }
}

export const uploadId = '0123456789abcdef0123456789abcdef'

/** An adult filing `new` for himself, everything handed in. */
export function exampleFacts(rest: Partial<Facts> = {}): Facts {
  return {
    today: '2026-11-20', capacity: 'self', applicant: { birthDate: '1990-03-07', idKind: 'citizenId' }, credit: 'clean',
    licences: [], answers: { kind: 'new' }, form: { phone: '13800138000' },
    provisions: {
      idCard: { way: 'file', uploadIds: [uploadId] }, housing: { way: 'file', uploadIds: [uploadId] },
      marriage: { way: 'file', uploadIds: [uploadId] },
    },
    ...rest,
  }
}
