/** What an item names in other files is there, and every published element is spoken for by a source or as 拟定. */
import type { Item, PublishedElement } from '../../../src/domain/item.ts'
import type { CatalogueFiles } from '../readCatalogue.ts'
import { blocking } from '../finding.ts'
import type { FoundInItem } from '../finding.ts'

export function lintReferences(item: Item, files: CatalogueFiles): FoundInItem[] {
  const { branches, lifeEvents } = files.tags.value
  const blankForms = files.documents.filter(({ value }) => value.kind === 'blankForm').map(({ value }) => value)
  return [
    ...unknownIds([['/branch', item.branch]], branches),
    ...unknownIds(item.lifeEvents.map((id, index) => [`/lifeEvents/${index}`, id]), lifeEvents),
    ...unknownIds(item.places.map((id, index) => [`/places/${index}`, id]), files.places.value.places),
    ...unknownIds(item.materials.map(({ photoRule }, index) => [`/materials/${index}/photoRule`, photoRule]), files.photoRules.value.rules),
    ...unknownIds(item.materials.map(({ blankForm }, index) => [`/materials/${index}/blankForm`, blankForm]), blankForms),
    ...lintCoverage(item),
  ]
}

export function unknownIds(named: [string, string | undefined][], known: { id: string }[]): FoundInItem[] {
  return named.filter(([, id]) => id !== undefined && !known.some((one) => one.id === id))
    .map(([path, id]) => blocking(path, 'reference', `没有这个编号：${id}`, `no such id: ${id}`))
}

const always: PublishedElement[] = [
  'implementingBody', 'legalBasis', 'steps', 'conditions', 'statutory', 'promised', 'discretion', 'channels', 'scope',
  'materials', 'fees', 'form', 'contacts', 'result', 'code',
]

/** The twelve published elements (行政许可法 第三十条): read somewhere, or said to be proposed. */
function lintCoverage(item: Item): FoundInItem[] {
  const spokenFor = new Set([...item.sources, ...item.proposed].flatMap(({ covers }) => covers))
  const needed: PublishedElement[] = [
    ...always,
    ...item.materials.some(({ deferral }) => deferral) ? ['deferrals' as const] : [],
    ...item.commitments.length > 0 ? ['commitments' as const] : [],
  ]
  return needed.filter((element) => !spokenFor.has(element)).map((element) =>
    blocking('/sources', 'source-per-fact', `“${element}”既没有来源，也没有写明拟定`, `${element} has no source and is not marked as proposed`))
}
