import type { LicenceView } from '../../contract/views.ts'
import { deferralDue } from '../../domain/deferral.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Item, Material } from '../../domain/item.ts'
import { deferrableDays, listWays } from '../../domain/requirements.ts'
import type { Way } from '../../domain/requirements.ts'
import type { WorkdayCalendar } from '../../domain/workdays.ts'
import { formatDate } from '../../platform/format.ts'
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
  licences: LicenceView[] | undefined
}

/** The ways open for this material and person, each with its consequence in a sentence and its date. */
export function wayChoices(sources: WaySources): WayChoice[] {
  return listWays(sources.item, sources.material, sources.facts).map((way) => ({
    value: way, label: t(`filePermit.materials.ways.${way}`), hint: hintFor(way, sources),
  }))
}

function hintFor(way: Way, { item, material, facts, calendar, licences }: WaySources): string {
  if (way === 'library') return licences ? t('filePermit.materials.wayHints.library') : t('filePermit.materials.wayHints.libraryOffline')
  if (way !== 'later') return t(`filePermit.materials.wayHints.${way}`)
  const days = deferrableDays(item, material)
  const due = deferralDue(facts.today, days, calendar)
  return due
    ? t('filePermit.materials.wayHints.later', { days, due: formatDate(due) })
    : t('filePermit.materials.wayHints.laterNoDate', { days })
}
