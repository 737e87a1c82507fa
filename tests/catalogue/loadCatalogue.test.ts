import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../mock-api/catalogue/loadCatalogue.ts'
import type { Item } from '../../src/domain/item.ts'
import { editJson, getCatalogue, loadEdited, today } from './plantCatalogue.ts'

const permit = '11449999000000019F4440100003001'
const permitFile = 'items/P0301.json'

test('the catalogue as it is loads with no blocking finding', { timeout: 60_000 }, () => {
  const loaded = loadCatalogue({ today: () => today })
  expect(loaded.ok ? [] : loaded.error).toEqual([])
  if (!loaded.ok) return
  expect(loaded.value.view.items).toHaveLength(85)
  expect(loaded.value.warnings.every(({ level }) => level === 'warning')).toBe(true)
  // That enquiries and complaints share a number is the bureau's own doing; the rest is ours to mend.
  expect(loaded.value.warnings.filter(({ rule }) => !['5.3-7', 'translation-outdated'].includes(rule))).toEqual([])
})

describe('the catalogue as it is', () => {
  const catalogue = getCatalogue()

  test('stands in the order of use', () => {
    expect(catalogue.view.items.slice(0, 5).map((item) => item.name)).toEqual([
      '往来港澳通行证首次申领', '有效期满换证', '普通护照换发、补发(失效重新申请)', '夫妻投靠入户',
      '大型群众性活动安全许可(预计参加1000人以上5000人以下)',
    ])
    const places = catalogue.view.items.map(({ popularity }) => popularity)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  test('carries what a phone needs offline: calendar, tags, documents, words, bureau, places, photo rules', () => {
    const { calendar, ratingTags, documents, documentWords, bureau, places, photoRules, locale } = catalogue.view
    expect(locale).toBe('zh-Hans')
    expect(calendar.years['2026']?.makeupDays).toContain('2026-10-10')
    expect(ratingTags.grades.verySatisfied).toHaveLength(8)
    expect(documents.map(({ id }) => id).sort()).toEqual([
      'application', 'commitment-hotel-premises', 'commitment-marital-change', 'deferral', 'minorPrivacy',
      'power-of-attorney', 'privacy',
    ])
    expect(documentWords.capacity.guardian).toBe('监护人')
    expect(bureau.processor.phone).toBe('020-82662270')
    expect(places.places.map(({ id }) => id)).toContain('serviceCentre')
    expect(photoRules.rules.map(({ id }) => id)).toEqual(['exitEntry', 'driving', 'idCard'])
  })

  test('finds an item by code and by version', () => {
    expect(catalogue.findItem(permit)?.version).toBe(1)
    expect(catalogue.findItem(permit, 1)).toBe(catalogue.findItem(permit))
    expect(catalogue.findItem(permit, 2)).toBeUndefined()
    expect(catalogue.findItem('11449999000000019F4440100099001')).toBeUndefined()
    expect(catalogue.findDocument('deferral')?.kind).toBe('deferral')
    expect(catalogue.findDocument('deferral', 9)).toBeUndefined()
  })

  test('what is served holds neither the examples nor an editor’s schema', () => {
    for (const { code } of catalogue.view.items) {
      const [served] = catalogue.listItems([code], 'zh-Hans')
      expect(served?.item).toBeDefined()
      for (const item of [served?.item ?? {}, catalogue.findItem(code, 1) ?? {}]) {
        expect(Object.keys(item).filter((key) => key === 'examples' || key === '$schema')).toEqual([])
      }
    }
    const edited = loadEdited([permitFile], (folder) =>
      editJson(folder, permitFile, (item) => Object.assign(item as Item, { $schema: '../itemFile.schema.json' })))
    expect(edited.ok && edited.value.findItem(permit)).toEqual(catalogue.findItem(permit))
  })

  test('a day before any version is in force shows no item', () => {
    const early = loadEdited([permitFile], () => undefined, '2025-12-31')
    expect(early.ok && early.value.view.items).toEqual([])
    expect(early.ok && early.value.listItems([permit], 'zh-Hans')).toEqual([])
    expect(early.ok && early.value.findItem(permit, 1)?.code).toBe(permit)
  })
})

describe('versions', () => {
  const secondVersion = (folder: string) => editJson<Item>(folder, permitFile, (item) => {
    Object.assign(item, { version: 2, effectiveFrom: '2026-12-01', changes: ['承诺时限缩短'] })
    item.promised.days = 5
  }, 'items/P0301.v2.json')

  test('the one in force is the highest whose day has come; the others stay readable', () => {
    const before = loadEdited([permitFile], secondVersion, '2026-11-30')
    const after = loadEdited([permitFile], secondVersion, '2026-12-01')
    if (!before.ok || !after.ok) throw new Error('must load')
    expect(before.value.findItem(permit)?.promised.days).toBe(7)
    expect(after.value.findItem(permit)?.promised.days).toBe(5)
    expect(after.value.findItem(permit, 1)?.promised.days).toBe(7)
    expect(before.value.listVersions(permit).map((item) => item.version)).toEqual([1, 2])
    expect(after.value.view.items).toHaveLength(1)
    expect(after.value.view.version).not.toBe(before.value.view.version)
  })

  test('a version comes into force while the server runs', () => {
    let day = '2026-11-30'
    loadEdited([permitFile], (copy) => {
      secondVersion(copy)
      const running = loadCatalogue({ today: () => day, folder: copy })
      if (!running.ok) throw new Error('must load')
      const { value } = running
      const held = () => [value.findItem(permit)?.version, value.view.items[0]?.promised.days, value.viewIn('en').items[0]?.version,
        value.listItems([permit], 'zh-Hant')[0]?.item.version]
      expect(held()).toEqual([1, 7, 1, 1])
      const { version } = value.view
      day = '2026-12-01'
      expect(held()).toEqual([2, 5, 2, 2])
      expect(value.view.version).not.toBe(version)
    })
  })

  test('the content hash is the same for the same content and moves with a single word', () => {
    const edited = (change: (item: Item) => void) => {
      const result = loadEdited([permitFile], (folder) => editJson(folder, permitFile, change))
      if (!result.ok) throw new Error('must load')
      return result.value.view
    }
    const [first, same, other] = [edited(() => undefined), edited(() => undefined), edited((item) => { item.summary += '。' })]
    expect([same.version, same.items[0]?.hash]).toEqual([first.version, first.items[0]?.hash])
    expect(other.version).not.toBe(first.version)
    expect(other.items[0]?.hash).not.toBe(first.items[0]?.hash)
  })
})

test('a file that cannot be taken is named, and so is every other one at once', () => {
  const result = loadEdited([permitFile], (folder) => {
    writeFileSync(join(folder, permitFile), '{ "code": ')
    rmSync(join(folder, 'bureau.json'))
  })
  expect(result.ok ? [] : result.error.map(({ file, rule }) => [file, rule])).toEqual([[permitFile, 'json'], ['bureau.json', 'json']])
})
