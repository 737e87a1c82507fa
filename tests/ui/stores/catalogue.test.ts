import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { useCatalogue } from '../../../src/stores/catalogue.ts'
import { freshDevice, restartPage } from '../support/freshDevice.ts'
import { answerWith, cutNetwork, seen, stubFetch } from '../support/stubFetch.ts'

beforeAll(stubFetch)
beforeEach(freshDevice)
afterEach(() => vi.useRealTimers())

function serve(version: number): void {
  const etag = `"${version}"`
  const items = [{ code: 'A', version, hash: `A${version}` }]
  answerWith(({ headers, path }) => {
    if (path.startsWith('/api/items')) throw new TypeError('nobody has asked for an item')
    if (headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } })
    return Response.json({ version: String(version), locale: 'zh-Hans', items }, { headers: { etag } })
  })
}

async function loaded() {
  const catalogue = useCatalogue()
  await catalogue.load()
  return catalogue
}

it('comes from the server, and from the device when there is none', async () => {
  serve(2)
  expect(await loaded()).toMatchObject({ status: 'ready', version: '2' })
  restartPage()
  cutNetwork()
  const catalogue = await loaded()
  expect(catalogue).toMatchObject({ status: 'ready', version: '2' })
  expect(catalogue.items.map(({ code, hash }) => [code, hash])).toEqual([['A', 'A2']])
})

it('is shown from the device before the server answers', async () => {
  serve(2)
  await loaded()
  restartPage()
  let answer = (_reply: Response) => {}
  answerWith(() => new Promise((resolve) => { answer = resolve }))
  const catalogue = useCatalogue()
  const loading = catalogue.load()
  await vi.waitFor(() => expect(seen).toHaveLength(1))
  expect(catalogue).toMatchObject({ status: 'ready', version: '2' })
  answer(Response.json({ version: '3', locale: 'zh-Hans', items: [] }, { headers: { etag: '"3"' } }))
  await loading
  expect(catalogue.version).toBe('3')
})

it('asks with the tag it has and notes that the copy is still right', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-05-06T01:00:00.000Z') })
  serve(2)
  expect((await loaded()).fetchedAt).toBe('2026-05-06T01:00:00.000Z')
  restartPage()
  vi.setSystemTime(Date.parse('2026-05-07T01:00:00.000Z'))
  serve(2)
  const catalogue = await loaded()
  expect(seen[0]?.headers.get('if-none-match')).toBe('"2"')
  expect(catalogue).toMatchObject({ version: '2', fetchedAt: '2026-05-07T01:00:00.000Z' })
  restartPage()
  cutNetwork()
  expect((await loaded()).fetchedAt).toBe('2026-05-07T01:00:00.000Z')
})

it('says when it cannot be had at all', async () => {
  cutNetwork()
  expect(await loaded()).toMatchObject({ status: 'unavailable', items: [] })
})

it('is asked for once however many screens want it, and again only after a minute', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-05-06T01:00:00.000Z') })
  serve(2)
  await Promise.all([useCatalogue().load(), useCatalogue().load()])
  vi.setSystemTime(Date.parse('2026-05-06T01:00:59.000Z'))
  await loaded()
  expect(seen).toHaveLength(1)
  vi.setSystemTime(Date.parse('2026-05-06T01:01:00.000Z'))
  await loaded()
  expect(seen).toHaveLength(2)
})

it('works without storage', async () => {
  vi.stubGlobal('indexedDB', { open: () => { throw new DOMException('private mode', 'SecurityError') } })
  serve(2)
  expect(await loaded()).toMatchObject({ status: 'ready', version: '2' })
})
