import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { withNextVersion } from '../support/journeyCatalogue.ts'
import { photo } from '../support/journeyFiles.ts'
import {
  atStep, beginFiling, choose, codes, group, licenceSteps, material, next, readReceipt, signEverything, signIn,
  takeSteps, tap,
} from '../support/journeySteps.ts'

const day = 86_400_000

/** From tomorrow everybody is asked about glasses, the photo must be newer, and who comes from elsewhere gives more. */
const catalogueFolder = withNextVersion('P1103', (item) => {
  item.questions.push({
    id: 'glasses', label: '开车要戴眼镜吗？', options: [{ value: 'no', label: '不用戴' }, { value: 'yes', label: '要戴' }],
  })
  item.outcomes.push({
    id: 'glasses', when: { fact: 'answers.glasses', is: 'yes' }, leadsTo: 'warning', text: '照片要戴着眼镜拍。', basis: '拟定',
    at: 'answers.glasses',
  })
  const current = item.materials.find(({ id }) => id === 'currentLicence')
  const portrait = item.materials.find(({ id }) => id === 'standardPhoto')
  if (!current || !portrait) throw new Error('another licence than this journey knows')
  item.materials.push({ ...current, id: 'transferProof', name: '档案转出证明' })
  portrait.notes = '两个月内拍的。'
  for (const { facts, expect: expected } of item.examples) {
    facts.answers = { ...facts.answers, glasses: 'no' }
    if (expected.materials.includes('currentLicence')) expected.materials = [...expected.materials, 'transferProof']
  }
}, ['P0101', 'P1103'])

describeJourney('a draft and the next version of its item', (journey) => {
  it('tells what changed for its answers, keeps what was typed, asks the new question and is filed', async () => {
    const phone = await journey.openPhone()
    const { page, open } = phone
    phone.expectFaults(/status of 401/)
    await beginFiling(page, codes.licence, '陈永福')
    await takeSteps(page, licenceSteps(await photo()), '核对一遍')

    journey.server.advance(day)
    await journey.server.endSessions()
    await open(`/items/${codes.licence}/file`)
    await signIn(page, '陈永福')
    await page.getByText('接着上次的办？').waitFor()
    await tap(page, '接着办')
    await page.getByText('您的草稿是按第 1 版填的，现在是第 2 版：').waitFor()
    expect(await page.getByRole('main').getByRole('listitem').allInnerTexts()).toEqual([
      '多了一个问题：开车要戴眼镜吗？', '“驾驶证照片（含回执编号）”的要求有改动，请再看一遍。',
    ])
    await tap(page, '按新要求继续')

    await atStep(page, '选一选您的情况')
    expect(await unanswered(page)).toEqual(['开车要戴眼镜吗？'])
    await choose(page, '开车要戴眼镜吗？', '不用戴')
    await next(page)
    await atStep(page, '填写申请信息')
    expect(await page.getByLabel('收件地址').inputValue()).toBe('示例市示例区榕荫街 7 号')
    expect(await page.getByLabel('现在的驾驶证有效期到哪天').inputValue()).toBe('2026-04-20')
    await next(page)
    await atStep(page, '交材料')
    await material(page, '驾驶证照片').getByText('已添加 1 个').waitFor()
    expect(await page.getByText('档案转出证明').count()).toBe(0)
    await next(page)
    await atStep(page, '核对一遍')
    await tap(page, '去签署')
    await signEverything(page, '陈永福')
    const caseNo = await readReceipt(page)
    expect(await journey.server.query('SELECT case_no, item_version FROM cases')).toEqual([{ case_no: caseNo, item_version: 2 }])
  })
}, { catalogueFolder })

/** The questions on the screen without an answer. */
async function unanswered(page: Page): Promise<string[]> {
  const legends = await page.getByRole('main').locator('fieldset > legend').allInnerTexts()
  const open = await Promise.all(legends.map(async (legend) =>
    await group(page, legend).getByRole('radio', { checked: true }).count() === 0 ? [legend] : []))
  return open.flat()
}
