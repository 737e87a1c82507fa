/** How fast bytes go, over a window that slides with time: what counts is now, not the average since morning. */
export interface Sample {
  /** Milliseconds. */
  at: number
  /** Bytes that were confirmed at that moment, beyond those of the sample before. */
  bytes: number
}

export const rateWindow = 20_000
/** From less than this nothing can be said. */
const shortest = 500

/**
 * Bytes a second, undefined where nothing can be said: nothing has come yet, or nothing for a whole window. The first
 * sample is where measuring began, and its bytes do not count.
 */
export function rateOf(samples: readonly Sample[], now: number): number | undefined {
  const recent = samples.filter(({ at }) => at >= now - rateWindow)
  // The sample before the window is where the first one in it began.
  const start = samples[samples.length - recent.length - 1] ?? recent.shift()
  const last = recent.at(-1)
  if (!start || !last) return undefined
  const bytes = recent.reduce((sum, sample) => sum + sample.bytes, 0)
  const measured = last.at - start.at
  // The next part is on its way: only when it takes longer than the others did is it slow.
  const elapsed = Math.max(measured, now - start.at - measured / recent.length)
  return bytes > 0 && elapsed >= shortest ? bytes / elapsed * 1000 : undefined
}

/** Samples worth keeping: those in the window and the one before it. */
export function keepRecent(samples: readonly Sample[], now: number): Sample[] {
  const first = samples.findIndex(({ at }) => at >= now - rateWindow)
  return first < 0 ? samples.slice(-1) : samples.slice(Math.max(0, first - 1))
}
