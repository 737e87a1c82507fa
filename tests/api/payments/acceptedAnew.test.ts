import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ItemFile } from '../../../src/domain/item.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { expectOk, refusal } from '../cases/caseServer.ts'
import type { TestFiler } from '../cases/caseServer.ts'
import { editCatalogue } from '../editCatalogue.ts'
import { startPaymentServer } from './paymentServer.ts'
import type { PaymentServer } from './paymentServer.ts'

/** Moving in costs ten yuan into one's own home, twenty into public housing. */
const prices = { own: 1_000, publicRental: 2_000 }

function charge(item: ItemFile): void {
  item.fees = Object.entries(prices).map(([housing, amountFen]) => ({
    id: housing, project: '示例收费', amountFen, unit: '次', basis: '示例办法第一条',
    when: { fact: 'answers.housing', is: housing },
  }))
  for (const { facts, expect: expected } of item.examples) {
    expected.feeFen = prices[(facts.answers?.['housing'] ?? '') as keyof typeof prices] ?? 0
  }
}

/** A declaration taken back (GZ-06) has acceptance considered anew, when the first order is out already. */
describeOnEachEngine('a case accepted anew', (engine) => {
  const folder = editCatalogue(['P0101.json'], (copy) => copy.edit<ItemFile>('items/P0101.json', charge))
  let server: PaymentServer
  let li: TestFiler

  beforeAll(async () => {
    server = await startPaymentServer(engine, folder)
    li = await server.filer('li')
  })
  afterAll(() => server.close())

  const acceptAndTakeBack = async (between: (caseNo: string) => Promise<unknown>) => {
    const caseNo = await server.file(li, 'P0101', {
      answers: { ...server.plan('P0101').answers, remarried: 'yes' }, ways: { maritalChangeProof: 'declare' },
    })
    await server.mustAct(caseNo, { action: 'precheck' })
    await server.mustAct(caseNo, { action: 'recordVisit' })
    await server.mustAct(caseNo, { action: 'accept' })
    await between(caseNo)
    expectOk(await li.client.post(`/api/cases/${caseNo}/commitment-withdrawals`, {
      commitmentId: 'maritalChange', reason: '证明找到了',
    }))
    return caseNo
  }
  const supplement = async (caseNo: string, materialId: string, answers?: Record<string, string>) => {
    const provisions = { [materialId]: { way: 'file', uploadIds: [await li.upload()] } }
    expectOk(await li.client.post(`/api/cases/${caseNo}/supplements`, { provisions, ...(answers && { answers }) }))
  }
  const handIn = (caseNo: string) => supplement(caseNo, 'maritalChangeProof')
  /** The same, and an officer has the resident put right what kind of home it is. */
  const moveTo = async (caseNo: string, housing: string, proof: string) => {
    await handIn(caseNo)
    await server.mustAct(caseNo, { action: 'requestCorrection', points: [{ at: '/answers/housing', code: 'field-wrong' }] })
    await supplement(caseNo, proof, { housing })
  }
  const accept = async (caseNo: string) => (await server.mustAct(caseNo, { action: 'accept' })).payment

  it('keeps its order while the fee is the same', async () => {
    const caseNo = await acceptAndTakeBack(async () => undefined)
    const before = await server.payment(li, caseNo)
    expect(before).toMatchObject({ state: 'open', amountFen: prices.own })
    await handIn(caseNo)
    expect(await accept(caseNo)).toEqual(before)
    expect((await server.stored(caseNo)).events).toEqual(['paymentOrdered'])
  })

  describe('for another fee', () => {
    it('gets another order; the first is void, and what arrives for it goes back', async () => {
      let page = ''
      const caseNo = await acceptAndTakeBack(async (no) => { page = await server.mustPay(li, no) })
      const before = await server.payment(li, caseNo)
      await moveTo(caseNo, 'publicRental', 'publicRentalContract')
      const after = await accept(caseNo)
      expect(after).toMatchObject({ state: 'open', amountFen: prices.publicRental })
      expect(after?.orderNo).not.toBe(before.orderNo)
      expect(after).not.toHaveProperty('attempt')
      await server.choose(page, 'paid')
      await server.settle()
      server.clock.advance(60_000)
      await server.settle()
      expect(await server.payment(li, caseNo)).toMatchObject({ state: 'open', orderNo: after?.orderNo, attempt: 'refunded' })
      await server.payInFull(li, caseNo)
      expect(await server.payment(li, caseNo)).toMatchObject({ state: 'paid', amountFen: prices.publicRental })
    })

    it('is not asked again for what it has paid', async () => {
      const caseNo = await acceptAndTakeBack(async (no) => {
        await server.payInFull(li, no)
        await server.settle()
      })
      await moveTo(caseNo, 'publicRental', 'publicRentalContract')
      expect(await accept(caseNo)).toMatchObject({ state: 'paid', amountFen: prices.own })
    })

    it('is not asked for anything when there is none any more', async () => {
      const caseNo = await acceptAndTakeBack(async () => undefined)
      await moveTo(caseNo, 'collective', 'collectiveConsent')
      expect(await accept(caseNo)).toMatchObject({ state: 'void' })
      expect((await server.stored(caseNo)).events).toEqual(['paymentOrdered', 'paymentVoided'])
      expect((await server.view(li, caseNo)).actions).not.toContain('payCase')
      expect(refusal(await server.pay(li, caseNo))).toEqual([409, 'payment-closed'])
    })
  })
})
