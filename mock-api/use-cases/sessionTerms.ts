/** A session ends 30 minutes after its last use, and 12 hours after sign-in in any case (T-22239 等保三级). */
export const idleMillis = 30 * 60_000
export const absoluteMillis = 12 * 3_600_000

/** How long somebody may take at the identity provider. */
export const attemptMillis = 15 * 60_000

/** The instant `millis` after (or, negative, before) an ISO instant. */
export function shift(instant: string, millis: number): string {
  return new Date(Date.parse(instant) + millis).toISOString()
}
