/** The catalogue judged as a whole: rules.md §5.3 and what keeps an item from misleading somebody. */
import type { CatalogueFiles, Loaded } from './readCatalogue.ts'
import { blocking } from './finding.ts'
import type { Finding, FoundInItem } from './finding.ts'
import { lintCalendar } from './lint/calendar.ts'
import { lintConditions } from './lint/conditions.ts'
import { lintDocument, obligatoryKinds } from './lint/documents.ts'
import { lintGroups } from './lint/groups.ts'
import { lintIdentity } from './lint/identity.ts'
import { lintLimits } from './lint/limits.ts'
import { lintMarkup } from './lint/markup.ts'
import { lintMaterials } from './lint/materials.ts'
import { lintReferences } from './lint/references.ts'
import { lintReuse, lintReuseKinds } from './lint/reuse.ts'
import { lintPhotoRules, lintPlaces, lintTags } from './lint/sharedLists.ts'
import { lintSituations } from './lint/situations.ts'
import { lintTexts, lintTranslation } from './lint/translations.ts'
import { sharedTexts } from './translateCatalogue.ts'
import type { ItemFile } from '../../src/domain/item.ts'

/** Gives every finding, warnings included; the files have passed their schemas. */
export function lintCatalogue(files: CatalogueFiles): Finding[] {
  const { items, documents, calendar, tags, places, photoRules, reuseKinds } = files
  return [
    ...items.flatMap((item) => inFile(item.file, lintItem(item.value, files))),
    ...lintVersions(items.map(({ file, value }) => ({ file, id: value.code, version: value.version }))),
    ...documents.flatMap(({ file, value }) => inFile(file, lintDocument(value))),
    ...lintVersions(documents.map(({ file, value }) => ({ file, id: value.id, version: value.version }))),
    ...obligatoryKinds.filter((kind) => !documents.some(({ value }) => value.kind === kind)).flatMap((kind) =>
      inFile('documents', [blocking('', 'document-kind', `缺少文书：${kind}`, `no document of kind ${kind}`)])),
    ...inFile(calendar.file, lintCalendar(calendar.value)),
    ...inFile(tags.file, lintTags(tags.value)),
    ...inFile(places.file, lintPlaces(places.value, tags.value)),
    ...inFile(photoRules.file, lintPhotoRules(photoRules.value)),
    ...inFile(reuseKinds.file, lintReuseKinds(reuseKinds.value, photoRules.value)),
    ...lintOtherTexts(files),
  ]
}

function lintItem(item: ItemFile, files: CatalogueFiles): FoundInItem[] {
  const { documents, calendar } = files
  const found = [
    ...lintIdentity(item), ...lintGroups(item), ...lintLimits(item), ...lintConditions(item), ...lintMarkup(item),
    ...lintMaterials(item, documents.map(({ value }) => value)), ...lintReferences(item, files),
    ...lintReuse(item, files.reuseKinds.value),
  ]
  // Situations run the rules, which trust what the other checks have not yet confirmed.
  return found.some(({ level }) => level === 'blocking') ? found : [...found, ...lintSituations(item, calendar.value)]
}

function lintOtherTexts(files: CatalogueFiles): Finding[] {
  const { translations, sharedTranslation, documents, words, ratingTags, places, photoRules, tags, bureau } = files
  const items = files.items.map(({ value }) => value)
  const shared = sharedTexts({
    places: places.value, photoRules: photoRules.value, ratingTags: ratingTags.value, bureau: bureau.value,
  })
  return [
    ...translations.flatMap(({ file, value }) =>
      inFile(file, [...lintTranslation(value, items), ...lintMarkup(value)])),
    ...inFile(sharedTranslation.file, lintTexts(sharedTranslation.value.texts, shared)),
    ...[...documents, words, ratingTags, sharedTranslation, places, photoRules, tags, bureau, files.reuseKinds]
      .flatMap(({ file, value }) => inFile(file, lintMarkup(value))),
  ]
}

function lintVersions(versions: { file: string, id: string, version: number }[]): Finding[] {
  return versions.flatMap((one, index) => {
    const twin = versions.slice(0, index).find((other) => other.id === one.id && other.version === one.version)
    return twin ? inFile(one.file, [blocking('/version', 'version-unique',
      `${twin.file} 已有这一版`, `${twin.file} holds this version already`)]) : []
  })
}

function inFile(file: Loaded<unknown>['file'], found: FoundInItem[]): Finding[] {
  return found.map((one) => ({ file, ...one }))
}
