import { and, desc, eq, ne } from 'drizzle-orm'
import { cases, paymentOrders } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

export type PaymentOrder = typeof paymentOrders.$inferSelect

/** @returns false when the number is taken */
export async function insertOrder(tx: Transaction, order: PaymentOrder): Promise<boolean> {
  const rows = await tx.insert(paymentOrders).values(order).onConflictDoNothing({ target: paymentOrders.orderNo })
    .returning({ id: paymentOrders.id })
  return rows.length > 0
}

/** The order that counts: the one that is not void, else the last one that was. */
export async function findOrder(tx: Transaction, caseId: string): Promise<PaymentOrder | undefined> {
  const rows = await tx.select().from(paymentOrders).where(eq(paymentOrders.caseId, caseId))
    .orderBy(desc(ne(paymentOrders.state, 'void')), desc(paymentOrders.issuedAt), desc(paymentOrders.id)).limit(1)
  return rows[0]
}

/** Of the case an order was issued for, whatever became of either. */
export async function findOrderCaseNo(tx: Transaction, orderNo: string): Promise<string | undefined> {
  const rows = await tx.select({ caseNo: cases.caseNo }).from(paymentOrders)
    .innerJoin(cases, eq(cases.id, paymentOrders.caseId)).where(eq(paymentOrders.orderNo, orderNo))
  return rows[0]?.caseNo
}

type OrderChange = Partial<Pick<PaymentOrder, 'channel' | 'paidAt' | 'receiptNo'>> & Pick<PaymentOrder, 'state'>

/** Takes a case's order from a state to the next; from any other state nothing happens. */
export async function changeOrder(
  tx: Transaction, caseId: string, from: PaymentOrder['state'], change: OrderChange,
): Promise<void> {
  await tx.update(paymentOrders).set(change)
    .where(and(eq(paymentOrders.caseId, caseId), eq(paymentOrders.state, from)))
}
