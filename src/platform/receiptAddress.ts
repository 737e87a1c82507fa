import { writeReceiptCode } from '../domain/receiptProof.ts'
import type { ReceiptProof } from '../domain/receiptProof.ts'
import { pathTo } from './routes.ts'

/** Where another phone checks a receipt; what is behind the # reaches no server. */
export function receiptAddress(proof: ReceiptProof): string {
  return `${location.origin}${pathTo('verifyReceipt')}#${writeReceiptCode(proof)}`
}
