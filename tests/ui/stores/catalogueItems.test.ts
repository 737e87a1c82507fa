import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { useCatalogue } from '../../../src/stores/catalogue.ts'
import { freshDevice, restartPage } from '../support/freshDevice.ts'
import { answerWith, cutNetwork, seen, stubFetch } from '../support/stubFetch.ts'

beforeAll(stubFetch)
beforeEach(async () => {
  await freshDevice()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-05-06T01:00:00.000Z') })
})
afterEach(() => vi.useRealTimers())

/** Serves item A in a version; the hash may change without one. */
function serve(version: number, hash = `A${version}`): void {
  const view = { item: { code: 'A', version, name: `A ${version} ${hash}` }, hash }
  answerWith(({ path }) => {
    if (path === '/api/items/A?version=1') return Response.json({ code: 'A', version: 1, name: 'A 1' })
    if (path.startsWith('/api/items/')) return Response.json({ code: 'not-found' }, { status: 404 })
    if (path.startsWith('/api/items?')) return Response.json(path.includes('codes=A') ? [view] : [])
    const items = [{ code: 'A', version, hash }]
    return Response.json({ version: hash, locale: 'zh-Hans', items }, { headers: { etag: `"${hash}"` } })
  })
}

const asked = () => seen.filter(({ path }) => path.startsWith('/api/items')).map(({ path }) => path)

async function loaded(code = 'A') {
  const catalogue = useCatalogue()
  await catalogue.loadItem(code)
  return catalogue
}

it('is fetched whole when it is wanted, and not before', async () => {
  serve(2)
  const catalogue = useCatalogue()
  await catalogue.load()
  expect(asked()).toEqual([])
  expect(catalogue.findItem('A')).toBeUndefined()
  await catalogue.loadItem('A')
  expect(asked()).toEqual(['/api/items?codes=A'])
  expect(catalogue.findItem('A')?.version).toBe(2)
  await catalogue.loadItem('A')
  expect(asked()).toHaveLength(1)
})

it('is there from the device before the network answers', async () => {
  serve(2)
  await loaded()
  restartPage()
  let answer = (_reply: Response) => {}
  answerWith(() => new Promise((resolve) => { answer = resolve }))
  const catalogue = useCatalogue()
  const loading = catalogue.loadItem('A')
  await vi.waitFor(() => expect(seen).toHaveLength(1))
  expect(catalogue.showItem('A')?.version).toBe(2)
  answer(new Response(null, { status: 304 }))
  await loading
  expect(asked()).toEqual([])
})

it('is fetched anew when the index names other content, of the same version too', async () => {
  serve(2)
  await loaded()
  restartPage()
  serve(2, 'other words')
  const catalogue = await loaded()
  expect(asked()).toEqual(['/api/items?codes=A'])
  expect(catalogue.findItem('A')?.name).toBe('A 2 other words')
})

it('is read without a network, as it last came', async () => {
  serve(2)
  await loaded()
  restartPage()
  cutNetwork()
  expect((await loaded()).findItem('A')?.version).toBe(2)
})

it('that the index does not name is not asked for', async () => {
  serve(2)
  const catalogue = await loaded('nonsense')
  expect(asked()).toEqual([])
  expect(catalogue.findItem('nonsense')).toBeUndefined()
})

it('that does not come leaves nothing, and is asked for again the next time', async () => {
  serve(2)
  await useCatalogue().load()
  cutNetwork()
  expect((await loaded()).findItem('A')).toBeUndefined()
  serve(2)
  expect((await loaded()).findItem('A')?.version).toBe(2)
})

it('stays the same object while its content is the same: a page keeps what was answered', async () => {
  serve(2)
  const catalogue = await loaded()
  const before = catalogue.showItem('A')
  await catalogue.fetchItems(['A'])
  expect(catalogue.showItem('A')).toBe(before)
})

it('is as old as the index while that names it, else as old as itself', async () => {
  serve(2)
  await loaded()
  vi.setSystemTime(Date.parse('2026-05-07T01:00:00.000Z'))
  restartPage()
  serve(2)
  expect((await loaded()).itemFetchedAt('A')).toBe('2026-05-07T01:00:00.000Z')

  vi.setSystemTime(Date.parse('2026-05-08T01:00:00.000Z'))
  restartPage()
  serve(3)
  const catalogue = useCatalogue()
  await catalogue.load()
  cutNetwork()
  await catalogue.loadItem('A')
  expect(catalogue.fetchedAt).toBe('2026-05-08T01:00:00.000Z')
  expect(catalogue.itemFetchedAt('A')).toBe('2026-05-06T01:00:00.000Z')
  expect(catalogue.itemFetchedAt('nonsense')).toBeUndefined()
})

it('is found in the version a draft was begun with: held, on the device, else at the server', async () => {
  serve(2)
  const catalogue = await loaded()
  seen.length = 0
  expect(await catalogue.loadItemVersion('A', 2)).toMatchObject({ version: 2 })
  expect(seen).toHaveLength(0)
  expect(await catalogue.loadItemVersion('A', 1)).toMatchObject({ name: 'A 1' })
  expect(asked()).toEqual(['/api/items/A?version=1'])
  cutNetwork()
  expect(await catalogue.loadItemVersion('A', 1)).toMatchObject({ name: 'A 1' })
  expect(await catalogue.loadItemVersion('A', 9)).toBeUndefined()
})

it('keeps the version it replaces for the drafts that pin it', async () => {
  serve(2)
  await loaded()
  restartPage()
  serve(3)
  const catalogue = await loaded()
  expect(catalogue.findItem('A')?.version).toBe(3)
  cutNetwork()
  expect(await catalogue.loadItemVersion('A', 2)).toMatchObject({ version: 2 })
})

it('is shown without storage, and fetched each time', async () => {
  vi.stubGlobal('indexedDB', { open: () => { throw new DOMException('private mode', 'SecurityError') } })
  serve(2)
  expect((await loaded()).findItem('A')?.version).toBe(2)
  restartPage()
  expect((await loaded()).findItem('A')?.version).toBe(2)
  expect(asked()).toHaveLength(2)
})
