/** The catalogue as a whole: nothing left out, nothing twice, and what must hold of every item alike. */
import { describe, expect, test } from 'vitest'
import { listTexts } from '../../src/domain/itemTexts.ts'
import { deferrableDays } from '../../src/domain/requirements.ts'
import { getCatalogue, getCatalogueFiles } from './plantCatalogue.ts'

const files = getCatalogueFiles()
const items = files.items.map(({ value }) => value)
const { view } = getCatalogue(files)
const names = (wrong: { name: string }[]) => wrong.map(({ name }) => name)

/** Main item → sub-items, as the bureau's list numbers them. */
const subItems: Record<number, number> = {
  1: 6, 2: 5, 3: 6, 4: 3, 5: 2, 6: 5, 7: 1, 8: 7, 9: 2, 10: 2, 11: 9, 12: 1, 13: 2, 14: 3, 15: 2, 16: 2, 17: 1, 18: 2,
  19: 4, 20: 3, 21: 4, 22: 2, 23: 3, 24: 1, 25: 2, 26: 2, 27: 1, 28: 2,
}
const digits = (number: number, length: number) => String(number).padStart(length, '0')
const listed = Object.entries(subItems).flatMap(([main, count]) =>
  Array.from({ length: count }, (_, sub) => ({ main: Number(main), sub: sub + 1 })))

describe('28 main items, 85 sub-items', () => {
  test('each there once, in force, in a file named after it', () => {
    const codes = listed.map(({ main, sub }) => `11449999000000019F4440100${digits(main, 3)}${digits(sub, 3)}`)
    expect(codes).toHaveLength(85)
    expect(view.items.map(({ code }) => code).sort()).toEqual(codes)
    // The newest has the plain name; a version before it is kept as `P0101.v1.json`.
    const newest = files.items.filter(({ file }) => !file.includes('.v'))
    expect(newest.map(({ file, value }) => [file, value.code])).toEqual(listed.map(({ main, sub }, index) =>
      [`items/P${digits(main, 2)}${digits(sub, 2)}.json`, codes[index]]))
  })

  test('an example speaks of a day on which its version is in force', () => {
    // On an earlier one the version before it would be filed, and the example would prove nothing.
    expect(names(items.filter(({ effectiveFrom, examples }) =>
      examples.some(({ facts }) => facts.today < effectiveFrom)))).toEqual([])
  })

  test('a main item has one name, and no other the same', () => {
    const mainNames = new Map(items.map(({ code, mainItem }) => [code.slice(25, 28), mainItem]))
    expect(mainNames.size).toBe(28)
    expect(new Set(mainNames.values()).size).toBe(28)
    expect(names(items.filter(({ code, mainItem }) => mainNames.get(code.slice(25, 28)) !== mainItem))).toEqual([])
  })

  test('no two items have a name in common', () => {
    for (const key of ['name', 'plainName'] as const) {
      expect(new Set(view.items.map((item) => item[key])).size).toBe(85)
    }
  })

  test('fifteen are handled wholly online, with no visit; all others say what the visit is for', () => {
    const full = items.filter(({ onlineDepth }) => onlineDepth === 'full')
    expect(new Set(full.map(({ code }) => code)).size).toBe(15)
    expect(names(full.filter(({ visit }) => visit !== null))).toEqual([])
    expect(names(items.filter(({ onlineDepth, visit }) => onlineDepth !== 'full' && visit === null))).toEqual([])
  })
})

describe('what an item asks for', () => {
  const materials = items.flatMap((item) => item.materials.map((material) => ({ item, material, name: `${item.name}：${material.name}` })))

  test('a power of attorney is never deferred or declared (RQ-06)', () => {
    const powers = materials.filter(({ material }) => material.name.includes('委托书'))
    expect(powers.length).toBeGreaterThan(50)
    expect(names(powers.filter(({ item, material }) => material.necessity === 3 || material.deferral
      || item.commitments.some(({ materialId }) => materialId === material.id)))).toEqual([])
  })

  test('a material is needed or it is not: no “if applicable”', () => {
    expect(names(materials.filter(({ material: { name, notes = '' } }) =>
      /如适用|如有必要|必要时提供/.test(`${name} ${notes}`)))).toEqual([])
  })

  test('whatever may follow later has a working day to follow in (RQ-08)', () => {
    const later = materials.filter(({ material }) => material.deferral)
    expect(later.length).toBeGreaterThan(20)
    expect(names(later.filter(({ item, material }) => deferrableDays(item, material) < 1))).toEqual([])
  })
})

describe('how an item is found', () => {
  test('aliases say something else, each once', () => {
    const wrong = items.filter(({ aliases, name, plainName }) =>
      new Set(aliases.map((alias) => alias.toLowerCase())).size < aliases.length
      || aliases.includes(name) || aliases.includes(plainName))
    expect(names(wrong)).toEqual([])
  })

  test('each branch and life event leads to an item, and each item for residents has a life event', () => {
    const { branches, lifeEvents } = view.tags
    const used = new Set(items.flatMap((item) => [item.branch, ...item.lifeEvents]))
    expect([...branches, ...lifeEvents].map(({ id }) => id).filter((id) => !used.has(id))).toEqual([])
    expect(names(items.filter((item) => item.audiences.includes('individual') && item.lifeEvents.length === 0))).toEqual([])
  })

  test('the most used stand first, each in a place of its own; further on three share one at most', () => {
    // The home page shows six of each audience before anything is searched for.
    for (const audience of ['individual', 'organisation'] as const) {
      const home = view.items.filter(({ audiences }) => audiences.includes(audience)).slice(0, 7)
      expect(new Set(home.map(({ popularity }) => popularity)).size).toBe(7)
    }
    const places = view.items.map(({ popularity }) => popularity)
    expect(places.filter((place, index) => places[index + 3] === place)).toEqual([])
  })

  test('the order does not depend on the order of the files', () => {
    const reversed = getCatalogue({ ...files, items: files.items.toReversed() })
    expect(names(reversed.view.items)).toEqual(names(view.items))
  })
})

test('no text is written in HTML', () => {
  const texts = items.flatMap((item) => [
    ...listTexts(item).map(({ text }) => text), ...item.aliases, ...item.sources.map(({ title }) => title),
  ])
  expect(texts.length).toBeGreaterThan(5000)
  expect(texts.filter((text) => /<\/?[a-z!]|&#?\w+;|\bhtml\b/i.test(text))).toEqual([])
})
