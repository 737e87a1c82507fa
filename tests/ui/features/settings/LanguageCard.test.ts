import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import LanguageCard from '../../../../src/features/settings/LanguageCard.vue'
import { changeLanguage } from '../../../../src/platform/i18n.ts'
import { locale, storedLocale } from '../../../../src/platform/locale.ts'
import { useCatalogue } from '../../../../src/stores/catalogue.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { sampleCatalogue } from '../../support/sampleItem.ts'
import { serve } from '../../support/serve.ts'

beforeEach(freshDevice)
afterEach(async () => {
  await changeLanguage('zh-Hans')
  localStorage.clear()
})

async function openCard(answers = { catalogue: sampleCatalogue }) {
  const network = serve(answers)
  await useCatalogue().load()
  const card = mount(LanguageCard)
  return {
    card, network,
    chosen: () => card.get<HTMLInputElement>('input:checked').element.value,
    choose: async (language: string) => {
      await card.get(`input[value=${language}]`).setValue(true)
      await vi.waitFor(() => expect(locale.value).toBe(language))
      await useCatalogue().load()
      await flushPromises()
    },
  }
}

it('offers each language by its own name, and says what stays Chinese', async () => {
  const { card, chosen } = await openCard()
  expect(card.findAll('label').map((label) => label.text())).toEqual(['简体中文', '繁體中文', 'English'])
  expect(chosen()).toBe('zh-Hans')
  const hint = card.get('fieldset').attributes('aria-describedby')
  expect(card.get(`#${hint}`).text()).toBe('签名的文书和公安机关的文书只有简体中文。')
})

it('speaks it at once, remembers it, and fetches the items’ texts in it', async () => {
  const { card, network, choose, chosen } = await openCard()
  await choose('en')
  expect(chosen()).toBe('en')
  expect(card.get('h2').text()).toBe('Language')
  expect(document.documentElement.lang).toBe('en')
  expect(storedLocale()).toBe('en')
  expect(String(network.mock.lastCall?.[0])).toBe('/api/catalogue?locale=en')
  expect(useCatalogue().index?.locale).toBe('en')
})

it('holds without a network: the screens change, the items stay as they are', async () => {
  const { card, choose } = await openCard()
  serve({})
  await choose('zh-Hant')
  expect(card.get('h2').text()).toBe('語言')
  expect(useCatalogue()).toMatchObject({ status: 'ready', index: { locale: 'zh-Hans' } })
})

it('holds as long as the page where the phone remembers nothing', async () => {
  const { choose, chosen } = await openCard()
  const setItem = vi.fn(() => { throw new DOMException('full', 'QuotaExceededError') })
  vi.stubGlobal('localStorage', { getItem: () => null, setItem })
  await choose('en')
  expect(chosen()).toBe('en')
  expect(setItem).toHaveBeenCalledOnce()
  expect(storedLocale()).toBe('zh-Hans')
  vi.unstubAllGlobals()
})
