import { and, asc, desc, eq, inArray, lte } from 'drizzle-orm'
import { paymentAttempts } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

export type PaymentAttempt = typeof paymentAttempts.$inferSelect

/** The provider has still to say something about these. */
const unsettled: PaymentAttempt['state'][] = ['pending', 'refunding']

/** @throws a unique violation when the order has a pending attempt: look for one first, under the case's lock */
export async function insertAttempt(tx: Transaction, attempt: PaymentAttempt): Promise<void> {
  await tx.insert(paymentAttempts).values(attempt)
}

export async function findPendingAttempt(tx: Transaction, orderId: string): Promise<PaymentAttempt | undefined> {
  const rows = await tx.select().from(paymentAttempts)
    .where(and(eq(paymentAttempts.orderId, orderId), eq(paymentAttempts.state, 'pending')))
  return rows[0]
}

/** Waits for whoever else is settling it. */
export async function lockAttempt(tx: Transaction, id: string): Promise<PaymentAttempt | undefined> {
  const rows = await tx.select().from(paymentAttempts).where(eq(paymentAttempts.id, id)).for('update')
  return rows[0]
}

/** The case's last try, whatever became of it. */
export async function findLastAttempt(tx: Transaction, caseId: string): Promise<PaymentAttempt | undefined> {
  const rows = await tx.select().from(paymentAttempts).where(eq(paymentAttempts.caseId, caseId))
    .orderBy(desc(paymentAttempts.startedAt), desc(paymentAttempts.id)).limit(1)
  return rows[0]
}

export async function listUnsettled(tx: Transaction, caseId: string): Promise<PaymentAttempt[]> {
  return tx.select().from(paymentAttempts)
    .where(and(eq(paymentAttempts.caseId, caseId), inArray(paymentAttempts.state, unsettled)))
}

type AttemptChange = Partial<Pick<PaymentAttempt, 'state' | 'askAfter' | 'asked'>>

export async function changeAttempt(tx: Transaction, id: string, change: AttemptChange): Promise<void> {
  await tx.update(paymentAttempts).set(change).where(eq(paymentAttempts.id, id))
}

/** Notes the provider's name for an attempt. @returns false when it is not pending any more */
export async function nameAttempt(tx: Transaction, id: string, reference: string): Promise<boolean> {
  const rows = await tx.update(paymentAttempts).set({ reference })
    .where(and(eq(paymentAttempts.id, id), eq(paymentAttempts.state, 'pending'))).returning({ id: paymentAttempts.id })
  return rows.length > 0
}

/** The order's paid attempt is given back, from now on. */
export async function refundPaidAttempt(tx: Transaction, orderId: string, askAfter: string): Promise<void> {
  await tx.update(paymentAttempts).set({ state: 'refunding', askAfter, asked: 0 })
    .where(and(eq(paymentAttempts.orderId, orderId), eq(paymentAttempts.state, 'paid')))
}

/** The next attempt the provider is to be asked about. Servers that look at the same time take different ones. */
export async function takeDueAttempt(tx: Transaction, now: string): Promise<PaymentAttempt | undefined> {
  const rows = await tx.select().from(paymentAttempts)
    .where(and(inArray(paymentAttempts.state, unsettled), lte(paymentAttempts.askAfter, now)))
    .orderBy(asc(paymentAttempts.askAfter)).limit(1).for('update', { skipLocked: true })
  return rows[0]
}
