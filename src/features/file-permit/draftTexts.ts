import { plainDateAt } from '../../domain/plainDate.ts'
import { draftDays } from '../../offline/drafts.ts'
import type { Draft } from '../../offline/drafts.ts'
import { formatDate, formatList } from '../../platform/format.ts'
import { t } from '../../platform/i18n.ts'
import { missingSteps } from './draftMissing.ts'
import type { Missing } from './draftMissing.ts'

/** By item and person, or several drafts of a family look the same; `itemName` in the language of the screens. */
export function draftName({ organisation, applicant }: Pick<Draft, 'organisation' | 'applicant'>, itemName: string): string {
  return t('drafts.name', { item: itemName, person: organisation?.name || applicant?.name.trim() || t('drafts.nobody') })
}

const missingTexts = {
  who: 'drafts.missingWho', questions: 'drafts.missingQuestions', form: 'drafts.missingForm',
  materials: 'drafts.missingMaterials',
} as const

/** `还差：2 个问题、3 样材料`; a draft that lacks nothing is still not filed. */
export function missingText(missing: Missing): string {
  const parts = missingSteps.filter((step) => missing[step] > 0)
    .map((step) => t(missingTexts[step], { count: missing[step] }))
  return parts.length > 0 ? t('drafts.missing', { list: formatList(parts) }) : t('drafts.complete')
}

/** When it goes by itself, the day in Shanghai. */
export function expiryText({ expiresAt }: Draft): string {
  return t('drafts.expires', { days: draftDays, date: formatDate(plainDateAt(expiresAt)) })
}
