/** How time limits and amounts read on the item's page. */
import { promisedWorkdays } from '../../domain/deferral.ts'
import type { TimeLimit } from '../../domain/item.ts'
import { t } from '../../platform/i18n.ts'

/** `20 个工作日`, or 当场 for none. */
export function limitText(limit: Pick<TimeLimit, 'days' | 'unit'>): string {
  return limit.days === 0 ? t('readGuide.time.instant') : t(`readGuide.time.${limit.unit}`, { days: limit.days })
}

/**
 * The promise as a share of what the law allows, in percent (rules.md §8 no. 20). Where the units differ both are taken
 * as working days, five in seven, and `exact` is false. undefined: no statutory limit, or nothing to compare.
 */
export function shareOfStatutory(
  promised: TimeLimit, statutory: TimeLimit | null,
): { percent: number, exact: boolean } | undefined {
  if (!statutory || statutory.days === 0) return undefined
  const exact = promised.unit === statutory.unit
  const days = exact ? (limit: TimeLimit) => limit.days : promisedWorkdays
  const [part, whole] = [days(promised), days(statutory)]
  // Less than a working day once converted says nothing about the promise.
  if (whole === 0 || (part === 0 && promised.days > 0)) return undefined
  return { percent: Math.min(100, Math.round(part / whole * 100)), exact }
}
