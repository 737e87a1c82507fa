import { computed, onMounted, onUnmounted, ref, shallowRef } from 'vue'
import { countUnsent } from '../offline/countUnsent.ts'
import type { Unsent } from '../offline/countUnsent.ts'
import { readPinState, unlockAccount } from '../offline/pin/devicePin.ts'
import type { PinFailure, PinState } from '../offline/pin/devicePin.ts'
import { resealAccount } from '../offline/pin/resealAccount.ts'
import { now } from '../platform/clock.ts'
import { formatWaitEnd } from '../platform/format.ts'
import { t } from '../platform/i18n.ts'
import { useSession } from '../stores/session.ts'

/** Fewer tries left than this are told. */
const fewTries = 5

/** Giving the PIN, and what there is to do where it is forgotten. */
export function useUnlock() {
  const session = useSession()
  const pin = ref('')
  const busy = ref(false)
  const error = ref<string>()
  const state = shallowRef<PinState>()
  const unsent = shallowRef<Unsent>()
  const wipeFailed = ref(false)
  /** When the next try is, as long as there is one to wait for. */
  const waitUntil = computed(() => state.value && state.value.wait > 0
    ? formatWaitEnd(now(), state.value.wait)
    : undefined)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    const id = session.keptId
    if (id === undefined) return
    unsent.value = await countUnsent(id)
    await readState(id)
  }

  async function readState(id: string): Promise<void> {
    state.value = await readPinState(id, now())
    clearTimeout(timer)
    if (state.value.wait > 0) timer = setTimeout(() => void readState(id), state.value.wait + 100)
  }

  /** True once the account is open in this tab. */
  async function unlock(): Promise<boolean> {
    const id = session.keptId
    error.value = undefined
    if (id === undefined || busy.value) return false
    if (pin.value === '') {
      error.value = t('lock.missing')
      return false
    }
    busy.value = true
    try {
      const opened = await unlockAccount(id, pin.value, now())
      pin.value = ''
      if (!opened.ok) {
        error.value = textOf(opened.error)
        await readState(id)
        return false
      }
      // What a kill left half done; locked in the middle of it, the next unlock goes on.
      void resealAccount(id).catch(() => undefined)
      await session.load()
      return !session.locked
    } finally {
      busy.value = false
    }
  }

  async function wipe(returnTo: string): Promise<void> {
    const left = await session.signOut()
    wipeFailed.value = !left.ok
    if (left.ok) session.signIn(returnTo)
  }

  onMounted(load)
  onUnmounted(() => clearTimeout(timer))

  return { pin, busy, error, state, unsent, wipeFailed, waitUntil, unlock, wipe }
}

function textOf(failure: PinFailure): string | undefined {
  // The wait itself is told beside the field.
  if (failure.code === 'pin-wait') return undefined
  if (failure.triesLeft === 0) return t('lock.hourly')
  return failure.triesLeft < fewTries ? t('lock.triesLeft', { count: failure.triesLeft }) : t('lock.wrong')
}
