import { computed, ref } from 'vue'
import { findPinDefect } from '../../domain/pinDefects.ts'
import { lockAllTabs } from '../../offline/accountLock.ts'
import { changePin, removePin, setPin } from '../../offline/pin/devicePin.ts'
import type { PinFailure } from '../../offline/pin/devicePin.ts'
import { measureIterations } from '../../offline/pin/pinKey.ts'
import { now } from '../../platform/clock.ts'
import { formatWaitEnd } from '../../platform/format.ts'
import { t } from '../../platform/i18n.ts'
import { useSession } from '../../stores/session.ts'

export type PinTask = 'set' | 'change' | 'remove'

/** Setting, changing and removing the PIN of whoever is signed in on this phone. */
export function usePin() {
  const session = useSession()
  const task = ref<PinTask>()
  const current = ref('')
  const next = ref('')
  const again = ref('')
  const busy = ref(false)
  const progress = ref<{ done: number, total: number }>()
  const done = ref<PinTask>()
  const failed = ref(false)
  const refusal = ref<{ id: string, text: string }>()
  const tried = ref(false)

  const defects = computed(() => tried.value ? listDefects() : [])
  const errors = computed(() => refusal.value ? [refusal.value] : defects.value)

  function listDefects() {
    const wrong: { id: string, text: string }[] = []
    const add = (id: string, code: Parameters<typeof problemText>[0]) => wrong.push({ id, text: problemText(code) })
    if (task.value !== 'set' && current.value === '') add('pin-current', 'pin-missing')
    const defect = task.value === 'remove' ? undefined : findPinDefect(next.value)
    if (defect) add('pin-next', defect)
    else if (task.value !== 'remove' && next.value !== again.value) add('pin-again', 'pin-different')
    return wrong
  }

  function begin(what: PinTask | undefined): void {
    task.value = what
    current.value = ''
    next.value = ''
    again.value = ''
    tried.value = false
    refusal.value = undefined
    failed.value = false
    done.value = undefined
  }

  async function submit(): Promise<void> {
    const { accountId } = session
    const what = task.value
    refusal.value = undefined
    failed.value = false
    tried.value = true
    if (busy.value || !accountId || !what || listDefects().length > 0) return
    busy.value = true
    try {
      const failure = await carryOut(what, accountId)
      await session.lookAtDevice()
      if (failure) {
        refusal.value = { id: 'pin-current', text: refusalText(failure) }
        return
      }
      begin(undefined)
      done.value = what
    } catch {
      failed.value = true
    } finally {
      busy.value = false
      progress.value = undefined
    }
  }

  async function carryOut(what: PinTask, accountId: string): Promise<PinFailure | undefined> {
    if (what === 'set') {
      const note = (sealed: number, total: number) => { progress.value = { done: sealed, total } }
      await setPin(accountId, next.value, await measureIterations(), now(), note)
      return undefined
    }
    const outcome = what === 'remove'
      ? await removePin(accountId, current.value, now())
      : await changePin(accountId, current.value, next.value, await measureIterations(), now())
    return outcome.ok ? undefined : outcome.error
  }

  return {
    session, task, current, next, again, busy, progress, done, failed, errors, begin, submit, lockNow: lockAllTabs,
  }
}

function problemText(code: 'pin-missing' | 'pin-too-short' | 'pin-too-simple' | 'pin-different'): string {
  return t(`settings.pin.problems.${code}`)
}

function refusalText(failure: PinFailure): string {
  if (failure.code === 'pin-wrong') return t('lock.wrong')
  return t('lock.wait', { time: formatWaitEnd(now(), failure.wait) })
}
