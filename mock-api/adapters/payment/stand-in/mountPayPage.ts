import type { FastifyInstance, FastifyReply } from 'fastify'
import { safeReturnTo } from '../../../http/safeReturnTo.ts'
import { isSameOrigin } from '../../../http/sameOrigin.ts'
import { sendProblem } from '../../../http/problemReply.ts'
import { notFound, seeOther } from '../../../http/statuses.ts'
import { payPage, payPath, unknownPaymentPage } from './payPage.ts'
import type { PaymentBook } from './paymentBook.ts'

interface Params {
  reference: string
}

/** Puts the stand-in's page under /pay of this server. Whoever holds a payment's reference may pay it, as at a bank. */
export async function mountPayPage(app: FastifyInstance, book: PaymentBook, publicUrl: string): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 1024 }, async (
      _request: unknown, body: string | Buffer,
    ) => new URLSearchParams(body.toString()))
    scope.get<{ Params: Params }>('/:reference', { schema: { hide: true } }, async ({ params }, reply) => {
      const payment = await book.findByReference(params.reference)
      const found = payment && await book.look(payment.paymentId)
      if (!payment || !found) return sendPage(reply.code(notFound), unknownPaymentPage())
      return sendPage(reply, payPage(payment, found.state))
    })
    scope.post<{ Params: Params }>('/:reference', { schema: { hide: true } }, async (request, reply) => {
      if (!isSameOrigin(request, publicUrl)) return sendProblem(reply, { code: 'not-same-origin' })
      const payment = await book.findByReference(request.params.reference)
      if (!payment) return sendPage(reply.code(notFound), unknownPaymentPage())
      const outcome = request.body instanceof URLSearchParams ? request.body.get('outcome') : null
      if (outcome === 'paid' || outcome === 'failed') await book.decide(payment, outcome)
      return reply.header('cache-control', 'no-store').redirect(wayBack(payment.returnUrl, publicUrl), seeOther)
    })
  }, { prefix: payPath })
}

/** A path of this site, whatever stands in the books. */
function wayBack(returnUrl: string, publicUrl: string): string {
  return safeReturnTo(returnUrl.startsWith(`${publicUrl}/`) ? returnUrl.slice(publicUrl.length) : undefined)
}

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html)
}
