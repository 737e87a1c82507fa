import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import type { LicenceView } from '../contract/accountViews.ts'
import { http } from '../platform/http.ts'
import { useSession } from './session.ts'

export type LicenceStatus = 'unknown' | 'loading' | 'ready' | 'unavailable'

/** The licences the library holds for the account. Unknown offline: the verdict then says what it assumed. */
export const useLicences = defineStore('licences', () => {
  const session = useSession()
  const list = shallowRef<LicenceView[]>()
  const status = ref<LicenceStatus>('unknown')

  watch(() => session.accountId, clear)

  async function load(): Promise<void> {
    status.value = 'loading'
    const reply = await http<LicenceView[]>('listLicences')
    if (reply.ok) list.value = reply.value
    status.value = reply.ok ? 'ready' : 'unavailable'
  }

  function clear(): void {
    list.value = undefined
    status.value = 'unknown'
  }

  return { list, status, load }
})
