/** An item of a main item there was not, as data: with every kind of field, and everything an item may have once. */
import { listTexts } from '../../../src/domain/itemTexts.ts'
import type { Field, FieldKind, ItemFile, Material } from '../../../src/domain/item.ts'
import type { PlaceView, TagsView } from '../../../src/contract/catalogueViews.ts'

const basis = '示例条例第三条'

export const adoptedTag: TagsView['lifeEvents'][number] =
  { id: 'adopting', audience: 'individual', name: '领养动物', en: 'Adopting an animal' }

export const adoptedPlace: PlaceView = {
  id: 'animalHall', name: '动物管理大厅', kind: '专项大厅', address: '示例市示例区示例路1号', phone: '020-82662270',
  hours: null, branches: ['publicOrder'], note: '二楼3号窗口', source: '示例分局公布', asOf: '2026-01-01',
}

/** A new kind of field does not pass the type check before it is here. */
const kinds: Record<FieldKind, Partial<Field>> = {
  text: {}, textarea: { maxLength: 300 }, address: {}, citizenId: {}, phone: { prefill: 'filer.phone' }, date: {},
  choice: { options: [{ value: 'one', label: '第一种' }, { value: 'other', label: '另一种', hint: '少见' }] },
  number: { min: 1, max: 9 }, uscc: {}, passport: {}, foreignPassport: {}, driverFileNumber: {}, plate: {}, vin: {},
  idNumber: {}, exitEntryPermit: {},
}

export const adoptedKinds = Object.keys(kinds) as FieldKind[]

function material(id: string, rest: Partial<Material>): Material {
  return {
    id, name: `示例材料 ${id}`, necessity: 1, kind: 'document', medium: 'both', originals: 1, copies: 0,
    source: 'applicant', basis, maxFiles: 2, noDeferralWhy: '没有它无从核对', ...rest,
  }
}

export const adoptedItem: ItemFile = {
  code: '11449999000000019F4440100099001', version: 1, effectiveFrom: '2026-01-01', asOf: '2026-01-01',
  sources: [{
    title: '示例条例', url: 'https://example.org/rules', asOf: '2026-01-01', covers: [
      'implementingBody', 'legalBasis', 'steps', 'conditions', 'statutory', 'discretion', 'channels', 'scope', 'materials',
      'fees', 'form', 'contacts', 'result', 'code',
    ],
  }],
  proposed: [{ text: '承诺时限、容缺和告知承诺是拟定的。', covers: ['promised', 'deferrals', 'commitments'] }],
  gaps: ['收费标准没有核到。'], statusNote: '试行的事项。', changes: [],
  name: '大型动物领养许可', plainName: '领养大型动物', summary: '领养大型动物之前办的许可。',
  aliases: ['养大狗', '领养'], mainItem: '大型动物领养', branch: 'publicOrder', audiences: ['individual'],
  lifeEvents: [adoptedTag.id], popularity: 1, caseType: 'promised', implementingBody: '示例分局',
  legalBasis: [{ law: '示例条例', article: '第二条' }], scope: ['住在示例区的居民'], conditions: ['有合适的场所'],
  steps: [
    { stage: 'receive', name: '网上递交', actor: '申请人', detail: '填表。' },
    { stage: 'accept', name: '受理', actor: '分局', detail: '核对材料。' },
    { stage: 'review', name: '审查', actor: '分局', detail: '看场所。' },
    { stage: 'decide', name: '决定', actor: '分局', detail: '作出决定。' },
    { stage: 'finish', name: '制证', actor: '分局', detail: '制作证件。' },
    { stage: 'deliver', name: '送达', actor: '分局', detail: '寄出。' },
  ],
  statutory: { days: 20, unit: 'workingDay', basis }, promised: { days: 10, unit: 'workingDay' }, discretion: '符合条件就发。',
  questions: [
    {
      id: 'animal', label: '领养什么？', hint: '看成年后的体重',
      options: [{ value: 'dog', label: '狗' }, { value: 'horse', label: '马', hint: '含矮马' }, { value: 'cat', label: '猫' }],
    },
    {
      id: 'stable', label: '有马房吗？', when: { fact: 'answers.animal', is: 'horse' },
      options: [{ value: 'own', label: '自己的' }, { value: 'shared', label: '与人合用' }],
    },
  ],
  outcomes: [
    { id: 'noCat', when: { fact: 'answers.animal', is: 'cat' }, leadsTo: 'noPermitNeeded', text: '养猫不用许可。', basis, at: 'answers.animal' },
    {
      id: 'together', when: { fact: 'answers.stable', is: 'shared' }, leadsTo: 'windowOnly', text: '合用的人要一起到场。',
      basis, authority: adoptedPlace.name, at: 'answers.stable',
    },
  ],
  materials: [
    material('form', { kind: 'form', medium: 'electronic', maxFiles: 0 }),
    material('identity', { licence: 'citizenIdCard', source: 'government' }),
    material('portrait', { kind: 'photo', photoRule: 'exitEntry', maxFiles: 1, sample: ['正面', '白底'] }),
    material('insurance', { necessity: 3, deferral: { days: 5, why: '保单出得晚' }, noDeferralWhy: undefined }),
    material('space', { when: { fact: 'answers.animal', in: ['dog', 'horse'] } }),
    material('powerOfAttorney', { name: '授权委托书', when: { fact: 'capacity', is: 'agent' }, blankForm: 'power-of-attorney' }),
  ],
  commitments: [{
    id: 'declareSpace', materialId: 'space', documentId: 'commitment-animal-space', signers: ['self'],
    summary: '住处有合适的场所', proposed: true,
  }],
  capacities: ['self', 'agent'],
  form: [
    { id: 'contact', title: '联系方式', fields: fieldsOf(adoptedKinds.slice(0, 8)) },
    { id: 'numbers', title: '号码', fields: fieldsOf(adoptedKinds.slice(8)) },
  ],
  fees: [{ id: 'horseFee', project: '马匹登记费', amountFen: 5000, unit: '匹', basis, when: { fact: 'answers.animal', is: 'horse' } }],
  feeNote: '只有马收费。', onlineDepth: 'apply',
  visit: { count: 1, reason: '要看动物', bring: ['动物'], where: adoptedPlace.name }, window: '带上材料到窗口。',
  places: [adoptedPlace.id], result: { name: '领养证', validity: '长期' },
  enquiry: [{ name: '咨询', phone: '020-82662270' }], complaint: [{ name: '投诉', phone: '12345' }],
  faq: [{ question: '要多久？', answer: '十个工作日。' }], reapplyBan: true, commitmentExcluded: false,
  examples: [
    {
      name: '马，保单后补，场所承诺，身份证调取',
      facts: {
        today: '2026-11-23', capacity: 'self', answers: { animal: 'horse', stable: 'own' },
        provisions: { insurance: 'later', space: 'declare', identity: 'library' },
      },
      expect: {
        materials: ['form', 'identity', 'portrait', 'insurance', 'space'], feeFen: 5000, verdict: 'acceptableWithDeferral',
        deferrals: ['insurance'],
      },
    },
    {
      name: '狗，别人代办',
      facts: { today: '2026-11-23', capacity: 'agent', answers: { animal: 'dog' } },
      expect: {
        materials: ['form', 'identity', 'portrait', 'insurance', 'space', 'powerOfAttorney'], feeFen: 0, verdict: 'acceptable',
      },
    },
  ],
}

function fieldsOf(some: FieldKind[]): Field[] {
  return some.map((kind) => ({ id: `${kind}Field`, label: `示例栏目 ${kind}`, kind, required: true, basis, ...kinds[kind] }))
}

/** Every text of some data, in words that show where they come from. */
export function inEnglish(data: unknown): Record<string, string> {
  return Object.fromEntries(listTexts(data).map(({ pointer }) => [pointer, `English of ${pointer}`]))
}
