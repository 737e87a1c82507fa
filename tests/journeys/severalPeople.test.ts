import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { photo } from '../support/journeyFiles.ts'
import { lookAround } from '../support/journeyLook.ts'
import {
  attach, atStep, beginFiling, choose, codes, fill, next, readReceipt, signShown, tap,
} from '../support/journeySteps.ts'

/** The day after the items that ask for several people came into force. */
const options = { start: '2026-12-01T02:00:00.000Z', officer: 'manual' } as const

const child = (page: Page, number: number) => page.getByRole('group', { name: `第 ${number} 位同行的孩子`, exact: true })

async function fillChild(entry: Locator, name: string, idNumber: string): Promise<void> {
  await entry.getByLabel('孩子姓名', { exact: true }).fill(name)
  await entry.getByLabel('孩子身份证号码', { exact: true }).fill(idNumber)
  await choose(entry, '和您的关系', '子女')
}

async function namesOf(page: Page): Promise<string[]> {
  const names = await page.getByLabel('孩子姓名', { exact: true }).all()
  return Promise.all(names.map((name) => name.inputValue()))
}

describeJourney('a mother travels with several children', (journey) => {
  it('adds three, takes the middle one away, loses none to a reload, and is told whom to correct', async () => {
    const { page } = await journey.openPhone({ width: 320, height: 568 })
    const { look, findings } = lookAround(page)
    await beginFiling(page, codes.borderPass, '李敏')
    await next(page)
    await atStep(page, '给谁办？')
    await next(page)
    await choose(page, '您要去哪里？', '西藏')
    await choose(page, '您的户口和住处是哪一种情况？', '户口在增城区')
    await choose(page, '为什么去？', '旅游')
    await choose(page, '带未满16周岁的孩子一起去吗？', '带')
    await next(page)

    await atStep(page, '填写申请信息')
    await look('nobody yet')
    await child(page, 1).getByRole('button', { name: '填入周小禾' }).click()
    await page.getByRole('status').filter({ hasText: '已填入周小禾的信息' }).waitFor()
    await choose(child(page, 1), '和您的关系', '子女')
    await tap(page, '再加一位同行的孩子')
    await child(page, 2).getByRole('heading', { name: '第 2 位同行的孩子' }).and(page.locator(':focus')).waitFor()
    expect(await page.getByRole('button', { name: '填入周小禾' }).count()).toBe(0)
    await fillChild(child(page, 2), '示例小孩', '44999920160601002X')
    await tap(page, '再加一位同行的孩子')
    await fillChild(child(page, 3), '示例侄女', '44999920160601002X')
    await look('three entries')

    await fill(page, '去哪些市、县', '日喀则市定日县')
    await page.getByLabel('去哪个省、自治区', { exact: true }).selectOption({ label: '西藏' })
    await fill(page, '哪天出发', '2026-12-20')
    await fill(page, '在边境地区待几天', '15')
    await next(page)
    await page.getByRole('alert').getByRole('link', { name: /同行的孩子 3 · 孩子身份证号码/ }).click()
    expect(await child(page, 3).getByLabel('孩子身份证号码').evaluate((input) => input === document.activeElement)).toBe(true)
    await look('a number twice')

    await tap(page, '删掉第 2 位同行的孩子')
    await page.getByText('第 2 位同行的孩子已经填了内容').waitFor()
    await look('asked before it is taken away')
    await tap(page, '删掉')
    await page.getByRole('status').filter({ hasText: '已删掉第 2 位同行的孩子' }).waitFor()
    await child(page, 2).getByRole('heading', { name: '第 2 位同行的孩子' }).and(page.locator(':focus')).waitFor()
    expect(await namesOf(page)).toEqual(['周小禾', '示例侄女'])
    await page.getByText('已保存').first().waitFor()
    await page.reload()
    await atStep(page, '填写申请信息')
    expect(await namesOf(page)).toEqual(['周小禾', '示例侄女'])
    await next(page)

    await atStep(page, '交材料')
    for (const name of ['申请人居民身份证', '同行孩子的居民户口簿']) await attach(page, name, [await photo()])
    await next(page)
    await atStep(page, '核对一遍')
    await page.getByText('同行的孩子 2 · 孩子姓名').waitFor()
    await look('review')
    await tap(page, '去签署')
    await atStep(page, '阅读并签署')
    await page.getByText('同行的孩子 2 · 孩子姓名').waitFor()
    await signShown(page, '李敏')
    await tap(page, '签署并提交')
    const caseNo = await readReceipt(page)
    const [stored] = await journey.server.query<{ form: Record<string, string>, text: string }>(
      'SELECT c.form, s.text FROM cases c JOIN signatures s ON s.case_id = c.id WHERE c.case_no = $1', [caseNo])
    expect(stored?.form).toMatchObject({
      'minors.1.minorName': '周小禾', 'minors.2.minorName': '示例侄女', 'minors.2.minorIdNumber': '44999920160601002X',
    })
    expect(Object.keys(stored?.form ?? {}).filter((key) => key.startsWith('minors.3'))).toEqual([])
    expect(stored?.text).toContain('周小禾')
    expect(stored?.text).toContain('示例侄女')

    await journey.server.actAsOfficer(caseNo, {
      action: 'requestCorrection', points: [{ at: '/form/minors.2.minorName', code: 'field-wrong', note: '和户口簿上写的不一样' }],
    })
    await page.goto(`/cases/${caseNo}`)
    await page.getByLabel('同行的孩子 2 · 孩子姓名', { exact: true }).waitFor()
    await page.getByText('和户口簿上写的不一样').first().waitFor()
    await look('a correction of the second child')
    await fill(page, '同行的孩子 2 · 孩子姓名', '示例外甥女')
    await tap(page, '提交补交内容')
    await page.getByLabel('同行的孩子 2 · 孩子姓名', { exact: true }).waitFor({ state: 'detached' })
    const [corrected] = await journey.server.query<{ form: Record<string, string> }>(
      'SELECT form FROM cases WHERE case_no = $1', [caseNo])
    expect(corrected?.form).toMatchObject({ 'minors.1.minorName': '周小禾', 'minors.2.minorName': '示例外甥女' })
    expect(findings).toEqual([])
  })
}, options)
