import zhHans from '../locales/zh-Hans.json' with { type: 'json' }

/** Dot paths to the texts of the locale: `home.title`. */
export type MessageKey = LeafPaths<typeof zhHans>
type LeafPaths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${LeafPaths<T[K]>}` }[keyof T & string]

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
  return key.split('.').reduce<unknown>((texts, part) => (texts as Record<string, unknown> | undefined)?.[part], zhHans)
}
