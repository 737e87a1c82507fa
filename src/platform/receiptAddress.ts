import { pathTo } from './routes.ts'

/** Where another phone checks a receipt; what is behind the # reaches no server. */
export function receiptAddress(code: string): string {
  return `${location.origin}${pathTo('verifyReceipt')}#${code}`
}
