const firstSeconds = 5
const longestSeconds = 900

/**
 * Seconds until the next try after `attempts` failed ones: doubling from 5 to 900, spread over the upper half so that
 * a city's phones do not come back in the same second; at least what the server asked for, within the cap.
 */
export function backoffSeconds(attempts: number, random: number, asked = 0): number {
  const full = Math.min(longestSeconds, firstSeconds * 2 ** Math.max(0, attempts - 1))
  return Math.max(full * (0.5 + random / 2), Math.min(asked, longestSeconds))
}
