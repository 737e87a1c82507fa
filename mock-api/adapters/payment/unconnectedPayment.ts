import { fail } from '../../../src/domain/result.ts'
import type { PaymentProvider } from './port.ts'

/** No payment provider is connected: orders are issued all the same and paid at the window. */
export const unconnectedPayment: PaymentProvider = {
  online: false,
  openPayment: async () => fail('unavailable'),
  findPayment: async () => fail('unavailable'),
  refund: async () => fail('unavailable'),
}
