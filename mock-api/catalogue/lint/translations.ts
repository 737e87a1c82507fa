/** A translation fits the version it names, whole; one of an older version is kept, told, and shown to nobody. */
import type { Item } from '../../../src/domain/item.ts'
import { listTexts } from '../../../src/domain/itemTexts.ts'
import type { Translation } from '../readCatalogue.ts'
import { blocking, warning } from '../finding.ts'
import type { FoundInItem } from '../finding.ts'

export function lintTranslation(translation: Translation, items: Item[]): FoundInItem[] {
  const versions = items.filter(({ code }) => code === translation.code)
  const item = versions.find(({ version }) => version === translation.version)
  if (versions.length === 0) return [blocking('/code', 'translation-item', '没有这个事项', 'no such item')]
  if (!item) return [warning('/version', 'translation-outdated', '译的不是现有的版本，不会显示', 'of a version that is not there: not shown')]
  return lintTexts(translation.texts, item)
}

export function lintTexts(texts: Record<string, string>, data: unknown): FoundInItem[] {
  const pointers = new Set(listTexts(data).map(({ pointer }) => pointer))
  return [
    ...Object.keys(texts).filter((pointer) => !pointers.has(pointer)).map((pointer) =>
      blocking(`/texts${pointer}`, 'translation-unknown', '没有这段原文', 'no such text to translate')),
    ...[...pointers].filter((pointer) => texts[pointer] === undefined).map((pointer) =>
      blocking(`/texts${pointer}`, 'translation-missing', '这段还没有译', 'not translated yet')),
  ]
}
