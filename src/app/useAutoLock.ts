import { onMounted, onUnmounted } from 'vue'
import { lockThisTab } from '../offline/accountLock.ts'
import { useSession } from '../stores/session.ts'

/** 7.2: locks by itself after five minutes, in the background or in front of nobody. */
const idleMilliseconds = 5 * 60_000
const lookEvery = 10_000
/** Clocks are put right by a little all the time. */
const adjustment = 60_000
const signs = ['pointerdown', 'keydown', 'input', 'scroll'] as const

/**
 * Watches for as long as the component lives. A hidden page's timers sleep, so the time is looked at again the moment
 * it comes back, before anything can be read; a clock that went back counts as time that passed.
 */
export function useAutoLock(): void {
  const session = useSession()
  let seenAt = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined

  function look(): void {
    const idle = Date.now() - seenAt
    if (idle > -adjustment && idle < idleMilliseconds) return
    seenAt = Date.now()
    // Without a PIN there is nothing to ask for: the end of the sign-in is the lock then.
    if (session.account && session.hasPin) void lockThisTab()
  }

  function note(): void {
    look()
    seenAt = Date.now()
  }

  function onVisibility(): void {
    if (document.visibilityState === 'visible') look()
  }

  onMounted(() => {
    for (const sign of signs) addEventListener(sign, note, { capture: true, passive: true })
    document.addEventListener('visibilitychange', onVisibility)
    timer = setInterval(look, lookEvery)
  })
  onUnmounted(() => {
    for (const sign of signs) removeEventListener(sign, note, { capture: true })
    document.removeEventListener('visibilitychange', onVisibility)
    clearInterval(timer)
  })
}
