import { describe, expect, it } from 'vitest'
import { speakable, splitLines, splitSentences } from '../../../src/platform/sentences.ts'

describe('splitSentences', () => {
  it.each([
    ['一句话。两句话！第三句', ['一句话。', '两句话！', '第三句']],
    ['他说：“好。”再见。', ['他说：“好。”', '再见。']],
    ['', []],
    ['没有标点', ['没有标点']],
  ])('%s', (line, pieces) => expect(splitSentences(line)).toEqual(pieces))

  it('cuts what is longer than a voice gets through, and loses nothing', () => {
    for (const line of ['长'.repeat(200), `${'很长的一段，'.repeat(30)}完。`]) {
      const pieces = splitSentences(line)
      expect(pieces.join('')).toBe(line)
      expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(60)
    }
  })

  it('keeps the lines of a text apart', () => expect(splitLines('题目\n\n一。二。')).toEqual([['题目'], [], ['一。', '二。']]))
})

describe('speakable', () => {
  it.each([
    ['证件号码：449999195801080017', '证件号码：4 4 9 9 9 9 1 9 5 8 0 1 0 8 0 0 1 7'],
    ['449***********001X', '4 4 9，0 0 1 X'],
    ['日期：2026-04-20', '日期：2026年4月20日'],
    ['也可以打12345', '也可以打1 2 3 4 5'],
    ['罚款50000元', '罚款50000元'],
    ['5个工作日内，24时为止', '5个工作日内，24时为止'],
    ['第三十二条（要补）', '第三十二条，要补，'],
  ])('%s', (shown, said) => expect(speakable(shown)).toBe(said))
})
