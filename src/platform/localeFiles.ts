import type { Locale } from '../contract/catalogueViews.ts'

/** As strings they are modules, and so chunks, of their own. */
const files: Record<Locale, () => Promise<{ default: string }>> = {
  'zh-Hans': () => import('../locales/zh-Hans.json?raw'),
  'zh-Hant': () => import('../locales/zh-Hant.json?raw'),
  'en': () => import('../locales/en.json?raw'),
}

/** All texts of a language. */
export async function readTexts(locale: Locale): Promise<Record<string, unknown>> {
  const { default: json } = await files[locale]()
  return JSON.parse(json) as Record<string, unknown>
}
