import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { photo } from '../support/journeyFiles.ts'
import { lookAround } from '../support/journeyLook.ts'
import {
  beginFiling, codes, licenceSteps, readReceipt, readyForOffline, takeSteps,
} from '../support/journeySteps.ts'

describeJourney('without a network', (journey) => {
  it('what was seen is there, a filing waits as 尚未提交, and goes out once by itself', async () => {
    const phone = await journey.openPhone({ width: 320, height: 568 })
    const steps = licenceSteps(await photo())
    await phone.open('/')
    await readyForOffline(phone.page)
    await beginFiling(phone.page, codes.licence, '陈永福')
    await takeSteps(phone.page, steps)
    const caseNo = await readReceipt(phone.page)
    await phone.open(`/cases/${caseNo}`)
    await phone.page.getByText('办好了。').waitFor()
    await phone.open('/cases')
    await phone.page.getByText('已送达').waitFor()

    phone.expectFaults(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
    await phone.context.setOffline(true)
    await phone.page.close()
    const page = await phone.context.newPage()
    await page.goto('/')
    await page.getByText(/^离线。/).waitFor()
    await page.getByRole('searchbox').fill('换驾照')
    await page.getByRole('link', { name: /驾驶证到期换证/ }).click()
    await page.getByRole('heading', { name: '要准备的材料' }).waitFor()
    await page.getByText(/内容是.*取到的/).waitFor()
    const { look, findings } = lookAround(page)
    await look('guide, offline')
    await page.goto('/cases')
    await page.getByText(/数据截至 2026年3月10日/).waitFor()
    await page.getByRole('link', { name: /驾驶证到期换证/ }).click()
    await page.getByText(caseNo, { exact: true }).first().waitFor()
    await page.getByText('办好了。').waitFor()
    await look('case, offline')

    await page.goto(`/items/${codes.licence}/file`)
    await takeSteps(page, steps)
    await page.getByText('待发送（尚未提交）').waitFor()
    await page.reload()
    await page.getByText('待发送（尚未提交）').waitFor()
    await look('receipt, waiting')
    expect(findings).toEqual([])
    await page.close()
    const later = await phone.context.newPage()
    await later.goto('/drafts')
    await later.getByRole('link', { name: /驾驶证到期换证/ }).click()
    await later.getByText('待发送（尚未提交）').waitFor()
    expect(await journey.server.query('SELECT case_no FROM cases')).toHaveLength(1)

    await phone.context.setOffline(false)
    const second = await readReceipt(later)
    expect(await journey.server.query('SELECT case_no FROM cases ORDER BY received_at'))
      .toEqual([{ case_no: caseNo }, { case_no: second }])
  })
})
