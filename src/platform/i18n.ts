import { shallowRef } from 'vue'
import type { Locale } from '../contract/catalogueViews.ts'
// Named, so that only these parts are in the first route; the whole file comes with the first page after it.
import { app, home } from '../locales/zh-Hans.json'
import { locale, setLocale } from './locale.ts'

/** Dot paths to the texts of the locale: `home.title`. */
export type MessageKey = LeafPaths<typeof import('../locales/zh-Hans.json')>
type LeafPaths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${LeafPaths<T[K]>}` }[keyof T & string]

const texts = shallowRef<Record<string, unknown>>({ app, home })

/** Loads the texts of every page in the language chosen. The router waits for it before it leaves the home page. */
export async function loadAllTexts(): Promise<void> {
  const wanted = locale.value
  const read = await readTexts(wanted)
  // Another language may have been chosen meanwhile; its own texts come then.
  if (wanted === locale.value) texts.value = read
}

let lastChosen: Locale | undefined

/** Speaks another language from now on, once its texts are there. */
export async function changeLanguage(chosen: Locale): Promise<void> {
  lastChosen = chosen
  const read = await readTexts(chosen)
  // The texts of a language chosen before may come later.
  if (lastChosen !== chosen) return
  setLocale(chosen)
  texts.value = read
}

async function readTexts(wanted: Locale): Promise<Record<string, unknown>> {
  const { readTexts: read } = await import('./localeFiles.ts')
  return read(wanted)
}

const isProduction = import.meta.env.PROD

/** The text for a key with its `{params}` filled in. A missing param throws while developing. */
export function t(key: MessageKey, params: Record<string, string | number> = {}): string {
  return findText(key).replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = params[name]
    if (value === undefined && !isProduction) throw new Error(`no ${name} for the text ${key}`)
    return value === undefined ? placeholder : String(value)
  })
}

/** True when the locale has the key: for codes that come from the server or the rules. */
export function hasText(key: string): key is MessageKey {
  return typeof find(key) === 'string'
}

function findText(key: string): string {
  const text = find(key)
  if (typeof text === 'string') return text
  if (!isProduction) throw new Error(`no text for ${key}`)
  return key
}

function find(key: string): unknown {
  return key.split('.')
    .reduce<unknown>((found, part) => (found as Record<string, unknown> | undefined)?.[part], texts.value)
}
