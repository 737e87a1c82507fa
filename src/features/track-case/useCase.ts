import { computed, onMounted, onUnmounted, ref, watch } from 'vue'
import { todayOnPhone } from '../../platform/clock.ts'
import { onReconnect } from '../../platform/connectivity.ts'
import type { HttpFailure } from '../../platform/http.ts'
import { useCases } from '../../stores/cases.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { useOutbox } from '../../stores/outbox.ts'
import { useSession } from '../../stores/session.ts'
import { turnOf } from './caseClock.ts'
import { isMoving } from './paymentShown.ts'

/** The stand-in officer acts within seconds; a person does not, then coming back to the page is soon enough. */
const standInPause = 3_000

/** One case as the screens of its page share it: from the server, else from this phone. */
export function useCase(caseNo: () => string) {
  const session = useSession()
  const cases = useCases()
  const catalogue = useCatalogue()
  const outbox = useOutbox()
  const failure = ref<HttpFailure>()
  const busy = ref(false)
  const loaded = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  const held = computed(() => cases.caseOf(caseNo()))
  const view = computed(() => held.value?.view)
  const queued = computed(() => outbox.entries.filter((entry) => entry.caseNo === caseNo() && entry.state !== 'done'))
  const today = computed(() => todayOnPhone())

  async function refresh(): Promise<void> {
    busy.value = true
    const result = await cases.loadCase(caseNo())
    failure.value = result.ok ? undefined : result.error
    busy.value = false
    plan()
  }

  // What waited here has reached the server: now or hours later, on reconnect.
  watch(() => queued.value.length, (now, before) => { if (now < before) void refresh() })

  function plan(): void {
    clearTimeout(timer)
    const moving = view.value?.standInOfficer && turnOf(view.value.status) !== 'nobody'
    if ((moving || isMoving(view.value?.payment)) && !held.value?.stale) timer = setTimeout(refreshIfSeen, standInPause)
  }

  function refreshIfSeen(): void {
    if (document.visibilityState === 'visible') void refresh()
  }

  // What is shown says that there is no network.
  const stopWaiting = onReconnect(() => { if (held.value?.stale) void refresh() })
  onMounted(async () => {
    document.addEventListener('visibilitychange', refreshIfSeen)
    await Promise.all([session.load(), catalogue.load()])
    if (session.account) await Promise.all([refresh(), outbox.load()])
    loaded.value = true
  })
  onUnmounted(() => {
    document.removeEventListener('visibilitychange', refreshIfSeen)
    clearTimeout(timer)
    stopWaiting()
  })

  return { session, catalogue, outbox, held, view, queued, today, failure, busy, loaded, refresh }
}

export type CaseScreen = ReturnType<typeof useCase>
