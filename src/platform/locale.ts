/**
 * The language of the screens. Chinese is what the pages are made in; another language is the resident's own choice,
 * kept in localStorage, which a private window may refuse: then it lasts as long as the page.
 */
import { ref } from 'vue'
import type { Locale } from '../contract/catalogueViews.ts'

const storageKey = 'locale'
export const languages: readonly Locale[] = ['zh-Hans', 'zh-Hant', 'en']

/** What the screens speak; the prerendered home page is taken over in Chinese before the stored one is set. */
export const locale = ref<Locale>('zh-Hans')

/** What was chosen before. */
export function storedLocale(): Locale {
  try {
    return languages.find((one) => one === localStorage.getItem(storageKey)) ?? 'zh-Hans'
  } catch {
    return 'zh-Hans'
  }
}

export function setLocale(chosen: Locale): void {
  locale.value = chosen
  document.documentElement.lang = chosen
  try {
    localStorage.setItem(storageKey, chosen)
  } catch {
    // Refused or full: the choice still holds for this visit.
  }
}
