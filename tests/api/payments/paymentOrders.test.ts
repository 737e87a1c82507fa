import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { manualOfficer } from '../../../mock-api/adapters/officer/manualOfficer.ts'
import { runOfficerJobs } from '../../../mock-api/use-cases/runOfficerJobs.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { expectOk, refusal } from '../cases/caseServer.ts'
import type { TestFiler } from '../cases/caseServer.ts'
import { startPaymentServer } from './paymentServer.ts'
import type { PaymentServer } from './paymentServer.ts'

describeOnEachEngine('a payment order', (engine) => {
  let server: PaymentServer
  let li: TestFiler
  let zhao: TestFiler

  beforeAll(async () => {
    server = await startPaymentServer(engine)
    li = await server.filer('li')
    zhao = await server.filer('zhao')
  })
  beforeEach(() => server.setTo('2026-03-10T02:00:00.000Z'))
  afterAll(() => server.close())

  const withdraw = async (caseNo: string) =>
    expectOk(await li.client.post(`/api/cases/${caseNo}/withdrawal`, { reason: '' }))

  describe('is issued', () => {
    it('with acceptance, from the published items and standards, with their basis (LC-26)', async () => {
      const caseNo = await server.file(li, 'P0203')
      expect(await server.view(li, caseNo)).not.toHaveProperty('payment')
      const accepted = await server.mustAct(caseNo, { action: 'accept' })
      expect(accepted.payment).toEqual({
        orderNo: expect.stringMatching(/^20260310\d{10}$/), amountFen: 12_000, state: 'open', online: true,
        issuedAt: '2026-03-10T02:00:00.000Z', until: '2026-04-09',
        lines: [{ project: '普通护照换发、补发', unit: '本', amountFen: 12_000, basis: '发改价格〔2019〕914号' }],
      })
      expect(accepted.events.slice(-2)).toMatchObject([{ type: 'accepted', actor: 'officer' }, {
        type: 'paymentOrdered', actor: 'system', amountFen: 12_000, until: '2026-04-09', orderNo: accepted.payment?.orderNo,
      }])
      expect((await server.view(li, caseNo)).actions).toContain('payCase')
    })

    it('with several lines, for the answers the case has', async () => {
      const caseNo = await server.file(li, 'P0301', { answers: {
        ...server.plan('P0301').answers, hongKong: 'once', macao: 'once',
      }, form: { ...server.plan('P0301').form, endorsementKind: 'individual' } })
      await server.mustAct(caseNo, { action: 'precheck' })
      expect(await server.stored(caseNo)).toMatchObject({ events: [] })
      await server.mustAct(caseNo, { action: 'recordVisit' })
      const { payment } = await server.mustAct(caseNo, { action: 'accept' })
      expect(payment?.lines.map(({ amountFen }) => amountFen)).toEqual([6_000, 1_500, 1_500])
      expect(payment?.amountFen).toBe(9_000)
    })

    it('with deemed acceptance too', async () => {
      const caseNo = await server.file(li, 'P0203')
      await server.setTo('2026-03-17T16:00:00.000Z')
      await runOfficerJobs(server.deps, { officer: manualOfficer, stepMillis: 0 })
      const view = await server.view(li, caseNo)
      expect([view.status, view.payment?.state]).toEqual(['acceptedDeemed', 'open'])
    })

    it('with tolerant acceptance too, while materials are still to come', async () => {
      const caseNo = await server.file(li, 'P0301', {
        answers: { ...server.plan('P0301').answers, hasIdCard: 'yes', idMatches: 'no' },
        ways: { householdForCheck: 'later' },
      })
      await server.mustAct(caseNo, { action: 'precheck' })
      await server.mustAct(caseNo, { action: 'recordVisit' })
      const view = await server.mustAct(caseNo, { action: 'accept' })
      expect([view.status, view.payment?.amountFen]).toEqual(['acceptedTolerant', 6_000])
    })

    it('never for what is free', async () => {
      const caseNo = await server.file(li, 'P0101')
      await server.mustAct(caseNo, { action: 'precheck' })
      await server.mustAct(caseNo, { action: 'recordVisit' })
      const view = await server.mustAct(caseNo, { action: 'accept' })
      expect(view).not.toHaveProperty('payment')
      expect(view.events.at(-1)?.type).toBe('accepted')
    })

    it('together with the acceptance or not at all', async () => {
      const caseNo = await server.file(li, 'P0203')
      await server.rows(`CREATE OR REPLACE FUNCTION fail_late() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'late'; END $$`)
      await server.rows('CREATE TRIGGER fail_late AFTER INSERT ON payment_orders EXECUTE FUNCTION fail_late()')
      expect(refusal(await server.act(caseNo, { action: 'accept' }))).toEqual([500, 'internal'])
      await server.rows('DROP TRIGGER fail_late ON payment_orders')
      expect(await server.view(li, caseNo)).toMatchObject({ status: 'received' })
      expect((await server.mustAct(caseNo, { action: 'accept' })).payment?.state).toBe('open')
    })
  })

  it('does not hold the decision back; what is unpaid stays owed after the certificate is out', async () => {
    const caseNo = await server.fileWithFee(li)
    await server.mustAct(caseNo, { action: 'grant' })
    await server.mustAct(caseNo, { action: 'deliver', way: 'window' })
    expect(await server.payment(li, caseNo)).toMatchObject({ state: 'open' })
    await server.payInFull(li, caseNo)
    expect(await server.payment(li, caseNo)).toMatchObject({ state: 'paid' })
  })

  it('is void when the case ends before it is paid', async () => {
    const caseNo = await server.fileWithFee(li)
    await withdraw(caseNo)
    expect(await server.payment(li, caseNo)).toMatchObject({ state: 'void' })
  })

  it('is seen by nobody else', async () => {
    const caseNo = await server.fileWithFee(li)
    expect(refusal(await zhao.client.get(`/api/cases/${caseNo}`))).toEqual([404, 'case-not-found'])
  })

  describe('is paid at the window', () => {
    it('by an officer who writes the receipt\'s number down, in a deployment without a provider too', async () => {
      const caseNo = await server.fileWithFee(li)
      expect(refusal(await server.act(caseNo, { action: 'recordPayment' }))).toEqual([
        400, 'schema-invalid', '/receiptNo required'])
      const view = await server.mustAct(caseNo, { action: 'recordPayment', receiptNo: 'CK-0001' })
      expect(view.payment).toMatchObject({
        state: 'paid', channel: 'window', receiptNo: 'CK-0001', paidAt: '2026-03-10T02:00:00.000Z',
      })
      expect(view.events.at(-1)).toMatchObject({ type: 'paymentReceived', actor: 'officer', channel: 'window' })
      expect(refusal(await server.act(caseNo, { action: 'recordPayment', receiptNo: 'CK-0002' })))
        .toEqual([409, 'action-not-allowed'])
    })

    it('after its last day too', async () => {
      const caseNo = await server.fileWithFee(li)
      await server.setTo('2026-06-01T02:00:00.000Z')
      expect((await server.mustAct(caseNo, { action: 'recordPayment', receiptNo: 'CK-0003' })).payment?.state).toBe('paid')
    })

    it('only where an order asks for it', async () => {
      const caseNo = await server.file(li, 'P0203')
      expect(refusal(await server.act(caseNo, { action: 'recordPayment', receiptNo: 'x' }))).toEqual([409, 'action-not-allowed'])
    })

    it('and given back there, by an officer, once', async () => {
      const caseNo = await server.fileWithFee(li)
      await server.mustAct(caseNo, { action: 'recordPayment', receiptNo: 'CK-0004' })
      expect(refusal(await server.act(caseNo, { action: 'recordRefund', receiptNo: 'TK-1' }))).toEqual([409, 'action-not-allowed'])
      await withdraw(caseNo)
      expect(await server.settle()).toBe(0)
      expect(refusal(await server.act(caseNo, { action: 'recordRefund' }))[1]).toBe('schema-invalid')
      const view = await server.mustAct(caseNo, { action: 'recordRefund', receiptNo: 'TK-1' })
      expect(view.payment?.state).toBe('refunded')
      expect(view.events.at(-1)).toMatchObject({ type: 'paymentRefunded', channel: 'window', receiptNo: 'TK-1' })
      expect(refusal(await server.act(caseNo, { action: 'recordRefund', receiptNo: 'TK-2' }))).toEqual([409, 'action-not-allowed'])
    })
  })

  it('what was paid online is not given back by hand', async () => {
    const caseNo = await server.fileWithFee(li)
    await server.payInFull(li, caseNo)
    await server.settle()
    await withdraw(caseNo)
    expect(refusal(await server.act(caseNo, { action: 'recordRefund', receiptNo: 'TK-1' }))).toEqual([409, 'action-not-allowed'])
  })

  it('a case asks for one fee at a time, whoever writes to the table', async () => {
    const caseNo = await server.fileWithFee(li)
    await expect(server.rows(`INSERT INTO payment_orders SELECT gen_random_uuid(), case_id, 'other', lines, amount_fen,
      state, issued_at, until FROM payment_orders o JOIN cases c ON c.id = o.case_id WHERE c.case_no = '${caseNo}'`))
      .rejects.toMatchObject({ cause: { constraint: 'payment_orders_one' } })
  })
})
