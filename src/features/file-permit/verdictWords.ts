import type { Item } from '../../domain/item.ts'
import { formatYuan } from '../../domain/money.ts'
import type { Verdict } from '../../domain/verdict.ts'
import { formatDate } from '../../platform/format.ts'
import { t } from '../../platform/i18n.ts'

/** When it will be decided, as a forecast. */
export function decisionWords(item: Item, { forecast: { decideBy } }: Verdict): string {
  if (item.caseType === 'instant') return t('filePermit.verdict.instant')
  return decideBy ? t('filePermit.verdict.decideBy', { date: formatDate(decideBy) }) : t('filePermit.verdict.noDate')
}

/** Whether a fee is owed to this authority at all. */
export function asksFee({ kind }: Verdict): boolean {
  return kind !== 'notOurs' && kind !== 'noPermitNeeded'
}

export function feeWords({ fee }: Verdict): string {
  if (fee.open) return t('filePermit.verdict.feeOpen')
  return fee.totalFen > 0 ? t('filePermit.verdict.fee', { yuan: formatYuan(fee.totalFen) }) : t('filePermit.verdict.free')
}

/** Each material that comes later, with its day. */
export function deferralWords(item: Item | undefined, { deferrals }: Pick<Verdict, 'deferrals'>): string[] {
  return deferrals.map(({ materialId, days, due }) => {
    const name = item?.materials.find((material) => material.id === materialId)?.name ?? materialId
    return due ? t('filePermit.verdict.due', { name, date: formatDate(due) }) : t('filePermit.verdict.dueDays', { name, days })
  })
}
