/** How time limits and amounts read on the item's page. */
import type { TimeLimit } from '../../domain/item.ts'
import { t } from '../../platform/i18n.ts'

/** `20 个工作日`, or 当场 for none. */
export function limitText(limit: Pick<TimeLimit, 'days' | 'unit'>): string {
  return limit.days === 0 ? t('readGuide.time.instant') : t(`readGuide.time.${limit.unit}`, { days: limit.days })
}

/** By how many percent the promise beats the law; undefined when the units differ or it does not. */
export function shortenedPercent(promised: TimeLimit, statutory: TimeLimit): number | undefined {
  if (promised.unit !== statutory.unit || promised.days >= statutory.days) return undefined
  return Math.floor((1 - promised.days / statutory.days) * 100)
}
