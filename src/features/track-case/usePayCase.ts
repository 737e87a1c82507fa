import { ref } from 'vue'
import type { PaymentPageView } from '../../contract/caseViews.ts'
import { http } from '../../platform/http.ts'
import type { HttpFailure } from '../../platform/http.ts'

/**
 * Leaves for the payment page. Only ever with a network, so not through the outbox; each tap is a try of its own, and
 * the server makes one payment of them.
 */
export function usePayCase(caseNo: () => string, refused: () => Promise<void>) {
  const busy = ref(false)
  const failure = ref<HttpFailure>()

  async function payCase(): Promise<void> {
    busy.value = true
    failure.value = undefined
    const reply = await http<PaymentPageView>('payCase', {
      params: { caseNo: caseNo() }, body: {}, idempotencyKey: crypto.randomUUID(),
    })
    busy.value = false
    if (reply.ok) {
      location.assign(reply.value.url)
      return
    }
    failure.value = reply.error
    // Paid on another phone, or past its day: the card says so.
    if (reply.error.kind === 'problem') await refused()
  }

  return { busy, failure, payCase }
}
