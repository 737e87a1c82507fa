import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { photo } from '../support/journeyFiles.ts'
import { lookAround } from '../support/journeyLook.ts'
import { beginFiling, codes, licenceSteps, openCase, readReceipt, readyForOffline, takeSteps, tap } from '../support/journeySteps.ts'

const card = (page: Page) => page.getByRole('region', { name: '缴费' })
const shown = (page: Page, words: string) => card(page).getByRole('status').filter({ hasText: words })

/** 陈永福 renews his licence, 10 yuan, and waits until it is accepted. @returns the case number */
async function fileWithFee(page: Page): Promise<string> {
  await beginFiling(page, codes.licence, '陈永福')
  await takeSteps(page, licenceSteps(await photo()))
  const caseNo = await readReceipt(page)
  await page.getByText('粤价函〔2004〕332号').waitFor()
  await openCase(page)
  await shown(page, '待缴费').waitFor()
  return caseNo
}

async function payAs(page: Page, outcome: string | RegExp): Promise<void> {
  await page.getByRole('heading', { name: '演示支付' }).waitFor()
  await page.getByRole('button', { name: outcome }).click()
}

async function attempts(journey: Journey): Promise<string[]> {
  const rows = await journey.server.query<{ state: string }>('SELECT state FROM payment_attempts ORDER BY started_at, id')
  return rows.map(({ state }) => state)
}

describeJourney('a fee', (journey) => {
  it('is paid after acceptance, the second time it works; what was paid is seen without a network', async () => {
    const phone = await journey.openPhone()
    const { page } = phone
    const caseNo = await fileWithFee(page)
    await card(page).getByText('机动车驾驶证工本费').waitFor()
    await card(page).getByText('也可以到窗口用现金或银行卡缴').waitFor()

    await tap(page, '去网上缴费')
    await page.getByRole('definition').filter({ hasText: '10 元' }).waitFor()
    await payAs(page, /支付失败/)
    await page.waitForURL(`/cases/${caseNo}`)
    await shown(page, '支付未成功').waitFor()

    await tap(page, '再付一次')
    await payAs(page, /支付成功/)
    await page.waitForURL(`/cases/${caseNo}`)
    await shown(page, '已缴费').waitFor()
    expect(await card(page).getByRole('button').count()).toBe(0)
    await page.getByText('收到缴费').waitFor()
    expect(await attempts(journey)).toEqual(['failed', 'paid'])

    await readyForOffline(page)
    phone.expectFaults(/ERR_INTERNET_DISCONNECTED/)
    await phone.context.setOffline(true)
    await page.reload()
    await shown(page, '已缴费').waitFor()
    await page.getByText(/^现在没有网络，显示的是/).waitFor()
  })

  it('left alone is being confirmed, and is offered for going on; offline nobody is sent to pay', async () => {
    const phone = await journey.openPhone()
    const { page } = phone
    const caseNo = await fileWithFee(page)
    await tap(page, '去网上缴费')
    await payAs(page, /放着不管/)
    await page.waitForURL(`/cases/${caseNo}`)
    await shown(page, '正在确认').waitFor()
    await readyForOffline(page)
    phone.expectFaults(/ERR_INTERNET_DISCONNECTED/)
    await phone.context.setOffline(true)
    await card(page).getByText('现在没有网络，连上网后才能在网上缴费。').waitFor()
    expect(await card(page).getByRole('button').count()).toBe(0)
    await phone.context.setOffline(false)
    await tap(page, '接着付')
    await payAs(page, /支付成功/)
    await shown(page, '已缴费').waitFor()
    expect((await attempts(journey)).at(-1)).toBe('paid')
  })

  it('is shown and paid on pages that everybody can read', async () => {
    const { page } = await journey.openPhone({ width: 320, height: 568 })
    const { look, findings } = lookAround(page)
    await fileWithFee(page)
    await look('case, to be paid')
    await tap(page, '去网上缴费')
    await page.getByRole('heading', { name: '演示支付' }).waitFor()
    await look('the payment page')
    await payAs(page, /支付失败/)
    await shown(page, '支付未成功').waitFor()
    await look('case, payment failed')
    await tap(page, '再付一次')
    await page.getByRole('heading', { name: '演示支付' }).waitFor()
    const paying = page.url()
    await payAs(page, /支付成功/)
    await shown(page, '已缴费').waitFor()
    await look('case, paid')
    await page.goto(paying)
    await page.getByText('已经付过了').waitFor()
    await look('the payment page, paid')
    expect(findings).toEqual([])
  })
})
