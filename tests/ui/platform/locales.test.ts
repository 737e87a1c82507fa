import { flushPromises, mount } from '@vue/test-utils'
import { Converter } from 'opencc-js/cn2t'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import App from '../../../src/app/App.vue'
import { createPages } from '../../../src/app/router.ts'
import MePage from '../../../src/features/settings/MePage.vue'
import en from '../../../src/locales/en.json' with { type: 'json' }
import simplified from '../../../src/locales/zh-Hans.json' with { type: 'json' }
import traditional from '../../../src/locales/zh-Hant.json' with { type: 'json' }
import { changeLanguage } from '../../../src/platform/i18n.ts'
import { freshDevice } from '../support/freshDevice.ts'
import { mountPage, serve } from '../support/mountPage.ts'

/** Every text by its dot path. */
function listTexts(node: object, path = ''): [string, string][] {
  return Object.entries(node).flatMap(([key, value]): [string, string][] => {
    const at = path === '' ? key : `${path}.${key}`
    return typeof value === 'string' ? [[at, value]] : listTexts(value as object, at)
  })
}

/** The values a text says; 量词 apart, which English has none of. */
const paramsOf = (text: string) => [...new Set(text.match(/\{\w+\}/g))].filter((param) => param !== '{measure}').sort()
const files = { 'zh-Hans': simplified, 'zh-Hant': traditional, en }
const chinese = listTexts(simplified)

/** Word lists for the search: they hold whatever people type. */
const wordLists = ['findPermit.careAliases']

describe.each(Object.entries(files))('the texts in %s', (_language, file) => {
  const texts = listTexts(file)

  it('are the same texts as in Chinese, in the same order', () => {
    expect(texts.map(([key]) => key)).toEqual(chinese.map(([key]) => key))
  })

  it('say the same values', () => {
    const params = (all: [string, string][]) => Object.fromEntries(all.map(([key, text]) => [key, paramsOf(text)]))
    expect(params(texts)).toEqual(params(chinese))
  })

  it('all say something', () => {
    expect(texts.filter(([, text]) => text.trim() === '')).toEqual([])
  })
})

/** English texts that may hold Chinese, and which. */
const chineseInEnglish: Record<string, { words: string, why: string }> = {
  'readGuide.materials.deferrableNote': { words: '容缺', why: 'no English term: named once on the guide, where it is explained' },
  'filePermit.materials.ways.later': { words: '容缺', why: 'the same, where it is chosen' },
  'trackCase.statusText.acceptedTolerant': { words: '容缺', why: 'the same, in a case it was chosen for' },
  'defects.plate-province': { words: '粤', why: 'stands on the plates themselves' },
  'language.zh-Hans': { words: '简体中文', why: 'a language is called by its own name' },
  'language.zh-Hant': { words: '繁體中文', why: 'a language is called by its own name' },
}

it('the English texts hold no Chinese but what has no English', () => {
  const found = listTexts(en).filter(([key]) => !wordLists.includes(key)).flatMap(([key, text]) => {
    const words = text.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/gu)
    return words ? [[key, words.join(' ')]] : []
  })
  expect(Object.fromEntries(found))
    .toEqual(Object.fromEntries(Object.entries(chineseInEnglish).map(([key, { words }]) => [key, words])))
})

/** What OpenCC's Hong Kong tables write, and what keyboards in Hong Kong and Macao give. */
const typed: Record<string, string> = { 户: '戶', 説: '說', 閲: '閱' }

it('the 繁體 texts hold no simplified character', () => {
  const convert = Converter({ from: 'cn', to: 'hk' })
  const may = [...wordLists, 'language.zh-Hans']
  const changed = listTexts(traditional).filter(([key]) => !may.includes(key))
    .map(([key, text]) => [key, text, convert(text).replace(/[户説閲]/g, (character) => typed[character] ?? character)])
    .filter(([, text, converted]) => text !== converted)
  expect(changed).toEqual([])
})

describe('another language', () => {
  let unmount = () => {}
  beforeEach(freshDevice)
  afterEach(async () => {
    unmount()
    await changeLanguage('zh-Hans')
    localStorage.clear()
    vi.unstubAllGlobals()
    document.body.replaceChildren()
  })

  async function settle() {
    for (let round = 0; round < 3; round += 1) {
      await vi.dynamicImportSettled()
      await flushPromises()
    }
  }

  it('chosen on a page shows at once, everywhere on it', async () => {
    const { wrapper } = await mountPage(MePage, '/me')
    unmount = () => wrapper.unmount()
    await settle()
    const labels = () => wrapper.findAll('[name=text-size], [name=theme]').map(
      (input) => input.element.closest('label')?.textContent)
    expect(labels()).toContain('特大')
    await wrapper.get('input[name=language][value=en]').setValue(true)
    await vi.waitFor(() => expect(wrapper.text()).toContain(en.settings.appearance.careNote))
    expect(labels()).toEqual(['Standard', 'Large', 'Largest', 'Same as phone', 'Light', 'Dark'])
    expect(wrapper.text().match(/\p{Script=Han}+/gu)?.join(' ')).toBe('简体中文繁體中文')
    expect(document.documentElement.lang).toBe('en')
    await changeLanguage('zh-Hant')
    await settle()
    expect(wrapper.text()).toContain(traditional.settings.appearance.careNote)
  })

  it('names the browser tab anew', async () => {
    serve({ session: { demo: true, now: '2026-03-02T01:00:00.000Z', account: null } })
    const router = createPages(createMemoryHistory())
    await router.push('/me')
    const app = mount(App, { global: { plugins: [router] }, attachTo: document.body })
    unmount = () => app.unmount()
    await settle()
    expect(document.title).toBe('我的 - 证好办')
    await changeLanguage('en')
    await settle()
    expect(document.title).toBe('Me - Zhenghaoban')
    expect(app.get('nav [aria-current=page]').text()).toBe('Me')
  })
})
