import { expect, it } from 'vitest'
import texts from '../../../src/locales/zh-Hans.json' with { type: 'json' }
import { hasText, t } from '../../../src/platform/i18n.ts'
import type { MessageKey } from '../../../src/platform/i18n.ts'

it('finds a text by its path', () => {
  expect(t('app.title')).toBe(texts.app.title)
})

it('fills in what the text asks for', () => {
  expect(t('app.pageTitle', { title: 'A' })).toBe(texts.app.pageTitle.replace('{title}', 'A'))
})

it('a missing value and a missing text are bugs', () => {
  expect(() => t('app.pageTitle')).toThrow('title')
  // @ts-expect-error: keys are checked against the locale
  const wrong: MessageKey = 'app.nothing'
  expect(() => t(wrong)).toThrow('app.nothing')
})

it('knows which codes have words', () => {
  expect(hasText('app.tabs.home')).toBe(true)
  expect(hasText('app.tabs.nonsense')).toBe(false)
  expect(hasText('app.tabs')).toBe(false)
})
