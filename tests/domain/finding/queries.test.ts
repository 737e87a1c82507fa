import { describe, expect, it } from 'vitest'
import searchWords from '../../../mock-api/catalogue/search-words.json' with { type: 'json' }
import { toFindEntry } from '../../../src/domain/finding/findEntry.ts'
import { createFinder } from '../../../src/domain/finding/finder.ts'
import { pinyinTable } from '../../../src/domain/finding/pinyinTable.ts'
import { readFindableItems } from '../../support/findableItems.ts'
import { everydayQueries } from './queries.ts'

const items = readFindableItems()
const finder = createFinder(items.map(toFindEntry), pinyinTable, searchWords)

/** P0301 is the item whose code ends in 440100003001. */
const codeEnd = (item: string) => `4401${item.slice(1, 3).padStart(5, '0')}${item.slice(3).padStart(3, '0')}`

describe('the real catalogue', () => {
  it('has the item of every query', () => {
    const missing = everydayQueries.filter(([, item]) => !items.some(({ code }) => code.endsWith(codeEnd(item))))
    expect(missing).toEqual([])
  })

  it('answers nine of ten everyday queries with the right item first', () => {
    const misses = everydayQueries.filter(([query, item]) => !finder.find(query).hits[0]?.endsWith(codeEnd(item)))
    const named = misses.map(([query, item]) => `${query}: ${item}, not ${nameFirst(query)}`)
    expect(named.length, `missed:\n${named.join('\n')}`).toBeLessThanOrEqual(everydayQueries.length / 10)
  })

  it.each(items.map(({ plainName, code }) => [plainName, code]))('finds %s by its whole name', (plainName, code) => {
    expect(finder.find(plainName).hits[0]).toBe(code)
  })

  it('still finds the right item first among hits when the last character is yet to be typed', () => {
    const typed = items.filter(({ plainName }) => plainName.length > 4)
    const found = typed.filter(({ plainName, code }) => finder.find(plainName.slice(0, -1)).hits[0] === code)
    expect(found.length).toBeGreaterThanOrEqual(typed.length * 0.9)
  })
})

function nameFirst(query: string): string {
  const { hits, guesses } = finder.find(query)
  const first = items.find(({ code }) => code === (hits[0] ?? guesses[0]))
  return `${first?.plainName}${hits.length > 0 ? '' : ' (a guess)'}`
}
