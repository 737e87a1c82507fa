import { shallowRef } from 'vue'
// Named, so that only these parts are in the first route; the whole file comes with the first page after it.
import { app, home } from '../locales/zh-Hans.json'
import { locale, setLocale } from './locale.ts'

/** Dot paths to the texts of the locale: `home.title`. */
export type MessageKey = LeafPaths<typeof import('../locales/zh-Hans.json')>
type LeafPaths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${LeafPaths<T[K]>}` }[keyof T & string]

const texts = shallowRef<Record<string, unknown>>({ app, home })

/** Loads the texts of every page in the language chosen. The router waits for it before it leaves the home page. */
export async function loadAllTexts(chosen = locale.value): Promise<void> {
  const { readTexts } = await import('./localeFiles.ts')
  const read = await readTexts(chosen)
  if (chosen !== locale.value) setLocale(chosen)
  texts.value = read
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
