// @vitest-environment node
import { expect, it } from 'vitest'
import { renderHome } from '../../../src/app/entryServer.ts'
import { sampleCatalogue } from '../support/sampleItem.ts'

it('renders the home page without a browser: the items, no inline style, no handler', async () => {
  const { html } = await renderHome(sampleCatalogue)
  expect(html).toContain('在家养鸽子')
  expect(html).toContain('长辈版')
  expect(html).not.toMatch(/ style=| on\w+=/)
})

it('carries only what the first screen shows', async () => {
  const { state } = await renderHome(sampleCatalogue)
  const home = JSON.parse(state) as { items: { plainName: string }[] }
  expect(home.items.map((item) => item.plainName)).toEqual(['在家养鸽子', '放烟火表演'])
  const kept = new Set(home.items.flatMap((item) => Object.keys(item)))
  expect(['keywords', 'aliases', 'summary', 'hash'].filter((key) => kept.has(key))).toEqual([])
})
