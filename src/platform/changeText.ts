import type { ItemChange } from '../domain/itemChanges.ts'
import { formatYuan } from '../domain/money.ts'
import type { TimeLimit } from '../domain/item.ts'
import { t } from './i18n.ts'

/** What changed for a resident, in one sentence. */
export function changeText(change: ItemChange): string {
  switch (change.kind) {
    case 'fee':
      return t('itemChanges.fee', { from: formatYuan(change.fromFen), to: formatYuan(change.toFen) })
    case 'promised':
      return t('itemChanges.promised', { from: daysText(change.from), to: daysText(change.to) })
    case 'materialRenamed': return t('itemChanges.materialRenamed', { from: change.from, to: change.to })
    case 'deferralAdded': return t('itemChanges.deferralAdded', { name: change.name, days: change.days })
    case 'materialAdded': case 'materialRemoved': case 'materialNotes': case 'deferralRemoved':
      return t(`itemChanges.${change.kind}`, { name: change.name })
    case 'visitAdded': case 'visitRemoved': return t(`itemChanges.${change.kind}`, { reason: change.reason })
    case 'questionAdded': case 'answerGone': case 'fieldAdded': case 'fieldRemoved':
      return t(`itemChanges.${change.kind}`, { label: change.label })
    case 'capacityGone': return t('itemChanges.capacityGone')
  }
}

function daysText({ days, unit }: TimeLimit): string {
  return t(`itemChanges.${unit}`, { days })
}
