import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../mock-api/catalogue/loadCatalogue.ts'
import type { Item } from '../../src/domain/item.ts'
import { editJson, getCatalogue, loadEdited, today } from './plantCatalogue.ts'

const permit = '11449999000000019F4440100003001'

describe('the catalogue as it is', () => {
  const catalogue = getCatalogue()

  test('loads with no blocking finding, most used first', () => {
    expect(catalogue.view.items.map((item) => item.name)).toEqual([
      '往来港澳通行证首次申领', '有效期满换证', '普通护照换发、补发(失效重新申请)', '夫妻投靠入户',
      '大型群众性活动安全许可(预计参加1000人以上5000人以下)',
    ])
    expect(catalogue.warnings.every(({ level }) => level === 'warning')).toBe(true)
  })

  test('carries what a phone needs offline: calendar, tags, documents, words, bureau', () => {
    const { calendar, ratingTags, documents, documentWords, bureau } = catalogue.view
    expect(calendar.years['2026']?.makeupDays).toContain('2026-10-10')
    expect(ratingTags.grades.verySatisfied).toHaveLength(8)
    expect(documents.map(({ id }) => id).sort()).toEqual([
      'application', 'commitment-marital-change', 'deferral', 'minorPrivacy', 'privacy',
    ])
    expect(documentWords.capacity.guardian).toBe('监护人')
    expect(bureau.processor.phone).toBe('020-82662270')
  })

  test('finds an item by code and by version', () => {
    expect(catalogue.findItem(permit)?.version).toBe(1)
    expect(catalogue.findItem(permit, 1)).toBe(catalogue.findItem(permit))
    expect(catalogue.findItem(permit, 2)).toBeUndefined()
    expect(catalogue.findItem('11449999000000019F4440100099001')).toBeUndefined()
    expect(catalogue.findDocument('deferral')?.kind).toBe('deferral')
    expect(catalogue.findDocument('deferral', 9)).toBeUndefined()
  })
})

describe('versions', () => {
  const secondVersion = (folder: string) => editJson<Item>(folder, 'items/P0301.json', (item) => {
    Object.assign(item, { version: 2, effectiveFrom: '2026-12-01', changes: ['承诺时限缩短'] })
    item.promised.days = 5
  }, 'items/P0301.v2.json')

  test('the one in force is the highest whose day has come; the others stay readable', () => {
    const before = loadEdited(secondVersion, '2026-11-30')
    const after = loadEdited(secondVersion, '2026-12-01')
    if (!before.ok || !after.ok) throw new Error('must load')
    expect(before.value.findItem(permit)?.promised.days).toBe(7)
    expect(after.value.findItem(permit)?.promised.days).toBe(5)
    expect(after.value.findItem(permit, 1)?.promised.days).toBe(7)
    expect(before.value.listVersions(permit).map((item) => item.version)).toEqual([1, 2])
    expect(after.value.view.items).toHaveLength(5)
    expect(after.value.view.version).not.toBe(before.value.view.version)
  })

  test('a version comes into force while the server runs', () => {
    let day = '2026-11-30'
    const folder = { path: '' }
    loadEdited((copy) => {
      secondVersion(copy)
      folder.path = copy
      const running = loadCatalogue({ today: () => day, folder: copy })
      if (!running.ok) throw new Error('must load')
      expect(running.value.findItem(permit)?.version).toBe(1)
      day = '2026-12-01'
      expect(running.value.findItem(permit)?.version).toBe(2)
    })
  })

  test('the content hash is the same for the same content and moves with a single word', () => {
    const same = loadEdited(() => undefined)
    const other = loadEdited((folder) => editJson<Item>(folder, 'items/P0301.json', (item) => { item.summary += '。' }))
    if (!same.ok || !other.ok) throw new Error('must load')
    expect(same.value.view.version).toBe(getCatalogue().view.version)
    expect(other.value.view.version).not.toBe(same.value.view.version)
  })
})

describe('a file that cannot be taken', () => {
  test('is named, and so is every other one at once', () => {
    const result = loadEdited((folder) => {
      writeFileSync(join(folder, 'items/P0301.json'), '{ "code": ')
      rmSync(join(folder, 'bureau.json'))
    })
    expect(result.ok).toBe(false)
    if (!result.ok) {
      expect(result.error.map(({ file, rule }) => [file, rule])).toEqual([['items/P0301.json', 'json'], ['bureau.json', 'json']])
    }
  })

  test('a day before any version is in force shows no item', () => {
    const early = loadCatalogue({ today: () => '2025-12-31' })
    expect(early.ok && early.value.view.items).toEqual([])
    expect(today > '2026-01-01').toBe(true)
  })
})
