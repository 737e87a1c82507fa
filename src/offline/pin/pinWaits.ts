/** How long wrong PINs make wait. What is kept is the rest of the wait and when it was counted, not when it ends. */
import type { PinLock } from '../deviceSchema.ts'

/** From here on every try costs an hour. */
export const mostTries = 10
const minute = 60_000
/** After the third wrong PIN, the fourth, …; the first two cost nothing. */
const waits = [0.5, 1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute)
const longest = 60 * minute

/** Milliseconds to wait after so many wrong PINs. */
export function waitAfter(failed: number): number {
  if (failed < 3) return 0
  return failed >= mostTries ? longest : waits[failed - 3] ?? longest
}

/**
 * Milliseconds still to wait. A clock that was set back has counted nothing; one set ahead cannot be told from time
 * that passed while the phone was off (with a network the server's time corrects it).
 */
export function waitLeft({ wait, countedAt }: Pick<PinLock, 'wait' | 'countedAt'>, now: Date): number {
  const passed = Math.max(0, now.getTime() - Date.parse(countedAt))
  return Math.max(0, wait - passed)
}
