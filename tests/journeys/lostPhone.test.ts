import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { photo } from '../support/journeyFiles.ts'
import { lookAround } from '../support/journeyLook.ts'
import {
  atStep, beginFiling, codes, licenceSteps, openCase, readReceipt, readyForOffline, signEverything, signIn, takeSteps,
  tap,
} from '../support/journeySteps.ts'
import { readCode } from '../support/readQrCode.ts'

const person = '陈永福'
const android = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36'
const small = { width: 320, height: 568 }

/** CSS px of one module: a phone's camera wants three at arm's length. */
const moduleWidth = (page: Page) => page.locator('svg.code').evaluate((svg: SVGSVGElement) =>
  svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)

/** One letter of the signature is another. */
function tamper(address: string): string {
  const at = address.length - 40
  return `${address.slice(0, at)}${address[at] === 'A' ? 'B' : 'A'}${address.slice(at + 1)}`
}

describeJourney('a lost phone', (journey) => {
  it('signs for nobody once reported, and its honest filing arrives once, signed anew', { timeout: 400_000 }, async () => {
    const lost = await journey.openPhone({ ...small, context: { userAgent: android } })
    const { page } = lost
    const { look, findings } = lookAround(page)
    const cases = () => journey.server.query<{ case_no: string }>('SELECT case_no FROM cases ORDER BY received_at')
    const steps = licenceSteps(await photo())

    // The key is known to the server since an earlier filing; the next one waits without a network.
    await lost.open('/')
    await readyForOffline(page)
    await beginFiling(page, codes.licence, person)
    await takeSteps(page, steps)
    const earlier = await readReceipt(page)
    await page.goto(`/items/${codes.licence}/file`)
    await takeSteps(page, steps, '核对一遍')
    lost.expectFaults(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
    await lost.context.setOffline(true)
    await takeSteps(page, steps.slice(5))
    await page.getByText('待发送（尚未提交）').waitFor()

    // 挂失 from another phone of the same person.
    const other = await journey.openPhone(small)
    await other.open('/me/keys')
    await other.page.getByText('登录后查看您的签名').waitFor()
    const elsewhere = lookAround(other.page)
    await elsewhere.look('keys, signed out')
    await signIn(other.page, person)
    await other.page.getByRole('button', { name: '挂失 Android · Chrome' }).waitFor()
    await elsewhere.look('keys')
    await tap(other.page, '挂失 Android · Chrome')
    await elsewhere.look('keys, asked')
    await tap(other.page, '不挂失')
    await other.page.keyboard.press('Enter')
    await tap(other.page, '确定挂失')
    await other.page.getByRole('status').getByText('已挂失。').waitFor()
    await other.page.getByRole('heading', { name: '已挂失的签名' }).waitFor()
    await elsewhere.look('keys, reported')
    expect(elsewhere.findings).toEqual([])

    // Back on the network the filing is refused, in words, and nothing typed is lost.
    lost.expectFaults(/status of 409/)
    await lost.context.setOffline(false)
    await page.getByText('需要您处理（尚未提交）').waitFor()
    await page.getByText('这台手机的签名已经挂失').waitFor()
    await look('receipt, to be signed again')
    expect(await cases()).toEqual([{ case_no: earlier }])
    await tap(page, '重新签署')
    await atStep(page, '核对一遍')
    await tap(page, '去签署')
    await signEverything(page, person)
    const caseNo = await readReceipt(page)
    expect(await cases()).toEqual([{ case_no: earlier }, { case_no: caseNo }])
    const keys = await journey.server.query<{ revoked: boolean, used: string }>(
      `SELECT revoked_at IS NOT NULL AS revoked, (SELECT count(DISTINCT case_id) FROM signatures
       WHERE key_id = device_keys.id) AS used FROM device_keys ORDER BY created_at`)
    expect(keys.map(({ revoked, used }) => [revoked, Number(used)])).toEqual([[true, 1], [false, 1]])

    // The receipt proves itself without a network.
    await lost.context.setOffline(true)
    await page.reload()
    await page.getByText('凭证校验：与本机保存的文件一致').waitFor()
    await page.getByText('核对了哪几项').click()
    await tap(page, '出示凭证二维码')
    const address = await readCode(page)
    expect(await moduleWidth(page)).toBeGreaterThanOrEqual(3)
    await look('receipt with its code, offline')
    await lost.context.setOffline(false)
    await openCase(page)
    await page.getByText('凭证校验：与本机保存的文件一致').waitFor()
    await look('case with its receipt')
    expect(findings).toEqual([])
    await checkElsewhere(address, caseNo)
  })

  /** Somebody with a phone of their own, who is not signed in. */
  async function checkElsewhere(address: string, caseNo: string): Promise<void> {
    expect(address).toMatch(new RegExp(`^${journey.server.url}/verify#1\\.[\\w.-]+$`))
    for (const told of [caseNo, person]) expect(new URL(address).pathname).not.toContain(told)
    const { page } = await journey.openPhone(small)
    const { look, findings } = lookAround(page)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')))
    await page.goto(address)
    await page.getByRole('status').getByText(/：属实$/).waitFor()
    await page.getByText(caseNo, { exact: true }).waitFor()
    await look('genuine')
    await page.goto(tamper(address))
    await page.getByRole('status').getByText(/：不属实$/).waitFor()
    await look('forged')
    await page.goto(`${journey.server.url}/verify#nothing`)
    await page.getByText('这不是一张完整的凭证').waitFor()
    await look('no receipt')
    expect(findings).toEqual([])
    // What is behind the # stays on the phone.
    expect(asked.filter((one) => new URL(one).pathname.startsWith('/api') && one.includes(caseNo))).toEqual([])
  }
})
