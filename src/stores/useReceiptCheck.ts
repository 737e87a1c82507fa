import { shallowRef, watch } from 'vue'
import type { ReceiptCheck, ReceiptProof } from '../domain/receiptProof.ts'
import { checkReceipt } from '../offline/checkReceipt.ts'
import type { LocalParts } from '../offline/checkReceipt.ts'
import { findReceiptKeys } from '../offline/receiptKeys.ts'
import { isSecure } from '../platform/secureContext.ts'

export interface ToCheck {
  proof: ReceiptProof
  local: LocalParts
}

/** Checks a receipt on this phone whenever it changes; asks for the server's keys only when its key is not here yet. */
export function useReceiptCheck(source: () => ToCheck | undefined) {
  const check = shallowRef<ReceiptCheck>()
  watch(source, async (wanted) => {
    if (!wanted || !isSecure()) return
    const { proof, local } = wanted
    check.value = await checkReceipt(proof, await findReceiptKeys(proof.keyId), local)
  }, { immediate: true })
  return check
}
