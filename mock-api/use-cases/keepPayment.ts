import { randomInt } from 'node:crypto'
import type { PaymentView } from '../../src/contract/caseViews.ts'
import type { CaseEvent } from '../../src/domain/caseEvents.ts'
import { paymentUntil } from '../../src/domain/casePayment.ts'
import { assessFees } from '../../src/domain/fees.ts'
import { plainDateAt } from '../../src/domain/plainDate.ts'
import type { Transaction } from '../database/transaction.ts'
import { uuidV7 } from '../database/uuidV7.ts'
import type { AppDependencies } from '../dependencies.ts'
import { refundPaidAttempt } from '../repositories/paymentAttempts.ts'
import { changeOrder, findOrder, insertOrder } from '../repositories/paymentOrders.ts'
import type { PaymentOrder } from '../repositories/paymentOrders.ts'
import { factsOf, recordEvents, system } from './caseFile.ts'
import type { CaseFile } from './caseFile.ts'

type Deps = Pick<AppDependencies, 'catalogue'>

/**
 * Keeps the order in line with an event of its locked case: acceptance issues one, however it came about; the end
 * without a result voids it or begins to give back what was paid. @returns the case after it
 */
export async function keepPayment(
  tx: Transaction, deps: Deps, file: CaseFile, event: CaseEvent, paidAt = event.at,
): Promise<CaseFile> {
  const caseId = file.row.id
  switch (event.type) {
    case 'accepted': case 'acceptedDeemed': return issueOrder(tx, deps, file, event.at)
    case 'paymentReceived': {
      const { channel, receiptNo = null } = event
      await changeOrder(tx, caseId, 'open', { state: 'paid', channel, receiptNo, paidAt })
      return file
    }
    case 'paymentRefunded':
      if (!event.surplus) await changeOrder(tx, caseId, 'refunding', { state: 'refunded' })
      return file
    case 'notAccepted': case 'notRequired': case 'denied': case 'withdrawn': case 'terminated':
      await closeOrder(tx, file, event.at)
      return file
    default: return file
  }
}

/**
 * Asks for the fee the case has as it stands: a correction may have changed it. Accepted anew (GZ-06), an order for the
 * same amount stands, one for another gives way, and what is paid is not asked for again.
 */
async function issueOrder(tx: Transaction, deps: Deps, file: CaseFile, at: string): Promise<CaseFile> {
  const fee = assessFees(file.item, factsOf(file, plainDateAt(at)))
  const { payment } = file.state
  if (payment?.state === 'paid' || (payment?.state === 'open' && payment.amountFen === fee.totalFen)) return file
  await changeOrder(tx, file.row.id, 'open', { state: 'void' })
  // A fee that hangs on an open answer is no published standard yet; none at all is 不收费 (LC-26).
  if (fee.totalFen === 0 || fee.open) {
    return payment?.state !== 'open' ? file : recordEvents(tx, deps, file, at, system, [
      { type: 'paymentVoided', orderNo: payment.orderNo },
    ])
  }
  const order = await insertNumbered(tx, {
    id: uuidV7(Date.parse(at)), caseId: file.row.id, lines: linesOf(file, fee.lines), amountFen: fee.totalFen,
    state: 'open', issuedAt: at, until: paymentUntil(plainDateAt(at)), channel: null, paidAt: null, receiptNo: null,
  }, at)
  const { orderNo, amountFen, until } = order
  return recordEvents(tx, deps, file, at, system, [
    { type: 'paymentOrdered', orderNo, amountFen, until },
  ])
}

/** The published words go into the order: it has to read the same when the catalogue has moved on. */
function linesOf({ item }: CaseFile, lines: { feeId: string }[]): PaymentView['lines'] {
  return item.fees.filter(({ id }) => lines.some(({ feeId }) => feeId === id))
    .map(({ project, unit, amountFen, basis }) => ({ project, unit, amountFen, basis }))
}

async function closeOrder(tx: Transaction, { row }: CaseFile, at: string): Promise<void> {
  const order = await findOrder(tx, row.id)
  if (order?.state === 'open') await changeOrder(tx, row.id, 'open', { state: 'void' })
  if (order?.state !== 'paid') return
  await changeOrder(tx, row.id, 'paid', { state: 'refunding' })
  if (order.channel === 'online') await refundPaidAttempt(tx, order.id, at)
}

const mostDraws = 10

/** Day and ten random digits: the payment provider learns neither the permit nor how many there are. */
async function insertNumbered(
  tx: Transaction, order: Omit<PaymentOrder, 'orderNo'>, at: string,
): Promise<PaymentOrder> {
  for (let draw = 0; draw < mostDraws; draw++) {
    const digits = String(randomInt(10_000_000_000)).padStart(10, '0')
    const numbered = { ...order, orderNo: `${plainDateAt(at).replaceAll('-', '')}${digits}` }
    if (await insertOrder(tx, numbered)) return numbered
  }
  throw new Error('no free order number')
}
