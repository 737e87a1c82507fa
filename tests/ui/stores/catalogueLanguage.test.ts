import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { setLocale } from '../../../src/platform/locale.ts'
import { useCatalogue } from '../../../src/stores/catalogue.ts'
import { freshDevice, restartPage } from '../support/freshDevice.ts'
import { answerWith, cutNetwork, seen, stubFetch } from '../support/stubFetch.ts'

beforeAll(stubFetch)
beforeEach(async () => {
  await freshDevice()
  serve()
})
afterEach(() => {
  setLocale('zh-Hans')
  localStorage.clear()
})

const item = { code: 'A', version: 2, name: '养鸽许可' }

/** One item, with an English name where English is asked for. */
function serve(): void {
  answerWith(({ path }) => answerTo(new URL(path, 'http://localhost')))
}

function answerTo({ pathname, searchParams }: URL): Response {
  const locale = searchParams.get('locale') ?? 'zh-Hans'
  const texts = locale === 'en' ? { texts: { '/name': 'Pigeon permit' } } : {}
  if (pathname === '/api/items') return Response.json([{ item, hash: 'A2', ...texts }])
  return Response.json({ version: locale, locale, items: [{ code: 'A', version: 2, hash: 'A2' }] }, { headers: { etag: '"1"' } })
}

async function loaded() {
  const catalogue = useCatalogue()
  await catalogue.loadItem('A')
  return catalogue
}

it('another language fetches its texts, of the index and of the item', async () => {
  await loaded()
  seen.length = 0
  setLocale('en')
  const catalogue = await loaded()
  expect(seen.map(({ path }) => path)).toEqual(['/api/catalogue?locale=en', '/api/items?codes=A&locale=en'])
  expect(seen[0]?.headers.has('if-none-match')).toBe(false)
  expect(catalogue.index?.locale).toBe('en')
  expect(catalogue.showItem('A')?.name).toBe('Pigeon permit')
  expect(catalogue.isTranslated('A')).toBe(true)
})

it('what rules and documents read stays Chinese', async () => {
  setLocale('en')
  expect((await loaded()).findItem('A')).toEqual(item)
})

it('a language chosen while the index is under way is not forgotten', async () => {
  let answer = () => {}
  answerWith(({ path }) => new Promise((resolve) => {
    const reply = answerTo(new URL(path, 'http://localhost'))
    answer = () => resolve(reply)
  }))
  const catalogue = useCatalogue()
  const loading = catalogue.load()
  await vi.waitFor(() => expect(seen).toHaveLength(1))
  setLocale('en')
  const again = catalogue.load()
  answer()
  await vi.waitFor(() => expect(seen).toHaveLength(2))
  answer()
  await Promise.all([loading, again])
  expect(catalogue.index?.locale).toBe('en')
})

it('an item kept in another language is shown in its own until the right texts come', async () => {
  setLocale('en')
  await loaded()
  restartPage()
  setLocale('zh-Hans')
  cutNetwork()
  const catalogue = await loaded()
  expect(catalogue.showItem('A')?.name).toBe('养鸽许可')
  expect(catalogue.isTranslated('A')).toBe(false)
})

it('the translation is there without a network once it was fetched', async () => {
  setLocale('en')
  await loaded()
  restartPage()
  cutNetwork()
  const catalogue = await loaded()
  expect(catalogue.showItem('A')?.name).toBe('Pigeon permit')
})
