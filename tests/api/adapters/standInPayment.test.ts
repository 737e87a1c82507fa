import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FoundPayment, PaymentProvider } from '../../../mock-api/adapters/payment/port.ts'
import { standInPayment } from '../../../mock-api/adapters/payment/stand-in/standInPayment.ts'
import { payPage } from '../../../mock-api/adapters/payment/stand-in/payPage.ts'
import { embeddedEngine } from '../../support/testDatabase.ts'
import { testClock } from '../../support/testServer.ts'
import type { TestFiler } from '../cases/caseServer.ts'
import { startPaymentServer } from '../payments/paymentServer.ts'
import type { PaymentServer } from '../payments/paymentServer.ts'

const request = { paymentId: 'p1', orderNo: '20260310000000000001', amountFen: 12_000, returnUrl: 'http://a.example/cases/1' }

describe('the stand-in payment provider', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhenghaoban-pay-'))
  const clock = testClock()
  const start = () => standInPayment({ publicUrl: 'http://a.example', dataDir, now: clock.now })
  afterAll(() => rmSync(dataDir, { recursive: true }))

  const opened = async (provider: PaymentProvider, change = {}) => {
    const result = await provider.openPayment({ ...request, ...change })
    if (!result.ok) throw new Error(result.error)
    return result.value
  }

  it('keeps its books over a restart, and one payment a name', async () => {
    const first = await opened(start())
    const again = await Promise.all([opened(start()), opened(start(), { amountFen: 1 })])
    expect(again).toEqual([first, first])
    expect(await start().findPayment('p1')).toEqual({ ok: true, value: {
      reference: first.reference, amountFen: 12_000, state: 'pending',
    } satisfies FoundPayment })
  })

  it('has never heard of others, however they are spelt', async () => {
    for (const name of ['p2', '../p1', '', 'payment-p1', 'x'.repeat(500)]) {
      expect(await start().findPayment(name)).toEqual({ ok: true, value: undefined })
    }
  })

  it('gives back what was paid and nothing else', async () => {
    expect(await start().refund('p1')).toEqual({ ok: true, value: false })
  })
})

describe('the stand-in\'s page', () => {
  const engine = embeddedEngine()
  let server: PaymentServer
  let li: TestFiler

  beforeAll(async () => {
    server = await startPaymentServer(engine)
    li = await server.filer('li')
  })
  afterAll(() => server.close())

  const look = (page: string) => server.visitor.get(page)

  it('says that it is a demonstration, how much and for which order, and nothing of the person', async () => {
    const caseNo = await server.fileWithFee(li)
    const reply = await look(await server.mustPay(li, caseNo))
    const { orderNo } = await server.payment(li, caseNo)
    for (const words of ['演示支付', '不会扣钱', '120 元', orderNo, '支付成功', '支付失败', '不付了']) expect(reply.body).toContain(words)
    for (const personal of ['李敏', caseNo, '护照', '<script']) expect(reply.body).not.toContain(personal)
    expect(reply.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' })
    expect(reply.headers['content-security-policy']).toContain("form-action 'self'")
  })

  it('takes the first choice', async () => {
    const caseNo = await server.fileWithFee(li)
    const page = await server.mustPay(li, caseNo)
    await server.choose(page, 'paid')
    expect((await look(page)).body).not.toContain('支付失败')
    await server.choose(page, 'failed')
    expect(await server.payment(li, caseNo)).toMatchObject({ state: 'paid' })
    expect((await look(page)).body).toContain('已经付过了')
  })

  it('takes no choice from another site', async () => {
    const caseNo = await server.fileWithFee(li)
    const page = await server.mustPay(li, caseNo)
    expect((await server.choose(page, 'paid', 'https://evil.example')).json()).toMatchObject({ code: 'not-same-origin' })
    expect(await server.payment(li, caseNo)).toMatchObject({ state: 'open' })
  })

  it('knows no payment by another name', async () => {
    for (const page of ['/pay/nothing', '/pay/..%2f..%2fx', `/pay/${'x'.repeat(90)}`]) {
      const replies = [await look(page), await server.choose(page, 'paid')]
      expect(replies.map(({ statusCode }) => statusCode)).toEqual([404, 404])
    }
  })

  it('answers 4xx to bodies it does not know', async () => {
    const page = await server.mustPay(li, await server.fileWithFee(li))
    const { publicUrl } = server.deps.settings
    const send = (payload: string, type: string) => server.visitor.send({
      method: 'POST', url: page, payload, headers: { origin: publicUrl, 'content-type': type },
    })
    expect((await send('{}', 'application/json')).statusCode).toBe(415)
    expect((await send(`outcome=${'x'.repeat(2000)}`, 'application/x-www-form-urlencoded')).statusCode).toBe(413)
    expect((await send('outcome=stolen', 'application/x-www-form-urlencoded')).statusCode).toBe(303)
  })

  it('escapes what it shows', () => {
    expect(payPage({ ...request, reference: 'r"><i>', openedAt: '' }, 'failed')).not.toContain('<i>')
  })
})
