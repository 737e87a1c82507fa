import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { codes, tap } from '../support/journeySteps.ts'

describeJourney('on paper', (journey) => {
  /** Counts what the page sends to the printer, which here is nowhere. */
  async function openPrinter(theme: 'light' | 'dark') {
    const phone = await journey.openPhone({ theme })
    await phone.context.addInitScript(() => {
      Object.assign(window, { printed: 0, print: () => { Object.assign(window, { printed: 1 }) } })
    })
    return phone
  }
  const printed = (page: Page) => page.evaluate(() => (window as unknown as { printed: number }).printed)

  it('a guide is whole: everything open, nothing to press, dark ink also from a dark screen', async () => {
    const { page, open } = await openPrinter('dark')
    await open(`/items/${codes.licence}`)
    await page.getByRole('heading', { name: '要准备的材料' }).waitFor()
    await tap(page, '打印')
    expect(await printed(page)).toBe(1)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('details:not([open])').count()).toBe(0)
    for (const text of [
      '驾驶证到期换证', '机动车驾驶人身体条件证明', '照片要求：', '机动车驾驶证申领和使用规定第六十八条', '内容来源', '哪些是拟定的',
    ]) expect(await page.getByText(text).locator('visible=true').count(), text).toBeGreaterThan(0)
    expect(await controls(page)).toEqual([])
    expect(await page.locator('#materials h2').evaluate((title) => getComputedStyle(title).color)).toBe('rgb(0, 0, 0)')
    expect(await countPages(page)).toBeGreaterThan(1)
  })

  it('the browser’s own menu opens everything too', async () => {
    const { page, open } = await openPrinter('light')
    await open(`/items/${codes.household}`)
    await page.getByRole('heading', { name: '要准备的材料' }).waitFor()
    expect(await page.locator('details:not([open])').count()).toBeGreaterThan(0)
    expect(await countPages(page)).toBeGreaterThan(1)
    expect(await page.locator('details:not([open])').count()).toBe(0)
  })

  it('a blank form prints as its text alone', async () => {
    const { page, open } = await openPrinter('dark')
    await open(`/items/${codes.licence}`)
    await page.getByText('看情况要的').first().waitFor()
    await page.getByRole('radio', { name: '委托别人代办' }).check()
    await page.getByRole('link', { name: '看空白表格，可以打印' }).click()
    await page.waitForURL('/forms/power-of-attorney')
    await page.getByText(/委托/).first().waitFor()
    await tap(page, '打印')
    expect(await printed(page)).toBe(1)
    await page.emulateMedia({ media: 'print' })
    expect(await controls(page)).toEqual([])
    await page.getByText('授权委托书').locator('visible=true').first().waitFor()
    expect(await countPages(page)).toBe(1)
  })
})

/** What could be pressed or filled in and is still in sight; the boxes to tick off with a pen are meant. */
function controls(page: Page): Promise<string[]> {
  return page.locator('button, select, textarea, input:not([type=checkbox]), nav, header').locator('visible=true')
    .evaluateAll((all) => all.map((element) => element.outerHTML.slice(0, 120)))
}

async function countPages(page: Page): Promise<number> {
  const paper = await page.pdf({ format: 'A4' })
  return paper.toString('latin1').split(/\/Type\s*\/Page\b/).length - 1
}
