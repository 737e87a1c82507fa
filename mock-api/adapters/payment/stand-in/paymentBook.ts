import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { FoundPayment, PaymentRequest } from '../port.ts'
import { readWritten, writeOnce } from './writeOnce.ts'

export interface BookedPayment extends PaymentRequest {
  reference: string
  openedAt: string
}

interface Outcome {
  state: 'paid' | 'failed'
  at: string
}

/** How long somebody may stand before the stand-in's page. */
const openMillis = 15 * 60_000

/** A name of ours or of the stand-in's: letters, digits and dashes only, so that it is a file's name and no path. */
const named = /^[0-9A-Za-z_-]{1,64}$/

/**
 * The stand-in's books, in files of its own beside our database: they outlive this server as a bank's would. Each
 * file is written once; of two outcomes the first one counts.
 */
export function paymentBook(folder: string, now: () => string) {
  const fileOf = (kind: string, name: string) => join(folder, `${kind}-${name}.json`)
  const find = async <T>(kind: string, name: string) =>
    named.test(name) ? readWritten<T>(fileOf(kind, name)) : undefined

  async function open(request: PaymentRequest): Promise<BookedPayment> {
    const payment = { ...request, reference: randomBytes(24).toString('base64url'), openedAt: now() }
    await writeOnce(fileOf('payment', request.paymentId), payment)
    const booked = await find<BookedPayment>('payment', request.paymentId)
    if (!booked) throw new Error('a payment has left the stand-in\'s books')
    // The page knows a payment by the reference alone, which nobody can guess.
    await writeOnce(fileOf('reference', booked.reference), { paymentId: booked.paymentId })
    return booked
  }

  async function findByReference(reference: string): Promise<BookedPayment | undefined> {
    const entry = await find<{ paymentId: string }>('reference', reference)
    return entry && find<BookedPayment>('payment', entry.paymentId)
  }

  async function look(paymentId: string): Promise<FoundPayment | undefined> {
    const payment = await find<BookedPayment>('payment', paymentId)
    if (!payment) return undefined
    const { reference, amountFen } = payment
    const outcome = await find<Outcome>('outcome', paymentId)
    if (outcome) return { reference, amountFen, state: outcome.state, ...(outcome.state === 'paid' && { paidAt: outcome.at }) }
    return { reference, amountFen, state: isOver(payment) ? 'expired' : 'pending' }
  }

  /** What the person chose. @returns false when it is too late: chosen before, or time is up */
  async function decide(payment: BookedPayment, state: Outcome['state']): Promise<boolean> {
    return !isOver(payment) && writeOnce(fileOf('outcome', payment.paymentId), { state, at: now() })
  }

  async function refund(paymentId: string): Promise<boolean> {
    if ((await look(paymentId))?.state !== 'paid') return false
    await writeOnce(fileOf('refund', paymentId), { at: now() })
    return true
  }

  const isOver = ({ openedAt }: BookedPayment) => Date.parse(now()) >= Date.parse(openedAt) + openMillis

  return { open, findByReference, look, decide, refund }
}

export type PaymentBook = ReturnType<typeof paymentBook>
