import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { ReusableMaterialView } from '../contract/accountViews.ts'
import { cacheReusable, readCachedReusable } from '../offline/cachedCases.ts'
import { nowInstant } from '../platform/clock.ts'
import { http } from '../platform/http.ts'
import { useSession } from './session.ts'

export interface HeldReusable {
  list: ReusableMaterialView[]
  /** 数据截至. */
  fetchedAt: string
  /** From this device: the server could not be asked. */
  stale: boolean
}

/** What the account handed in before and may hand in again: from the server, else as last seen on this device. */
export const useReusable = defineStore('reusable', () => {
  const session = useSession()
  const held = shallowRef<HeldReusable>()

  // Another person, or nobody, must not see what is in memory.
  watch(() => session.accountId, () => { held.value = undefined })

  async function load(): Promise<void> {
    const { accountId } = session
    if (!accountId) return
    const reply = await http<ReusableMaterialView[]>('listReusableMaterials')
    const fetchedAt = nowInstant()
    const found = reply.ok
      ? { list: reply.value, fetchedAt, stale: false }
      : await readCachedReusable(accountId).then((cached) => cached && { ...cached, stale: true }, () => undefined)
    if (accountId !== session.accountId) return
    // Without storage it is known as long as there is a network.
    if (reply.ok) await cacheReusable(accountId, { list: reply.value, fetchedAt }).catch(() => undefined)
    if (found && accountId === session.accountId) held.value = found
  }

  return { held, load }
})
