import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { unconnectedPayment } from '../../../mock-api/adapters/payment/unconnectedPayment.ts'
import type { PaymentProvider } from '../../../mock-api/adapters/payment/port.ts'
import { fail } from '../../../src/domain/result.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { expectOk, refusal } from '../cases/caseServer.ts'
import type { TestFiler } from '../cases/caseServer.ts'
import { startPaymentServer } from './paymentServer.ts'
import type { PaymentServer } from './paymentServer.ts'

describeOnEachEngine('payCase', (engine) => {
  let server: PaymentServer
  let li: TestFiler
  let zhao: TestFiler
  let connected: PaymentProvider

  beforeAll(async () => {
    server = await startPaymentServer(engine)
    li = await server.filer('li')
    zhao = await server.filer('zhao')
    connected = server.deps.payment
  })
  beforeEach(() => server.setTo('2026-03-10T02:00:00.000Z'))
  afterEach(() => { server.deps.payment = connected })
  afterAll(() => server.close())

  it('leads to the page of the provider, which leads back to the case and nowhere else', async () => {
    const caseNo = await server.fileWithFee(li)
    const page = await server.mustPay(li, caseNo)
    const back = await server.choose(page, '')
    const { orderNo } = await server.payment(li, caseNo)
    // The number of a case says what the permit is: the provider learns only its order.
    const address = `/api/payments/${orderNo}/return`
    expect([back.statusCode, back.headers.location]).toEqual([303, address])
    const led = async (client: { get: TestFiler['client']['get'] }, path = address) => {
      const { statusCode, headers } = await client.get(path)
      return [statusCode, headers.location]
    }
    expect(await led(li.client)).toEqual([303, `/cases/${caseNo}`])
    for (const client of [zhao.client, server.visitor]) expect(await led(client)).toEqual([303, '/cases'])
    expect(await led(li.client, '/api/payments/none/return')).toEqual([303, '/cases'])
    expect(await server.payment(li, caseNo)).toMatchObject({ state: 'open', attempt: 'pending' })
    const other = await server.mustPay(zhao, await server.fileWithFee(zhao))
    expect(other).not.toBe(page)
  })

  it('takes nothing from the request that says how much, for what, or where to go afterwards', async () => {
    const caseNo = await server.fileWithFee(li)
    for (const field of ['amountFen', 'returnTo', 'returnUrl']) {
      const reply = await li.client.post(`/api/cases/${caseNo}/payment`, { [field]: '//evil.example' })
      expect(refusal(reply).slice(0, 2)).toEqual([400, 'schema-invalid'])
    }
  })

  describe('makes one payment', () => {
    it('of a write and its replay', async () => {
      const caseNo = await server.fileWithFee(li)
      const headers = { 'idempotency-key': randomUUID() }
      const first = expectOk(await server.pay(li, caseNo, headers))
      expect((await server.pay(li, caseNo, headers)).json()).toEqual(first.json())
      expect((await server.stored(caseNo)).attempts).toEqual(['pending'])
    })

    it('of two tabs and a double tap, at the same time or one after the other', async () => {
      const caseNo = await server.fileWithFee(li)
      const replies = await Promise.all(Array.from({ length: 4 }, () => server.pay(li, caseNo)))
      const pages = [...replies, await server.pay(li, caseNo)].map((reply) => expectOk(reply).body)
      expect(new Set(pages).size).toBe(1)
      expect((await server.stored(caseNo)).attempts).toEqual(['pending'])
    })

    it('of a request the provider did not answer and the next one', async () => {
      const caseNo = await server.fileWithFee(li)
      server.deps.payment = { ...connected, openPayment: async () => fail('unavailable') }
      expect(refusal(await server.pay(li, caseNo))).toEqual([503, 'payment-unavailable'])
      // Nobody has been to any page: there is nothing to confirm.
      expect(await server.payment(li, caseNo)).not.toHaveProperty('attempt')
      server.deps.payment = connected
      await server.mustPay(li, caseNo)
      expect((await server.stored(caseNo)).attempts).toEqual(['pending'])
    })

    it('even when the provider opened it and only its answer got lost', async () => {
      const caseNo = await server.fileWithFee(li)
      const urls: string[] = []
      server.deps.payment = {
        ...connected, openPayment: async (request) => {
          const opened = await connected.openPayment(request)
          if (opened.ok) urls.push(opened.value.url)
          return fail('unavailable')
        },
      }
      expect(refusal(await server.pay(li, caseNo))).toEqual([503, 'payment-unavailable'])
      server.deps.payment = connected
      expect(urls.map((url) => new URL(url).pathname)).toEqual([await server.mustPay(li, caseNo)])
    })
  })

  it('opens no page for a try that was given up meanwhile: what is paid there would be lost', async () => {
    const caseNo = await server.fileWithFee(li)
    const headers = { 'idempotency-key': randomUUID() }
    server.deps.payment = { ...connected, openPayment: async () => fail('unavailable') }
    expect(refusal(await server.pay(li, caseNo, headers))).toEqual([503, 'payment-unavailable'])
    server.deps.payment = connected
    server.clock.advance(15 * 60_000)
    expect(refusal(await server.pay(li, caseNo, headers))).toEqual([409, 'payment-closed'])
    expect((await server.stored(caseNo)).attempts).toEqual(['expired'])
    await server.mustPay(li, caseNo)
    expect((await server.stored(caseNo)).attempts).toEqual(['expired', 'pending'])
  })

  it('asks first what became of the last try, and begins anew when it has ended', async () => {
    const caseNo = await server.fileWithFee(li)
    const first = await server.mustPay(li, caseNo)
    await server.choose(first, 'failed')
    const second = await server.mustPay(li, caseNo)
    expect(second).not.toBe(first)
    expect((await server.stored(caseNo)).attempts).toEqual(['failed', 'pending'])
  })

  describe('is refused', () => {
    it('where there is no fee', async () => {
      const caseNo = await server.file(li, 'P0101')
      expect(refusal(await server.pay(li, caseNo))).toEqual([409, 'payment-closed'])
      expect((await server.view(li, caseNo)).actions).not.toContain('payCase')
    })

    it('before the bureau has issued an order (LC-26)', async () => {
      const caseNo = await server.file(li, 'P0203')
      const reply = await server.pay(li, caseNo)
      expect([refusal(reply), reply.json().facts]).toEqual([[409, 'payment-closed'], { state: 'none' }])
    })

    it('once it is paid, and once the case has ended', async () => {
      const caseNo = await server.fileWithFee(li)
      await server.payInFull(li, caseNo)
      expect((await server.pay(li, caseNo)).json()).toMatchObject({ code: 'payment-closed', facts: { state: 'paid' } })
      const withdrawn = await server.fileWithFee(li)
      expectOk(await li.client.post(`/api/cases/${withdrawn}/withdrawal`, { reason: '' }))
      expect((await server.pay(li, withdrawn)).json()).toMatchObject({ code: 'payment-closed', facts: { state: 'void' } })
    })

    it('after its last day, which is whole; a try begun before is gone on with', async () => {
      const [late, begun] = [await server.fileWithFee(li), await server.fileWithFee(li)]
      await server.setTo('2026-04-09T15:59:00.000Z')
      expect((await server.view(li, late)).actions).toContain('payCase')
      const page = await server.mustPay(li, begun)
      await server.setTo('2026-04-09T16:00:00.000Z')
      expect((await server.pay(li, late)).json()).toMatchObject({ code: 'payment-closed', facts: { state: 'expired' } })
      expect((await server.view(li, late)).actions).not.toContain('payCase')
      expect(await server.mustPay(li, begun)).toBe(page)
    })

    it('where no provider is connected: the order is there, for the window', async () => {
      server.deps.payment = unconnectedPayment
      const caseNo = await server.fileWithFee(li)
      expect(refusal(await server.pay(li, caseNo))).toEqual([503, 'payment-unavailable'])
      expect(await server.payment(li, caseNo)).toMatchObject({ state: 'open', online: false, amountFen: 12_000 })
      expect((await server.view(li, caseNo)).actions).not.toContain('payCase')
      expect(await server.stored(caseNo)).toMatchObject({ attempts: [] })
    })

    it('to everybody else, to officers and to whoever is not signed in', async () => {
      const caseNo = await server.fileWithFee(li)
      expect(refusal(await server.pay(zhao, caseNo))).toEqual([404, 'case-not-found'])
      const officer = await server.signInAs('officer-lin')
      expect(refusal(await officer.post(`/api/cases/${caseNo}/payment`))).toEqual([403, 'forbidden'])
      expect(refusal(await server.visitor.post(`/api/cases/${caseNo}/payment`))).toEqual([401, 'signed-out'])
      expect((await server.stored(caseNo)).attempts).toEqual([])
    })
  })

  it('leaves nothing behind when the last step fails', async () => {
    const caseNo = await server.fileWithFee(li)
    await server.rows(`CREATE OR REPLACE FUNCTION fail_late() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'late'; END $$`)
    await server.rows('CREATE TRIGGER fail_late AFTER INSERT ON payment_attempts EXECUTE FUNCTION fail_late()')
    const headers = { 'idempotency-key': randomUUID() }
    expect(refusal(await server.pay(li, caseNo, headers))).toEqual([500, 'internal'])
    await server.rows('DROP TRIGGER fail_late ON payment_attempts')
    expect((await server.stored(caseNo)).attempts).toEqual([])
    expectOk(await server.pay(li, caseNo, headers))
  })
})
