import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FoundPayment, PaymentProvider } from '../../../mock-api/adapters/payment/port.ts'
import { fail, ok } from '../../../src/domain/result.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import type { TestFiler } from '../cases/caseServer.ts'
import { startPaymentServer } from './paymentServer.ts'
import type { PaymentServer } from './paymentServer.ts'

const minute = 60_000

describeOnEachEngine('settlePayment', (engine) => {
  let server: PaymentServer
  let li: TestFiler
  let connected: PaymentProvider

  beforeAll(async () => {
    server = await startPaymentServer(engine)
    li = await server.filer('li')
    connected = server.deps.payment
  })
  beforeEach(async () => {
    await server.setTo('2026-03-10T02:00:00.000Z')
    await server.rows("UPDATE payment_attempts SET state = 'failed' WHERE state IN ('pending', 'refunding')")
  })
  afterEach(() => { server.deps.payment = connected })
  afterAll(() => server.close())

  /** The provider with another answer to "how does it stand?". */
  const answering = (change: (found: FoundPayment) => FoundPayment): PaymentProvider => ({
    ...connected, findPayment: async (id) => {
      const found = await connected.findPayment(id)
      return found.ok && found.value ? ok(change(found.value)) : found
    },
  })

  it('says paid to whoever comes back from paying, with the time the provider gives', async () => {
    const caseNo = await server.fileWithFee(li)
    const page = await server.mustPay(li, caseNo)
    server.clock.advance(minute)
    const paidAt = server.clock.now()
    await server.choose(page, 'paid')
    server.clock.advance(minute)
    const view = await server.view(li, caseNo)
    expect(view.payment).toMatchObject({ state: 'paid', channel: 'online', paidAt, attempt: 'paid' })
    expect(view.events.at(-1)).toMatchObject({
      type: 'paymentReceived', actor: 'system', amountFen: 12_000, channel: 'online', orderNo: view.payment?.orderNo,
    })
    expect(view.status).toBe('accepted')
    expect(view.actions).not.toContain('payCase')
  })

  it('says paid for whoever never comes back', async () => {
    const caseNo = await server.fileWithFee(li)
    await server.payInFull(li, caseNo)
    expect(await server.stored(caseNo)).toMatchObject({ order: 'open', attempts: ['pending'] })
    expect(await server.settle()).toBe(1)
    expect(await server.stored(caseNo)).toEqual({
      order: 'paid', attempts: ['paid'], events: ['paymentOrdered', 'paymentReceived'],
    })
    expect(await server.settle()).toBe(0)
  })

  it('writes it down once, however many find out at the same time', async () => {
    const caseNo = await server.fileWithFee(li)
    await server.payInFull(li, caseNo)
    await Promise.all([
      server.view(li, caseNo), server.view(li, caseNo), server.settle(), server.settle(), server.pay(li, caseNo),
    ])
    expect(await server.stored(caseNo)).toEqual({
      order: 'paid', attempts: ['paid'], events: ['paymentOrdered', 'paymentReceived'],
    })
  })

  it('says failed when the provider does, and lets pay again', async () => {
    const caseNo = await server.fileWithFee(li)
    await server.choose(await server.mustPay(li, caseNo), 'failed')
    const view = await server.view(li, caseNo)
    expect(view.payment).toMatchObject({ state: 'open', attempt: 'failed' })
    expect(view.actions).toContain('payCase')
    await server.payInFull(li, caseNo)
    expect(await server.payment(li, caseNo)).toMatchObject({ state: 'paid' })
    expect((await server.stored(caseNo)).attempts).toEqual(['failed', 'paid'])
  })

  it('waits for whoever stands before the page, until its time is up', async () => {
    const caseNo = await server.fileWithFee(li)
    const page = await server.mustPay(li, caseNo)
    server.clock.advance(15 * minute - 1)
    expect(await server.payment(li, caseNo)).toMatchObject({ attempt: 'pending' })
    server.clock.advance(1)
    await server.choose(page, 'paid')
    expect(await server.payment(li, caseNo)).toMatchObject({ state: 'open', attempt: 'expired' })
    await server.payInFull(li, caseNo)
    expect(await server.payment(li, caseNo)).toMatchObject({ state: 'paid' })
  })

  it('never says failed because the provider says nothing', async () => {
    const caseNo = await server.fileWithFee(li)
    await server.payInFull(li, caseNo)
    server.deps.payment = { ...connected, findPayment: async () => fail('unavailable') }
    await server.setTo('2026-03-10T12:00:00.000Z')
    expect(await server.settle()).toBe(1)
    expect(await server.payment(li, caseNo)).toMatchObject({ state: 'open', attempt: 'pending' })
    server.deps.payment = connected
    expect(await server.payment(li, caseNo)).toMatchObject({ state: 'paid' })
  })

  it.each<[string, (found: FoundPayment) => FoundPayment]>([
    ['another amount', (found) => ({ ...found, amountFen: found.amountFen - 1 })],
    ['another reference', (found) => ({ ...found, reference: 'somebody-elses' })],
  ])('never takes %s for the fee', async (_what, change) => {
    const caseNo = await server.fileWithFee(li)
    await server.payInFull(li, caseNo)
    server.deps.payment = answering(change)
    await server.settle()
    expect(await server.payment(li, caseNo)).toMatchObject({ state: 'open', attempt: 'pending' })
    expect((await server.stored(caseNo)).events).toEqual(['paymentOrdered'])
  })

  it('gives up what the provider has never heard of, but not at once', async () => {
    const caseNo = await server.fileWithFee(li)
    server.deps.payment = { ...connected, openPayment: async () => fail('unavailable') }
    await server.pay(li, caseNo)
    server.deps.payment = connected
    await server.settle()
    expect((await server.stored(caseNo)).attempts).toEqual(['pending'])
    server.clock.advance(15 * minute)
    await server.settle()
    expect((await server.stored(caseNo)).attempts).toEqual(['expired'])
  })

  it('asks less and less often, and about the others when one answer cannot be read', async () => {
    const [broken, fine] = [await server.fileWithFee(li), await server.fileWithFee(li)]
    await server.mustPay(li, broken)
    server.clock.advance(1)
    await server.payInFull(li, fine)
    let first: string | undefined
    server.deps.payment = {
      ...connected, findPayment: async (id) => {
        first ??= id
        if (id === first) throw new Error('not JSON')
        return connected.findPayment(id)
      },
    }
    await expect(server.settle()).rejects.toThrow('payments failed to settle')
    expect((await server.stored(fine)).order).toBe('paid')
    expect((await server.stored(broken)).attempts).toEqual(['pending'])
    server.deps.payment = connected
    for (const pause of [5_000, 10_000, 20_000]) {
      server.clock.advance(pause - 1)
      expect(await server.settle()).toBe(0)
      server.clock.advance(1)
      expect(await server.settle()).toBe(1)
    }
  })

  describe('refunds', () => {
    const withdraw = (caseNo: string) => li.client.post(`/api/cases/${caseNo}/withdrawal`, { reason: '' })

    it('what was paid when the case is withdrawn, once', async () => {
      const caseNo = await server.fileWithFee(li)
      await server.payInFull(li, caseNo)
      await server.settle()
      await withdraw(caseNo)
      expect(await server.stored(caseNo)).toMatchObject({ order: 'refunding', attempts: ['refunding'] })
      await Promise.all([server.settle(), server.settle(), server.view(li, caseNo)])
      expect(await server.stored(caseNo)).toEqual({
        order: 'refunded', attempts: ['refunded'], events: ['paymentOrdered', 'paymentReceived', 'paymentRefunded'],
      })
      const { payment, status } = await server.view(li, caseNo)
      expect([payment?.state, status]).toEqual(['refunded', 'withdrawn'])
    })

    it.each(['deny', 'terminate'] as const)('what was paid when the bureau has to %s', async (action) => {
      const caseNo = await server.fileWithFee(li)
      await server.payInFull(li, caseNo)
      await server.settle()
      await server.mustAct(caseNo, { action, reason: '不符合条件' })
      await server.settle()
      expect(await server.stored(caseNo)).toMatchObject({ order: 'refunded' })
    })

    it('nothing of a permit that was granted', async () => {
      const caseNo = await server.fileWithFee(li)
      await server.payInFull(li, caseNo)
      await server.settle()
      await server.mustAct(caseNo, { action: 'grant' })
      await server.mustAct(caseNo, { action: 'deliver', way: 'window' })
      expect(await server.settle()).toBe(0)
      expect(await server.payment(li, caseNo)).toMatchObject({ state: 'paid' })
    })

    it('later, when the provider does not answer or says not yet', async () => {
      const caseNo = await server.fileWithFee(li)
      await server.payInFull(li, caseNo)
      await server.settle()
      await withdraw(caseNo)
      for (const answer of [fail('unavailable' as const), ok(false)]) {
        server.deps.payment = { ...connected, refund: async () => answer }
        expect(await server.payment(li, caseNo)).toMatchObject({ state: 'refunding' })
      }
      server.deps.payment = connected
      expect(await server.payment(li, caseNo)).toMatchObject({ state: 'refunded' })
    })

    it('what arrives after the case was withdrawn', async () => {
      const caseNo = await server.fileWithFee(li)
      const page = await server.mustPay(li, caseNo)
      await withdraw(caseNo)
      await server.choose(page, 'paid')
      await server.settle()
      await server.settle()
      const view = await server.view(li, caseNo)
      expect(view.payment).toMatchObject({ state: 'void', attempt: 'refunded' })
      expect(view.events.at(-1)).toMatchObject({ type: 'paymentRefunded', surplus: true, amountFen: 12_000 })
      expect(view.events.map(({ type }) => type)).not.toContain('paymentReceived')
    })

    it('what was paid online as well as at the window: the fee stays paid', async () => {
      const caseNo = await server.fileWithFee(li)
      const page = await server.mustPay(li, caseNo)
      await server.mustAct(caseNo, { action: 'recordPayment', receiptNo: 'CK-0001' })
      await server.choose(page, 'paid')
      await server.settle()
      await server.settle()
      expect(await server.payment(li, caseNo)).toMatchObject({ state: 'paid', channel: 'window', attempt: 'refunded' })
      expect((await server.stored(caseNo)).events).toEqual(['paymentOrdered', 'paymentReceived', 'paymentRefunded'])
      // The window's money goes back over the counter when the case ends.
      await withdraw(caseNo)
      expect(await server.payment(li, caseNo)).toMatchObject({ state: 'refunding', channel: 'window' })
    })
  })
})
