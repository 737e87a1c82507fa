/** The index a phone gets, and the items apart from it, in the three languages. */
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createCatalogue } from '../../mock-api/catalogue/loadCatalogue.ts'
import type { CatalogueFiles, Translation } from '../../mock-api/catalogue/readCatalogue.ts'
import { locales } from '../../src/contract/catalogueViews.ts'
import type { Item } from '../../src/domain/item.ts'
import { listTexts, translate } from '../../src/domain/itemTexts.ts'
import { deferrableDays } from '../../src/domain/requirements.ts'
import { getCatalogueFiles, today } from './plantCatalogue.ts'

const files = getCatalogueFiles()
const codeOf = (end: string) => `11449999000000019F4440100${end}`
const permit = codeOf('003001')
const driver = codeOf('011003')
const unknown = codeOf('099001')

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('must be there')
  return value
}

const published = (code: string): Item => present(files.items.find(({ value }) => value.code === code)).value

/** One item translated, as a translator would hand it in: a word or two for each text. */
function translationOf(code: string, change: (translation: Translation) => void = () => undefined): Translation {
  const texts = Object.fromEntries(listTexts(published(code)).map(({ pointer }) => [pointer, `English ${pointer}`]))
  const translation = { code, version: 1, aliases: ['permit', 'two-way permit'], texts }
  change(translation)
  return translation
}

function open(rest: Partial<CatalogueFiles> = {}, ...translations: Translation[]) {
  const kept = translations.map((value) => ({ file: `translations/en/${value.code}.json`, value }))
  return createCatalogue({ ...files, translations: kept, ...rest }, [], () => today)
}

const catalogue = open({}, translationOf(permit))
const find = (code: string, locale: (typeof locales)[number]) =>
  present(catalogue.viewIn(locale).items.find((item) => item.code === code))

describe('a summary', () => {
  test('tells what finding and comparing takes, and no more', () => {
    expect(find(driver, 'zh-Hans')).toEqual({
      code: driver, version: 1, hash: expect.stringMatching(/^[\da-f]{16}$/), bytes: expect.any(Number),
      name: '有效期满换证', plainName: published(driver).plainName, summary: published(driver).summary,
      aliases: published(driver).aliases, keywords: expect.arrayContaining(['机动车驾驶证申请表', '中华人民共和国道路交通安全法']), branch: 'traffic',
      audiences: ['individual'], lifeEvents: published(driver).lifeEvents, popularity: published(driver).popularity,
      onlineDepth: 'full', caseType: 'instant', promised: { days: 1, unit: 'workingDay' }, visits: 0, free: false, deferrable: false,
    })
  })

  test.each(files.items.map(({ value }) => value))('$name: says of the item what is so', (item) => {
    const summary = find(item.code, 'zh-Hans')
    expect(summary.free).toBe(item.fees.length === 0)
    expect(summary.visits).toBe(item.visit?.count ?? 0)
    expect(summary.deferrable).toBe(item.materials.some((material) => deferrableDays(item, material) > 0))
    expect(summary.keywords).toEqual([...new Set(summary.keywords)])
    for (const { name } of item.materials) expect(summary.keywords).toContain(name)
    const [whole] = catalogue.listItems([item.code], 'zh-Hans')
    expect(summary.hash).toBe(whole?.hash)
    // On the wire about as much as said: a third more or less.
    const weight = brotliCompressSync(JSON.stringify(whole?.item)).length
    expect(summary.bytes / weight).toBeGreaterThan(0.75)
    expect(summary.bytes / weight).toBeLessThan(1.34)
  })

  test('a hash belongs to one content', () => {
    expect(new Set(catalogue.view.items.map(({ hash }) => hash)).size).toBe(85)
  })
})

describe('listItems', () => {
  test('gives the items in the order asked for, without those that are not there', () => {
    expect(catalogue.listItems([driver, unknown, permit], 'zh-Hans').map(({ item }) => item.code)).toEqual([driver, permit])
    expect(catalogue.listItems([], 'zh-Hans')).toEqual([])
  })

  test('in its own language without a table, in others with one where there is a translation', () => {
    expect(catalogue.listItems([driver, permit], 'zh-Hans').map(({ texts }) => texts)).toEqual([undefined, undefined])
    expect(catalogue.listItems([driver, permit], 'en').map(({ texts }) => texts)).toEqual([undefined, translationOf(permit).texts])
    const [traditional] = catalogue.listItems([driver], 'zh-Hant')
    expect(Object.keys(present(traditional?.texts))).toEqual(listTexts(published(driver)).map(({ pointer }) => pointer))
    expect(translate(published(driver), present(traditional?.texts)).name).toBe('有效期滿換證')
  })

  test('the item itself is the Chinese one in every language: the rules never see a translation', () => {
    const inEach = locales.map((locale) => catalogue.listItems([permit], locale)[0])
    for (const view of inEach) expect(view?.item).toEqual(catalogue.findItem(permit))
    expect(new Set(inEach.map((view) => view?.hash)).size).toBe(1)
  })

  test('a translation of another version is shown to nobody', () => {
    const outdated = open({}, translationOf(permit, (translation) => { translation.version = 2 }))
    expect(outdated.listItems([permit], 'en')[0]?.texts).toBeUndefined()
    expect(outdated.viewIn('en').items.find(({ code }) => code === permit)?.name).toBe('往来港澳通行证首次申领')
  })
})

describe('viewIn', () => {
  test('English: names translated, the Chinese ones still found', () => {
    const item = find(permit, 'en')
    expect([item.name, item.plainName, item.summary]).toEqual(['English /name', 'English /plainName', 'English /summary'])
    expect(item.aliases).toEqual([
      'permit', 'two-way permit', '第一次办港澳通行证', '往来港澳通行证首次申领', ...published(permit).aliases,
    ])
    expect(find(driver, 'en')).toEqual(find(driver, 'zh-Hans'))
  })

  test('English: themes, places and photo rules', () => {
    const { tags, places, photoRules } = catalogue.viewIn('en')
    expect(tags.branches.map(({ name }) => name)).toEqual(files.tags.value.branches.map(({ en }) => en))
    expect(tags.lifeEvents.find(({ id }) => id === 'domestic')?.name).toBe('Travel in China')
    const texts = listTexts({ halls: places.places, photoRules: photoRules.rules })
    // Where a text was published in Chinese only, it may name the place in Chinese, but not be a Chinese sentence.
    expect(texts.filter(({ text }) => /\p{Script=Han}{6}/u.test(text))).toEqual([])
  })

  test('繁體: names, themes, places and photo rules, both ways of writing found', () => {
    const item = find(permit, 'zh-Hant')
    expect([item.name, item.plainName]).toEqual(['往來港澳通行證首次申領', '第一次辦港澳通行證'])
    expect(item.aliases).toEqual(expect.arrayContaining(['辦港澳通行證', ...published(permit).aliases]))
    const { tags, places, photoRules } = catalogue.viewIn('zh-Hant')
    expect(tags.branches.map(({ name }) => name)).toEqual(['戶政', '出入境', '交警車管', '治安', '禁毒', '網安'])
    expect(tags.lifeEvents.find(({ id }) => id === 'domestic')?.name).toBe('國內出行')
    expect(places.places.find(({ id }) => id === 'vehicleHall')?.name).toBe('車管服務大廳')
    expect(photoRules.rules.find(({ id }) => id === 'driving')?.name).toBe('駕駛證照片')
  })

  test.each(['en', 'zh-Hant'] as const)('%s: codes, ids, numbers and dates are as they are', (locale) => {
    const hans = catalogue.view
    const view = catalogue.viewIn(locale)
    expect(view.locale).toBe(locale)
    const untouched = ({ items, tags, places, photoRules }: typeof view) => ({
      items: items.map((item) => ({ ...item, name: '', plainName: '', summary: '', aliases: [], keywords: [] })),
      branches: tags.branches.map(({ id, en }) => [id, en]),
      lifeEvents: tags.lifeEvents.map(({ id, audience, en }) => [id, audience, en]),
      places: places.places.map(({ id, phone, branches, asOf }) => ({ id, phone, branches, asOf })),
      rules: photoRules.rules.map(({ id, widthMm, heightMm, headWidthMm, background, asOf }) =>
        ({ id, widthMm, heightMm, headWidthMm, background, asOf })),
    })
    expect(untouched(view)).toEqual(untouched(hans))
    // What is signed and counted is the same in every language.
    const { calendar, documents, documentWords, bureau: { name, processor } } = hans
    expect(view).toMatchObject({ calendar, documents, documentWords, bureau: { name, processor } })
    const codes = ({ ratingTags }: typeof view) => Object.values(ratingTags.grades).flat().map(({ code }) => code)
    expect(codes(view)).toEqual(codes(hans))
    expect(view.bureau.enquiry.map(({ phone }) => phone)).toEqual(hans.bureau.enquiry.map(({ phone }) => phone))
    expect(view.ratingTags.grades.satisfied[0]?.text).not.toBe(hans.ratingTags.grades.satisfied[0]?.text)
  })
})

describe('what changes moves the version a phone asks by', () => {
  const versions = (one: ReturnType<typeof open>) => locales.map((locale) => one.viewIn(locale).version)

  test('each language has its own', () => {
    expect(new Set(versions(catalogue)).size).toBe(3)
    expect(versions(open({}, translationOf(permit)))).toEqual(versions(catalogue))
  })

  test('a word of an item’s translation: the item’s hash and every index with it, no other item', () => {
    const corrected = open({}, translationOf(permit, ({ texts }) => { texts['/faq/0/answer'] = 'Corrected' }))
    const moved = corrected.view.items.filter(({ hash }, at) => hash !== catalogue.view.items[at]?.hash)
    expect(moved.map(({ code }) => code)).toEqual([permit])
    expect(corrected.listItems([permit], 'zh-Hans')[0]?.hash).toBe(moved[0]?.hash)
    for (const [at, version] of versions(corrected).entries()) expect(version).not.toBe(versions(catalogue)[at])
  })

  test('an English alias, a shared English text: the English index', () => {
    const found = open({}, translationOf(permit, ({ aliases }) => { aliases.push('Hong Kong pass') }))
    const { value, ...file } = files.sharedTranslation
    const named = open({
      sharedTranslation: { ...file, value: { texts: { ...value.texts, '/halls/vehicleHall/name': 'Licence hall' } } },
    }, translationOf(permit))
    for (const one of [found, named]) expect(one.viewIn('en').version).not.toBe(catalogue.viewIn('en').version)
  })
})
