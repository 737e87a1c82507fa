/** The catalogue in the other languages: English from its translation files, 繁體 converted character by phrase. */
import type { CatalogueView, ItemSummaryView, Locale } from '../../src/contract/catalogueViews.ts'
import type { Item } from '../../src/domain/item.ts'
import { listTexts, mapTexts, translate } from '../../src/domain/itemTexts.ts'
import type { Texts } from '../../src/domain/itemTexts.ts'
import type { Translation } from './readCatalogue.ts'
import { toTraditional } from './toTraditional.ts'

export interface Translator {
  index(view: CatalogueView): CatalogueView
  /** undefined: there is no translation of this version. */
  item(item: Item): Texts | undefined
}

export function createTranslators(
  translations: Translation[], shared: Texts,
): Record<Exclude<Locale, 'zh-Hans'>, Translator> {
  return { 'zh-Hant': traditional(), 'en': english(translations, shared) }
}

function traditional(): Translator {
  // Converting twenty items holds the server up for a quarter of a second, and every phone asks for every item.
  const converted = new WeakMap<Item, Texts>()
  const convert = (item: Item): Texts =>
    Object.fromEntries(listTexts(item).map(({ pointer, text }) => [pointer, toTraditional(text)]))
  return {
    index: (view) => ({
      ...localise(view, 'zh-Hant', (data) => mapTexts(data, toTraditional)),
      items: view.items.map((item) => ({
        ...mapTexts(item, toTraditional), aliases: item.aliases.flatMap((alias) => both(alias, toTraditional(alias))),
      })),
    }),
    item: (item) => {
      const texts = converted.get(item) ?? convert(item)
      converted.set(item, texts)
      return texts
    },
  }
}

function both(one: string, other: string): string[] {
  return one === other ? [one] : [one, other]
}

function english(translations: Translation[], shared: Texts): Translator {
  const find = ({ code, version }: { code: string, version: number }) =>
    translations.find((one) => one.code === code && one.version === version)
  return {
    index: (view) => {
      const { tags, ...rest } = localise(view, 'en', (data) => translate(data, shared))
      const named = <T extends { name: string, en: string }>(list: T[]) => list.map((tag) => ({ ...tag, name: tag.en }))
      return {
        ...rest,
        tags: { ...tags, branches: named(tags.branches), lifeEvents: named(tags.lifeEvents) },
        items: view.items.map((item) => inEnglish(item, find(item))),
      }
    },
    item: (item) => find(item)?.texts,
  }
}

/** The Chinese names stay findable. */
function inEnglish(item: ItemSummaryView, translation: Translation | undefined): ItemSummaryView {
  if (!translation) return item
  const translated = translate(item, translation.texts)
  return { ...translated, aliases: [...translation.aliases, item.plainName, item.name, ...item.aliases] }
}

function localise(view: CatalogueView, locale: Locale, change: <T>(data: T) => T): CatalogueView {
  const { halls, photoRules, grades, enquiry, complaint } = change(sharedTexts({
    places: view.places, photoRules: view.photoRules, ratingTags: view.ratingTags, bureau: view.bureau,
  }))
  // Each list by itself: under these names an item or a place holds ids, which are no texts.
  const tags = { ...view.tags, branches: change(view.tags.branches), lifeEvents: change(view.tags.lifeEvents) }
  return {
    ...view, locale, tags,
    places: { ...view.places, places: halls }, photoRules: { ...view.photoRules, rules: photoRules },
    ratingTags: { ...view.ratingTags, grades },
    // The bureau's name stays: it stands in notices and documents, which are Chinese.
    bureau: { ...view.bureau, enquiry, complaint },
  }
}

/** What `translations/en-shared.json` translates, by the names its pointers begin with. */
export function sharedTexts({ places, photoRules, ratingTags, bureau }: Pick<
  CatalogueView, 'places' | 'photoRules' | 'ratingTags' | 'bureau'
>) {
  const { enquiry, complaint } = bureau
  return { halls: places.places, photoRules: photoRules.rules, grades: ratingTags.grades, enquiry, complaint }
}
