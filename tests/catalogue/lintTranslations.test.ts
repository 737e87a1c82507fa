/** A translation is shown whole or not at all: each way it can part from its item is told. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Translation } from '../../mock-api/catalogue/readCatalogue.ts'
import type { Item } from '../../src/domain/item.ts'
import { listTexts } from '../../src/domain/itemTexts.ts'
import type { Texts } from '../../src/domain/itemTexts.ts'
import { editJson, loadEdited } from './plantCatalogue.ts'

const driver = 'items/P1103.json'
const translation = 'translations/en/P1103.json'
const shared = 'translations/en-shared.json'

/** Findings of whatever level, with a whole translation of the item changed in one way. */
function findingsWith(change: (planted: Translation) => void) {
  const result = loadEdited([driver], (folder) => editJson<Item>(folder, driver, (item) => {
    const texts = Object.fromEntries(listTexts(item).map(({ pointer }) => [pointer, `English of ${pointer.replaceAll('/', ' ')}`]))
    const planted = { code: item.code, version: item.version, aliases: ['renew'], texts }
    change(planted)
    writeFileSync(join(folder, translation), JSON.stringify(planted))
  }))
  return (result.ok ? result.value.warnings : result.error).filter(({ file }) => file !== driver)
}

describe('a translation', () => {
  test('that fits its item is fine', () => {
    expect(findingsWith(() => undefined)).toEqual([])
  })

  test('leaves nothing out', () => {
    expect(findingsWith(({ texts }) => { Reflect.deleteProperty(texts, '/plainName') })).toEqual([{
      file: translation, path: '/texts/plainName', rule: 'translation-missing', level: 'blocking',
      zh: '这段还没有译', en: 'not translated yet',
    }])
  })

  test('adds nothing', () => {
    expect(findingsWith(({ texts }) => { texts['/materials/nothing/name'] = 'Nothing' })).toEqual([{
      file: translation, path: '/texts/materials/nothing/name', rule: 'translation-unknown', level: 'blocking',
      zh: '没有这段原文', en: 'no such text to translate',
    }])
  })

  test('is of an item that is there', () => {
    expect(findingsWith((planted) => { planted.code = planted.code.replace(/\d{3}$/, '099') })).toEqual([{
      file: translation, path: '/code', rule: 'translation-item', level: 'blocking', zh: '没有这个事项', en: 'no such item',
    }])
  })

  test('of a version that is gone is told of and does not stop the start', () => {
    expect(findingsWith((planted) => { planted.version = 7 })).toEqual([{
      file: translation, path: '/version', rule: 'translation-outdated', level: 'warning',
      zh: '译的不是现有的版本，不会显示', en: 'of a version that is not there: not shown',
    }])
  })

  test.each([
    ['markup /texts/~1name', ({ texts }: Translation) => { texts['/name'] = 'Renew <script>alert(1)</script>' }],
    ['markup /texts/~1name', ({ texts }: Translation) => { texts['/name'] = 'Renew&nbsp;it' }],
    ['markup /texts/~1name', ({ texts }: Translation) => { texts['/name'] = 'Renew\u200bit' }],
    ['markup /aliases/0', ({ aliases }: Translation) => { aliases[0] = '<b>renew</b>' }],
    ['schema /texts/~1name', ({ texts }: Translation) => { texts['/name'] = '' }],
    ['schema /texts', ({ texts }: Translation) => { texts['name'] = 'Renew' }],
    ['schema ', (planted: Translation) => { Object.assign(planted, { draft: true }) }],
  ])('%s', (rule, change) => {
    expect(findingsWith(change).map(({ rule: found, path, level }) => [`${found} ${path}`, level])).toContainEqual([rule, 'blocking'])
  })
})

test.each([
  ['translation-missing /texts/halls/serviceCentre/name', (texts: Texts) => { Reflect.deleteProperty(texts, '/halls/serviceCentre/name') }],
  ['translation-unknown /texts/halls/townHall/name', (texts: Texts) => { texts['/halls/townHall/name'] = 'Town hall' }],
])('texts that items share: %s', (rule, change) => {
  const result = loadEdited([driver], (folder) =>
    editJson<{ texts: Texts }>(folder, shared, ({ texts }) => { change(texts) }))
  expect(result.ok ? [] : result.error.map(({ file, rule: found, path }) => [file, `${found} ${path}`])).toEqual([[shared, rule]])
})
