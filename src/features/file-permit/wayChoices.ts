import type { LicenceView } from '../../contract/accountViews.ts'
import { deferralDue } from '../../domain/deferral.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Item, Material } from '../../domain/item.ts'
import type { PlainDate } from '../../domain/plainDate.ts'
import { deferrableDays, listWays } from '../../domain/requirements.ts'
import type { Way } from '../../domain/requirements.ts'
import type { WorkdayCalendar } from '../../domain/workdays.ts'
import { formatDate, formatDay } from '../../platform/format.ts'
import { t } from '../../platform/i18n.ts'

export interface WayChoice {
  value: Way
  label: string
  hint: string
}

interface WaySources {
  item: Item
  material: Material
  facts: Facts
  calendar: WorkdayCalendar
  /** The licence that would be taken; undefined while the library was not asked. */
  licence: LicenceView | undefined
  /** Last days of what may be given again, the newest first. */
  reusableUntil: PlainDate[]
}

/** The ways open for this material and person, each with its consequence in a sentence and its date. */
export function wayChoices(sources: WaySources): WayChoice[] {
  // Nothing to choose from on this phone: then it is no way.
  return listWays(sources.item, sources.material, sources.facts)
    .filter((way) => way !== 'reuse' || sources.reusableUntil.length > 0)
    .map((way) => ({ value: way, label: t(`filePermit.materials.ways.${way}`), hint: hintFor(way, sources) }))
}

function hintFor(way: Way, sources: WaySources): string {
  switch (way) {
    case 'library': return libraryHint(sources)
    case 'reuse': return reuseHint(sources)
    case 'later': return laterHint(sources)
    case 'file': case 'declare': return t(`filePermit.materials.wayHints.${way}`)
  }
}

function libraryHint({ facts, licence }: WaySources): string {
  if (!facts.licences) return t('filePermit.materials.wayHints.libraryOffline')
  return licence?.validUntil
    ? t('filePermit.materials.wayHints.libraryUntil', { date: formatDay(licence.validUntil) })
    : t('filePermit.materials.wayHints.library')
}

function reuseHint({ material, facts, reusableUntil: [until = ''] }: WaySources): string {
  return facts.reusable?.current
    ? t('filePermit.materials.wayHints.reuse', { months: material.reuse?.months ?? 0, until: formatDay(until) })
    : t('filePermit.materials.wayHints.reuseOffline', { until: formatDay(until) })
}

function laterHint({ item, material, facts, calendar }: WaySources): string {
  const days = deferrableDays(item, material)
  const due = deferralDue(facts.today, days, calendar)
  return due
    ? t('filePermit.materials.wayHints.later', { days, due: formatDate(due) })
    : t('filePermit.materials.wayHints.laterNoDate', { days })
}
