/** What items share by id: each stands for one thing, days are real, ranges go up, a place names known branches. */
import { isPlainDate } from '../../../src/domain/plainDate.ts'
import { blocking, usedTwice } from '../finding.ts'
import type { FoundInItem } from '../finding.ts'
import type { CatalogueFiles } from '../readCatalogue.ts'
import { unknownIds } from './references.ts'

export function lintTags({ branches, lifeEvents }: CatalogueFiles['tags']['value']): FoundInItem[] {
  return [
    ...usedTwice('/branches', branches.map(({ id }) => id)),
    ...usedTwice('/lifeEvents', lifeEvents.map(({ id }) => id)),
  ]
}

export function lintPlaces(
  { places }: CatalogueFiles['places']['value'], { branches }: CatalogueFiles['tags']['value'],
): FoundInItem[] {
  return [
    ...usedTwice('/places', places.map(({ id }) => id)),
    ...lintDays('/places', places),
    ...places.flatMap((place, index) =>
      unknownIds(place.branches.map((id, at) => [`/places/${index}/branches/${at}`, id]), branches)),
  ]
}

export function lintPhotoRules({ rules }: CatalogueFiles['photoRules']['value']): FoundInItem[] {
  return [
    ...usedTwice('/rules', rules.map(({ id }) => id)),
    ...lintDays('/rules', rules),
    ...rules.flatMap((rule, index) => (['headWidthMm', 'headHeightMm', 'topGapMm'] as const)
      .filter((key) => rule[key][0] > rule[key][1])
      .map((key) => blocking(`/rules/${index}/${key}`, 'range', '最小值大于最大值', 'the least is above the most'))),
  ]
}

function lintDays(path: string, list: { asOf: string }[]): FoundInItem[] {
  return list.flatMap(({ asOf }, index) => isPlainDate(asOf) ? []
    : [blocking(`${path}/${index}/asOf`, 'date', `没有这一天：${asOf}`, `no such day: ${asOf}`)])
}
