import type { ProblemValue } from '../../src/contract/problems.ts'
import { endOfDay, plainDateAt } from '../../src/domain/plainDate.ts'
import type { Quotas } from '../readQuotas.ts'

/** Which quota is used up, how much it is, and when the next day of the bureau's clock begins. */
export function quotaExceeded(quota: keyof Quotas, quotas: Quotas, now: string): ProblemValue {
  const until = endOfDay(plainDateAt(now))
  const retryAfter = Math.ceil((Date.parse(until) - Date.parse(now)) / 1000)
  return { code: 'quota-exceeded', facts: { quota, limit: quotas[quota], until }, retryAfter }
}
