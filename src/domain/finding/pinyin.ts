/** How characters sound, decoded from the packed table that mock-api/catalogue/makePinyinTable.mjs writes. */

export interface PinyinTable {
  /** Every syllable without its tone, separated by spaces; ü is v. */
  syllables: string
  /** Gaps between the characters in code order, then the number of each one's usual syllable in two digits. */
  readings: string[]
  /** Further readings of the same character: 行hang 着zhao,zhuo. */
  others: string
  /** Traditional characters packed the same way; the number is the place of the simplified one in `readings`. */
  traditional: string[]
}

export interface Pinyin {
  /** A syllable's number is its place here. */
  syllables: string[]
  /** Syllable → the lowest number among those that many people do not tell apart. */
  folds: number[]
  /** Syllables of a character, the usual one first. */
  readings: Map<string, number[]>
  /** Traditional → simplified. */
  simplified: Map<string, string>
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Pauses between its parts: the first thing a phone does for the search is done with cold code. */
export function* readPinyin(table: PinyinTable): Generator<void, Pinyin> {
  const syllables = table.syllables.split(' ')
  const packed = unpack(table.readings)
  yield
  const readings = new Map(packed.map(([character, number]) => [character, [number]]))
  for (const entry of table.others.split(' ')) {
    const numbers = entry.slice(1).split(',').map((syllable) => syllables.indexOf(syllable))
    readings.get(entry.slice(0, 1))?.push(...numbers.filter((number) => number >= 0))
  }
  yield
  const simplified = new Map(unpack(table.traditional).map(([from, number]) => [from, packed[number]?.[0] ?? from]))
  yield
  return { syllables, folds: listFolds(syllables), readings, simplified }
}

/**
 * The spelling with everything left out that southern ears do not tell apart: zh z, ch c, sh s, n l, -ng -n, and ü u
 * because keyboards lack it.
 */
export function fold(spelling: string): string {
  return foldInitial(spelling).replaceAll('v', 'u').replace(/([aei])ng$/, '$1n')
}

/** The same for the beginning of a syllable. */
export function foldInitial(spelling: string): string {
  return spelling.replace(/^([zcs])h/, '$1').replace(/^n(?!g)/, 'l')
}

function listFolds(syllables: string[]): number[] {
  const first = new Map<string, number>()
  return syllables.map((syllable, number) => {
    const folded = fold(syllable)
    if (!first.has(folded)) first.set(folded, number)
    return first.get(folded) ?? number
  })
}

function unpack([gaps = '', high = '', low = '']: string[]): [string, number][] {
  const unpacked: [string, number][] = []
  let code = 0x4e00 - 1
  for (const digit of gaps) {
    const gap = digits.indexOf(digit)
    code += gap
    if (gap === 63) continue
    code += 1
    const at = unpacked.length
    unpacked.push([String.fromCharCode(code), digits.indexOf(high.charAt(at)) * 64 + digits.indexOf(low.charAt(at))])
  }
  return unpacked
}
