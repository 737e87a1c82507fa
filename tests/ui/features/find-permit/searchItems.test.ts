import { describe, expect, it } from 'vitest'
import { toHomeState } from '../../../../src/features/find-permit/homeState.ts'
import { matchesWords, searchItems } from '../../../../src/features/find-permit/searchItems.ts'
import { sampleCatalogue } from '../../support/sampleItem.ts'

const { items } = toHomeState(sampleCatalogue)
const fillers = ['我想', '怎么', '办理']
const find = (query: string) => searchItems(items, query, fillers).hits.map((item) => item.plainName)

describe('searchItems', () => {
  it.each([
    ['the name people use', '养鸽子', '在家养鸽子'],
    ['the official name', '养鸽许可', '在家养鸽子'],
    ['an alias', '鸽子证', '在家养鸽子'],
    ['words around it', '我想办理养信鸽，怎么办', '在家养鸽子'],
    ['a wrong character', '养信歌子', '在家养鸽子'],
    ['parts of two texts', '信鸽 在家', '在家养鸽子'],
    ['a material', '租赁合同', '在家养鸽子'],
    ['a law', '烟火条例', '放烟火表演'],
    ['full-width letters and spaces', '　放 烟 花　', '放烟火表演'],
    ['one character', '鸽', '在家养鸽子'],
  ])('finds by %s', (_, query, expected) => {
    expect(find(query)[0]).toBe(expected)
  })

  it('puts the name before a mere mention', () => {
    const mention = { ...items[0]!, code: 'x', plainName: '别的', name: '别的', aliases: [], keywords: ['养鸽子'], popularity: 0 }
    const { hits } = searchItems([mention, ...items], '养鸽子', [])
    expect(hits.map((item) => item.plainName)).toEqual(['在家养鸽子', '别的'])
  })

  it('offers near misses only when nothing fits', () => {
    expect(searchItems(items, '养鸽子', [])).toMatchObject({ guesses: [] })
    const { hits, guesses } = searchItems(items, '鸽子到期换新', [])
    expect(hits).toEqual([])
    expect(guesses.map((item) => item.plainName)).toEqual(['在家养鸽子'])
  })

  it.each(['', '   ', '，。！'])('finds nothing for %j', (query) => {
    expect(searchItems(items, query, fillers)).toEqual({ hits: [], guesses: [] })
  })

  it('finds nothing far-fetched', () => {
    expect(searchItems(items, '房屋贷款利率', fillers)).toEqual({ hits: [], guesses: [] })
  })

  it('still searches for a filler word alone', () => {
    expect(() => searchItems(items, '怎么', fillers)).not.toThrow()
  })
})

describe('matchesWords', () => {
  it.each([['关爱版', true], ['关怀', true], ['版', false], ['许可', false], ['', false]])('%s: %s', (query, expected) => {
    expect(matchesWords(query, ['长辈版', '关爱版', '关怀版'])).toBe(expected)
  })
})
