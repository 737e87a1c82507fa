import { onScopeDispose } from 'vue'
import { now, nowInstant } from '../../platform/clock.ts'

const longest = 86_400

/** How long something was open before somebody's eyes (ES-03): the time in another app or a pocket does not count. */
export function useOpenTime() {
  const openedAt = nowInstant()
  let before = 0
  let since = document.visibilityState === 'hidden' ? undefined : now()

  function note(): void {
    if (since) before += now().getTime() - since.getTime()
    since = document.visibilityState === 'hidden' ? undefined : now()
  }

  document.addEventListener('visibilitychange', note)
  onScopeDispose(() => document.removeEventListener('visibilitychange', note))

  return {
    openedAt,
    seconds(): number {
      note()
      return Math.max(0, Math.min(longest, Math.round(before / 1000)))
    },
  }
}
