import { join } from 'node:path'
import { ok } from '../../../../src/domain/result.ts'
import type { PaymentProvider } from '../port.ts'
import { mountPayPage } from './mountPayPage.ts'
import { payPath } from './payPage.ts'
import { paymentBook } from './paymentBook.ts'

interface Options {
  publicUrl: string
  dataDir: string
  now(): string
}

/** The payment provider of the demo: no money moves, and the person chooses how it ends. Demo mode only. */
export function standInPayment({ publicUrl, dataDir, now }: Options): PaymentProvider {
  const book = paymentBook(join(dataDir, 'stand-in-payments'), now)
  return {
    online: true,
    openPayment: async (request) => {
      const { reference } = await book.open(request)
      return ok({ reference, url: `${publicUrl}${payPath}/${reference}` })
    },
    findPayment: async (paymentId) => ok(await book.look(paymentId)),
    refund: async (paymentId) => ok(await book.refund(paymentId)),
    mount: (app) => mountPayPage(app, book, publicUrl),
  }
}
