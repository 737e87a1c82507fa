import type { ProvisionInput } from '../../contract/filing.ts'
import type { ReusableMaterialView } from '../../contract/accountViews.ts'
import { maskIdentifier } from '../../domain/identifiers/maskIdentifier.ts'
import { fieldName } from '../../domain/entries.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Item, Material } from '../../domain/item.ts'
import { listFields, listMaterials, listQuestions } from '../../domain/requirements.ts'
import type { Draft } from '../../offline/drafts.ts'
import { fieldText } from '../../platform/fieldText.ts'
import { formatDay } from '../../platform/format.ts'
import { t } from '../../platform/i18n.ts'
import { findEarlier } from './earlierMaterials.ts'

export interface ReviewRows {
  step: 'questions' | 'form' | 'materials'
  rows: { label: string, value: string }[]
}

/** In whose name it is filed. */
export function whoRows({ capacity, applicant, organisation }: Draft): ReviewRows['rows'] {
  return [
    { label: t('filePermit.who.capacity'), value: t(`filePermit.who.capacities.${capacity}`) },
    { label: t('filePermit.who.name'), value: applicant?.name ?? '' },
    { label: t('filePermit.who.idNumber'), value: maskIdentifier(applicant?.idNumber ?? '') },
    ...(organisation ? [{ label: t('filePermit.who.organisation'), value: organisation.name }] : []),
  ]
}

/** What was answered, filled in and handed in, in words, for the last look before signing. */
export function reviewRows(item: Item, facts: Facts, earlier: ReusableMaterialView[]): ReviewRows[] {
  return [
    {
      step: 'questions',
      rows: listQuestions(item, facts).map((question) => ({
        label: question.label,
        value: question.options.find((option) => option.value === facts.answers[question.id])?.label ?? '',
      })),
    },
    {
      step: 'form',
      rows: listFields(item, facts)
        .map((field) => ({ label: fieldName(field), value: fieldText(field, facts.form[field.id] ?? '') })),
    },
    {
      step: 'materials',
      rows: listMaterials(item, facts).map(({ material }) => {
        const given = facts.provisions[material.id]
        if (material.kind === 'form') return { label: material.name, value: t('filePermit.materials.auto') }
        return { label: material.name, value: provisionText(material, given, earlier) }
      }),
    },
  ]
}

function provisionText(
  material: Material, given: ProvisionInput | undefined, earlier: ReusableMaterialView[],
): string {
  if (!given) return t('filePermit.materials.notGiven')
  const reused = given.way === 'reuse' ? findEarlier(material, given, earlier) : undefined
  if (reused) {
    return t('filePermit.review.reuse', {
      date: formatDay(reused.handedInOn), item: reused.itemName, until: formatDay(reused.until),
    })
  }
  if (given.way !== 'file') return t(`filePermit.materials.ways.${given.way}`)
  const count = given.uploadIds.length
  return count > 0 ? t('filePermit.review.files', { count }) : t('filePermit.materials.notGiven')
}
