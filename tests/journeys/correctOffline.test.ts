import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { photo } from '../support/journeyFiles.ts'
import {
  beginFiling, choose, codes, fill, licenceSteps, material, openCase, readReceipt, readyForOffline, takeSteps, tap,
} from '../support/journeySteps.ts'

describeJourney('a correction without a network', (journey) => {
  it('is filled in, refused for what it makes necessary, put right where it was typed; a double tap withdraws once', async () => {
    const phone = await journey.openPhone()
    const { page, context } = phone
    phone.expectFaults(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 422/)
    await phone.open('/')
    await readyForOffline(page)
    await beginFiling(page, codes.licence, '陈永福')
    await takeSteps(page, licenceSteps(await photo()))
    const caseNo = await readReceipt(page)
    await journey.server.actAsOfficer(caseNo, { action: 'requestCorrection', points: [
      { at: '/form/deliveryAddress', code: 'field-wrong', note: '请写到门牌号' },
      { at: '/answers/issuedIn', code: 'field-wrong' },
    ] })
    await openCase(page)
    await page.getByText('请写到门牌号').first().waitFor()
    await context.setOffline(true)
    await page.reload()
    await page.getByText('现在没有网络').waitFor()
    await fill(page, '收件地址', '示例市示例区榕荫街 9 号')
    await choose(page, '现在的驾驶证是哪里核发的？', '外地')
    await tap(page, '提交补交内容')
    await page.getByText('补交材料：尚未提交').waitFor()

    await context.setOffline(false)
    await page.getByText('补交材料：需要您处理（尚未提交）').waitFor()
    await page.getByText('现在没有网络').waitFor({ state: 'detached' })
    expect(await page.getByLabel('收件地址').inputValue()).toBe('示例市示例区榕荫街 9 号')
    await material(page, '现在的机动车驾驶证').getByLabel('选择文件').setInputFiles([await photo()])
    await material(page, '现在的机动车驾驶证').getByText('已添加 1 个').waitFor()
    await tap(page, '提交补交内容')
    await page.getByText(/现在的机动车驾驶证、收件地址：示例市示例区榕荫街 9 号、.*：外地/).waitFor()
    expect(await page.getByText('需要您处理').count()).toBe(0)

    await tap(page, '撤回申请')
    await page.getByRole('button', { name: '确认撤回' }).dblclick()
    await page.getByText('您已撤回').waitFor()
    const events = await journey.server.query<{ type: string }>(
      'SELECT e.type FROM case_events e JOIN cases c ON c.id = e.case_id WHERE c.case_no = $1 ORDER BY e.seq', [caseNo])
    expect(events.map(({ type }) => type)).toEqual(['submitted', 'correctionRequested', 'supplemented', 'withdrawn'])
    expect(await page.getByText('需要您处理').count()).toBe(0)
  })
}, { officer: 'manual' })
