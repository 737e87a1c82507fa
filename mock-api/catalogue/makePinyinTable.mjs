// @ts-check
// `node mock-api/catalogue/makePinyinTable.mjs`, by hand, when the catalogue gains characters: writes the table with
// which the search hears what it reads. The phone gets nothing but the table: pinyin-pro itself is 66 kB.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { Converter } from 'opencc-js/t2cn'
import { pinyin } from 'pinyin-pro'

const items = 'mock-api/catalogue/items'
const target = 'src/domain/finding/pinyinTable.ts'

/**
 * Characters read in several ways that somebody may type, the usual way first. The dictionary knows many more, most
 * of them from old books; they would only make wrong words sound right.
 */
const polyphones = `
  行xing,hang 重zhong,chong 长chang,zhang 乐le,yue 还hai,huan 参can,shen 藏cang,zang 朝chao,zhao 称cheng,chen
  传chuan,zhuan 单dan,shan 弹tan,dan 调diao,tiao 度du,duo 都dou,du 给gei,ji 降jiang,xiang 角jiao,jue 觉jue,jiao
  卡ka,qia 会hui,kuai 落luo,la 绿lv,lu 率lv,shuai 模mo,mu 没mei,mo 弄nong,long 泊bo,po 强qiang,jiang 圈quan,juan
  券quan,juan 塞sai,se 色se,shai 省sheng,xing 什shen,shi 识shi,zhi 宿su,xiu 拓tuo,ta 尾wei,yi 系xi,ji 吓xia,he
  厦sha,xia 校xiao,jiao 血xue,xie 钥yao,yue 曾ceng,zeng 扎zha,za 择ze,zhai 着zhe,zhao,zhuo 仔zai,zi 地di,de 得de,dei
  薄bao,bo 剥bao,bo 便bian,pian 查cha,zha 差cha,chai 盛sheng,cheng 石shi,dan 说shuo,shui 提ti,di 埔pu,bu 番fan,pan
  屏ping,bing 秘mi,bi 核he,hu 否fou,pi 大da,dai 堡bao,bu 伯bo,bai 柏bai,bo 辟pi,bi 幢zhuang,chuang 匙chi,shi
  恶e,wu 缉ji,qi 夹jia,ga 劲jin,jing 颈jing,geng 了le,liao 露lu,lou 络luo,lao 埋mai,man 脉mai,mo 抹mo,ma 哪na,nei
  胖pang,pan 迫po,pai 曝bao,pu 奇qi,ji 区qu,ou 杉shan,sha 谁shui,shei 似si,shi 伺si,ci 熟shu,shou 纤xian,qian
  巷xiang,hang 削xiao,xue 咽yan,ye 粘zhan,nian 这zhe,zhei 爪zhua,zhao 轧ya,zha 车che,ju 南nan,na 尿niao,sui
  贾jia,gu 乾qian,gan 畜chu,xu 臭chou,xiu 隆long,nong 咀ju,zui 翟zhai,di 刹sha,cha 栅zha,shan 亲qin,qing`
const listed = new Map(polyphones.trim().split(/\s+/).map((entry) => [entry.slice(0, 1), entry.slice(1).split(',')]))

const characters = [...new Set([...listFirstLevel(), ...listCatalogue()])].sort()
const readings = characters.map((character) => listed.get(character)?.[0] ?? readAlone(character))
const syllables = [...new Set([...readings, ...[...listed.values()].flat()])].sort()
const traditional = listTraditional(new Set(characters))

/** @type {Record<string, string | string[]>} */
const table = {
  syllables: syllables.join(' '),
  readings: pack(characters, readings.map((reading) => syllables.indexOf(reading))),
  others: [...listed].map(([character, [, ...others]]) => character + others.join(',')).join(' '),
  traditional: pack(traditional.map(([from]) => from), traditional.map(([, to]) => characters.indexOf(to))),
}
const quote = (/** @type {string | string[]} */ part) => typeof part === 'string'
  ? `'${part}'`
  : `[\n${part.map((stream) => `    '${stream}',\n`).join('')}  ]`
writeFileSync(target, `/** Written by mock-api/catalogue/makePinyinTable.mjs. */
import type { PinyinTable } from './pinyin.ts'

export const pinyinTable: PinyinTable = {
${Object.entries(table).map(([name, part]) => `  ${name}: ${quote(part)},\n`).join('')}}
`)

/** The 3,755 everyday characters of GB 2312. */
function listFirstLevel() {
  return listEncoded('gbk', [0xb0, 0xd7], [0xa1, 0xfe])
}

/** Every Chinese character of the permit items. */
function listCatalogue() {
  const texts = readdirSync(items).filter((name) => name.endsWith('.json')).map((name) => readFileSync(`${items}/${name}`, 'utf8'))
  return texts.join('').match(/[\u4e00-\u9fff]/g) ?? []
}

/**
 * Everyday traditional characters (Big5's first level) with their simplified ones.
 * @param {Set<string>} known
 * @returns {[string, string][]}
 */
function listTraditional(known) {
  const toSimplified = Converter({ from: 't', to: 'cn' })
  return listEncoded('big5', [0xa4, 0xc6], [0x40, 0xfe]).sort()
    .map((character) => /** @type {[string, string]} */ ([character, toSimplified(character)]))
    .filter(([from, to]) => from !== to && !known.has(from) && known.has(to))
}

/**
 * @param {string} encoding
 * @param {[number, number]} first bounds of the first byte
 * @param {[number, number]} second bounds of the second byte
 */
function listEncoded(encoding, [firstLow, firstHigh], [secondLow, secondHigh]) {
  const decoder = new TextDecoder(encoding)
  const found = []
  for (let first = firstLow; first <= firstHigh; first++) {
    for (let second = secondLow; second <= secondHigh; second++) {
      const text = decoder.decode(Uint8Array.of(first, second))
      if (/^[\u4e00-\u9fff]$/.test(text)) found.push(text)
    }
  }
  return found
}

/** @param {string} character */
function readAlone(character) {
  return pinyin(character, { toneType: 'none', type: 'array', v: true })[0] ?? ''
}

/**
 * Characters in code order as the gaps between them, and a number for each, in streams of their own: 3 kB smaller,
 * compressed, than lists a person could read.
 * @param {string[]} sorted
 * @param {number[]} numbers below 4096
 */
function pack(sorted, numbers) {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  let [gaps, high, low, last] = ['', '', '', 0x4e00 - 1]
  sorted.forEach((character, index) => {
    const code = character.charCodeAt(0)
    const gap = code - last - 1
    gaps += '_'.repeat(Math.floor(gap / 63)) + digits[gap % 63]
    high += digits[(numbers[index] ?? 0) >> 6]
    low += digits[(numbers[index] ?? 0) & 63]
    last = code
  })
  return [gaps, high, low]
}
