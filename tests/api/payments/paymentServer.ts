/** The whole server, with what a person does at the stand-in's payment page. */
import type { LightMyRequestResponse } from 'fastify'
import { settlePayments } from '../../../mock-api/use-cases/settlePayments.ts'
import type { CaseView, PaymentPageView } from '../../../src/contract/caseViews.ts'
import type { TestEngine } from '../../support/testDatabase.ts'
import { expectOk, startCaseServer } from '../cases/caseServer.ts'
import type { CaseServer, TestFiler } from '../cases/caseServer.ts'

export interface PaymentServer extends CaseServer {
  /** Files a passport renewal, 120 yuan, and has it accepted. */
  fileWithFee(filer: TestFiler): Promise<string>
  pay(filer: TestFiler, caseNo: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  /** The same, and it has to work: gives the page's path. */
  mustPay(filer: TestFiler, caseNo: string): Promise<string>
  /** Chooses an outcome on the payment page, as its form does; empty: leaves it alone. */
  choose(page: string, outcome: 'paid' | 'failed' | '', origin?: string): Promise<LightMyRequestResponse>
  /** Goes to the page and pays, without ever coming back. */
  payInFull(filer: TestFiler, caseNo: string): Promise<void>
  /** What the poller does when its time has come. */
  settle(): Promise<number>
  /** The case as the database has it: nobody reads it, so nobody asks the provider. */
  stored(caseNo: string): Promise<{ order: string | undefined, attempts: string[], events: string[] }>
  payment(filer: TestFiler, caseNo: string): Promise<NonNullable<CaseView['payment']>>
}

/** @param catalogueFolder another catalogue than the published one */
export async function startPaymentServer(engine: TestEngine, catalogueFolder?: string): Promise<PaymentServer> {
  const server = await startCaseServer(engine, 'manual', catalogueFolder === undefined ? {} : { catalogueFolder })
  const pay: PaymentServer['pay'] = ({ client }, caseNo, headers) =>
    client.post(`/api/cases/${caseNo}/payment`, {}, headers)
  const mustPay: PaymentServer['mustPay'] = async (filer, caseNo) =>
    new URL(expectOk(await pay(filer, caseNo)).json<PaymentPageView>().url).pathname
  const choose: PaymentServer['choose'] = (page, outcome, origin = server.deps.settings.publicUrl) => server.visitor.send({
    method: 'POST', url: page, payload: new URLSearchParams({ outcome }).toString(),
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
  })
  const list = async (query: string) => (await server.rows<{ one: string }>(query)).map(({ one }) => one)
  return {
    ...server, pay, mustPay, choose,
    fileWithFee: async (filer) => {
      const caseNo = await server.file(filer, 'P0203')
      await server.mustAct(caseNo, { action: 'accept' })
      return caseNo
    },
    payInFull: async (filer, caseNo) => { await choose(await mustPay(filer, caseNo), 'paid') },
    settle: () => settlePayments(server.deps),
    stored: async (caseNo) => {
      const ofCase = (table: string) => `${table} t JOIN cases c ON c.id = t.case_id WHERE c.case_no = '${caseNo}'`
      const [order] = await list(`SELECT t.state AS one FROM ${ofCase('payment_orders')} AND t.state <> 'void'`)
      return {
        order,
        attempts: await list(`SELECT t.state AS one FROM ${ofCase('payment_attempts')} ORDER BY t.started_at, t.id`),
        events: await list(`SELECT t.type AS one FROM ${ofCase('case_events')} AND t.type LIKE 'payment%' ORDER BY t.seq`),
      }
    },
    payment: async (filer, caseNo) => {
      const { payment } = await server.view(filer, caseNo)
      if (!payment) throw new Error('no order')
      return payment
    },
  }
}
