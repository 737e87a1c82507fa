import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import searchWords from '../../../mock-api/catalogue/search-words.json' with { type: 'json' }
import { buildFinder, createFinder } from '../../../src/domain/finding/finder.ts'
import type { FindEntry } from '../../../src/domain/finding/finder.ts'
import { longestQuery } from '../../../src/domain/finding/normalise.ts'
import { pinyinTable } from '../../../src/domain/finding/pinyinTable.ts'
import { anyText, toFullWidth } from '../arbitraries.ts'

const entry = (id: string, popularity: number, names: string[], others: string[] = []): FindEntry => ({
  id,
  popularity,
  texts: [
    ...names.map((text, index) => ({ text, weight: index === 0 ? 1 : 0.98 })),
    ...others.map((text) => ({ text, weight: 0.55 })),
  ],
})

const entries = [
  entry('passport', 1, ['第一次办护照', '普通护照首次申领', 'passport'], ['居民身份证', '中华人民共和国护照法']),
  entry('lost', 2, ['护照丢了补办', '普通护照补发'], ['居民身份证', '遗失声明']),
  entry('macao', 3, ['港澳通行证', '往来港澳通行证首次申领'], ['居民身份证']),
  entry('taiwan', 4, ['台湾通行证', '大陆居民往来台湾通行证'], ['居民身份证']),
  entry('renew', 5, ['驾驶证到期换证', '换驾照'], ['体检证明']),
  entry('raise', 6, ['驾驶证增驾', '加C1'], ['体检证明']),
  entry('bank', 7, ['银行行长乐队重新还款'], ['人民银行法实施条例']),
  entry('hukou', 8, ['老婆户口迁过来', '夫妻投靠入户'], ['结婚证']),
]
const finder = createFinder(entries, pinyinTable, { fillers: ['我想', '怎么'], synonyms: searchWords.synonyms })
const first = (query: string) => finder.find(query).hits[0]

describe('find', () => {
  it.each([
    ['characters', '港澳通行证', 'macao'],
    ['another name', '换驾照', 'renew'],
    ['a material', '遗失声明', 'lost'],
    ['a law', '实施条例', 'bank'],
    ['pinyin', 'gangao', 'macao'],
    ['pinyin of another name', 'huanjiazhao', 'renew'],
    ['pinyin with spaces', 'tai wan tong xing zheng', 'taiwan'],
    ['pinyin with tones', 'gǎng ào', 'macao'],
    ['a syllable half typed', 'gangaotongx', 'macao'],
    ['initials', 'gatxz', 'macao'],
    ['few initials', 'hjz', 'renew'],
    ['characters and pinyin', '港ao', 'macao'],
    ['pinyin and characters', 'huan驾照', 'renew'],
    ['characters that sound the same', '赶澳通行证', 'macao'],
    ['only characters that sound the same', '换价罩', 'renew'],
    ['a wrong character', '港奥通新证', 'macao'],
    ['a missing character', '湾通行证', 'taiwan'],
    ['an additional character', '港澳的通行证件', 'macao'],
    ['letters swapped', 'gagnao', 'macao'],
    ['a wrong letter', 'taiwam', 'taiwan'],
    ['a missing letter', 'huanjizhao', 'renew'],
    ['sounds not told apart', 'gan ao ton xin zen', 'macao'],
    ['sounds not told apart in characters', '太晚通行真', 'taiwan'],
    ['another reading', 'yinhanghangzhang', 'bank'],
    ['readings of one character each', 'chongxinhuankuan', 'bank'],
    ['traditional characters', '駕駛證到期換證', 'renew'],
    ['traditional characters of a place', '臺灣通行證', 'taiwan'],
    ['an English word', 'passport', 'passport'],
    ['an English word half typed', 'passp', 'passport'],
    ['an English word mistyped', 'pasport', 'passport'],
    ['a letter and a digit', 'c1', 'raise'],
    ['full width', '　Ｃ１　', 'raise'],
    ['words that say the same', '媳妇户口', 'hukou'],
    ['other words in front and behind', '我想问一下护照丢了怎么办', 'lost'],
    ['a name without the words that say nothing', '怎么换驾照', 'renew'],
    ['parts of two texts', '增驾C1', 'raise'],
  ])('understands %s: %s', (_, query, id) => {
    expect(first(query)).toBe(id)
  })

  it('puts what people use more before what they use less when both fit', () => {
    expect(finder.find('护照').hits.slice(0, 2)).toEqual(['passport', 'lost'])
  })

  it('understands every beginning of what is being typed', () => {
    for (const query of ['gang', 'ganga', 'gangao', 'gangaot', 'gangaotongxing']) expect(first(query)).toBe('macao')
  })

  it.each(['', '   ', '，。！', '😀', '\u0000\u0007', '\ud800', '%_\'";--'])('finds nothing for %j, which has no letter', (query) => {
    expect(finder.find(query)).toEqual({ hits: [], guesses: [] })
  })

  it.each(['房屋贷款利率', 'hello world', 'ψυχή', '龘', '7'])('has a guess for %s', (query) => {
    const { hits, guesses } = finder.find(query)
    expect(hits).toEqual([])
    expect(guesses.length).toBeGreaterThan(0)
  })

  it('guesses nothing when there is nothing to guess', () => {
    expect(createFinder([], pinyinTable, { fillers: [], synonyms: [] }).find('护照')).toEqual({ hits: [], guesses: [] })
  })

  it('reads the beginning of a long query only', () => {
    const start = '港澳通行证'.repeat(longestQuery / 5)
    expect(finder.find(start + '驾驶证'.repeat(3000))).toEqual(finder.find(start))
  })

  it('searches for a word without meaning when it is all there is', () => {
    expect(() => finder.find('怎么')).not.toThrow()
  })
})

describe('whatever is typed', () => {
  const anyQuery = fc.oneof(
    anyText,
    fc.string({ unit: fc.constantFrom(...'护照港澳通行证驾驶过期丢了zhgaonx1 (*\\', '\ud83d', '\u200b'), maxLength: 80 }),
  )

  it('never throws, and names known entries once', () => {
    fc.assert(fc.property(anyQuery, (query) => {
      const { hits, guesses } = finder.find(query)
      const ids = [...hits, ...guesses]
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.every((id) => entries.some((known) => known.id === id))).toBe(true)
    }), { numRuns: 500 })
  })

  it('is a dead end for nothing that has a letter', () => {
    fc.assert(fc.property(anyQuery, (query) => {
      const { hits, guesses } = finder.find(query)
      const start = [...query].slice(0, longestQuery).join('')
      expect(hits.length + guesses.length > 0).toBe(/[\p{L}\p{N}]/u.test(start.normalize('NFKC').normalize('NFD')))
    }), { numRuns: 500 })
  })

  it('gives the same again, whatever was asked in between', () => {
    fc.assert(fc.property(anyQuery, anyQuery, (query, other) => {
      const before = finder.find(query)
      finder.find(other)
      expect(finder.find(query)).toEqual(before)
      expect(createFinder(entries, pinyinTable, { fillers: ['我想', '怎么'], synonyms: searchWords.synonyms }).find(query)).toEqual(before)
    }), { numRuns: 50 })
  })

  it('makes no difference between upper and lower case, full and half width', () => {
    // The width doubles nothing: each character stays one code point, so the cut stays where it is.
    const letters = fc.string({ unit: fc.constantFrom(...'护照港澳驾驶证abcghznx 12'), maxLength: 40 })
    fc.assert(fc.property(letters, (query) => {
      const expected = finder.find(query)
      expect(finder.find(query.toUpperCase())).toEqual(expected)
      expect(finder.find(toFullWidth(query))).toEqual(expected)
    }))
  })
})

describe('a name typed in full', () => {
  const word = fc.string({ unit: fc.constantFrom(...'护照港澳通行证驾驶补换丢新车牌登记abc12'), minLength: 1, maxLength: 12 })
  const names = fc.uniqueArray(
    fc.tuple(word, word, fc.nat({ max: 100 })),
    { selector: ([name]) => name, minLength: 1, maxLength: 12 },
  )

  it('finds its entry first, however much the others are used', () => {
    fc.assert(fc.property(names, (drawn) => {
      const drawnEntries = drawn.map(([name, alias, used], index) => entry(String(index), used, [name, alias]))
      const drawnFinder = createFinder(drawnEntries, pinyinTable, { fillers: [], synonyms: [] })
      drawn.forEach(([name], index) => expect(drawnFinder.find(name).hits[0]).toBe(String(index)))
    }))
  })
})

describe('buildFinder', () => {
  it('pauses at least once an entry, and ends with what createFinder makes', () => {
    const steps = buildFinder(entries, pinyinTable, { fillers: ['我想', '怎么'], synonyms: searchWords.synonyms })
    let [pauses, built] = [0, steps.next()]
    for (; !built.done; built = steps.next()) pauses += 1
    expect(pauses).toBeGreaterThan(entries.length)
    expect(built.value.find('gangao')).toEqual(finder.find('gangao'))
  })
})
