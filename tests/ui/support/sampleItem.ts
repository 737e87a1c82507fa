import { hashOf, summariseItem } from '../../../mock-api/catalogue/summariseItem.ts'
import type { CatalogueView, ItemView } from '../../../src/contract/catalogueViews.ts'
import type { Item, Material } from '../../../src/domain/item.ts'

const material: Material = {
  id: 'idCard', name: '居民身份证', necessity: 1, kind: 'document', medium: 'both', originals: 1, copies: 0,
  source: 'government', basis: '某办法第一条', licence: 'citizenId', maxFiles: 2,
}

/** An item with one of everything the pages have to show. */
export const sampleItem: Item = {
  code: '11449999000000019F4440199001001', version: 2, effectiveFrom: '2026-01-01', asOf: '2026-02-01',
  sources: [{ title: '公开目录', url: 'https://example.org/list', asOf: '2026-02-01', covers: ['materials'] }],
  proposed: [{ text: '容缺的天数', covers: ['deferrals'] }], gaps: ['办公时间没有公布'], places: ['hall'], changes: ['少交一样材料'],
  name: '养鸽许可', plainName: '在家养鸽子', summary: '想养信鸽，先办这张证。', aliases: ['鸽子证', '养信鸽'],
  mainItem: '动物许可', branch: 'publicOrder', audiences: ['individual'], lifeEvents: [], popularity: 1,
  caseType: 'promised', implementingBody: '某分局', legalBasis: [{ law: '某某条例', article: '第三条' }],
  scope: ['本区居民'], conditions: ['有院子'],
  steps: [{ stage: 'receive', name: '申报', actor: '申请人', detail: '填表' }],
  statutory: { days: 20, unit: 'workingDay' }, promised: { days: 10, unit: 'workingDay' },
  discretion: '按条例审查',
  questions: [{
    id: 'yard', label: '院子是谁的？', options: [{ value: 'own', label: '自己的' }, { value: 'rented', label: '租的' }],
  }],
  outcomes: [{
    id: 'noPermit', when: { fact: 'answers.yard', is: 'own' }, leadsTo: 'warning', text: '自家院子的，记得告诉邻居',
    basis: '某办法第二条', at: 'answers.yard',
  }],
  materials: [
    material,
    {
      ...material, id: 'lease', name: '租赁合同', licence: undefined, necessity: 3, when: { fact: 'answers.yard', is: 'rented' },
      deferral: { days: 5, why: '不影响审查' }, source: 'applicant',
    },
    { ...material, id: 'parents', name: '监护人同意书', licence: undefined, when: { fact: 'applicant.age', below: 18 } },
    { ...material, id: 'form', name: '养鸽申请表', kind: 'form', licence: undefined },
  ],
  commitments: [{
    id: 'leaseDeclared', materialId: 'lease', when: { fact: 'answers.yard', is: 'rented' }, documentId: 'leaseNotice',
    signers: ['self'], summary: '承诺院子可以养鸽', proposed: true,
  }],
  capacities: ['self', 'agent'],
  form: [{
    id: 'main', title: '基本情况',
    fields: [{ id: 'count', label: '几只', kind: 'number', required: true, basis: '某办法第四条' }],
  }],
  fees: [{
    id: 'card', project: '证件工本费', amountFen: 1000, unit: '证', basis: '某价目', when: { fact: 'answers.yard', is: 'rented' },
  }],
  feeNote: '窗口可以付现金', onlineDepth: 'apply',
  visit: { count: 1, reason: '当面核对', bring: ['身份证原件'], where: '办证大厅' },
  window: '周一到周五，办证大厅。', result: { name: '养鸽证', validity: '三年' },
  enquiry: [{ name: '咨询', phone: '020-11111111' }], complaint: [{ name: '投诉', phone: '020-22222222' }],
  faq: [{ question: '能养几只？', answer: '十只。' }], reapplyBan: true, commitmentExcluded: false,
}

export const otherItem: Item = {
  ...sampleItem, code: '11449999000000019F4440199002001', name: '烟火表演许可', plainName: '放烟火表演', aliases: ['放烟花'],
  summary: '办烟火晚会要先批准。', audiences: ['organisation'], popularity: 2, visit: null, onlineDepth: 'full',
  caseType: 'instant', questions: [], outcomes: [], capacities: ['self'],
  materials: [{ ...material, name: '营业执照' }], fees: [], legalBasis: [{ law: '烟火条例', article: '第一条' }],
}

export const sampleCatalogue: CatalogueView = {
  version: 'test', locale: 'zh-Hans',
  items: [sampleItem, otherItem].map((item) => summariseItem(item, hashOf(item))),
  tags: {
    version: 'test', branches: [{ id: 'publicOrder', name: '治安', en: 'Public order' }],
    lifeEvents: [{ id: 'pets', audience: 'individual', name: '养宠物', en: 'Pets' }],
  },
  places: {
    version: 'test',
    places: [{
      id: 'hall', name: '办证大厅', kind: '大厅', address: null, phone: null, hours: null, branches: ['publicOrder'],
      source: '公开目录', asOf: '2026-02-01',
    }],
  },
  photoRules: { version: 'test', rules: [] },
  searchWords: { version: 'test', fillers: ['怎么办'], synonyms: [['鸽子', '信鸽']] },
  calendar: { version: 'test', years: {} },
  ratingTags: { version: 'test', source: 'test', grades: {}, retired: [] } as unknown as CatalogueView['ratingTags'],
  documents: [], documentWords: {} as CatalogueView['documentWords'],
  bureau: {
    name: '某分局', processor: { name: '某分局', phone: '020-33333333' },
    enquiry: [{ name: '咨询', phone: '020-11111111' }], complaint: [{ name: '投诉', phone: '020-22222222' }],
  },
}

/** The items whole, as `/api/items` answers them. */
export const sampleItems: ItemView[] = wholeItems([sampleItem, otherItem])

/** A catalogue of these items, index and items apart, to be served. */
export function catalogueOf(...items: Item[]): { catalogue: CatalogueView, items: ItemView[] } {
  const index = items.map((item) => summariseItem(item, hashOf(item)))
  return { catalogue: { ...sampleCatalogue, items: index }, items: wholeItems(items) }
}

function wholeItems(items: Item[]): ItemView[] {
  return items.map((item) => ({ item, hash: hashOf(item) }))
}
