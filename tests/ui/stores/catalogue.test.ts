import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { useCatalogue } from '../../../src/stores/catalogue.ts'
import { freshDevice, restartPage } from '../support/freshDevice.ts'
import { answerWith, cutNetwork, seen, stubFetch } from '../support/stubFetch.ts'

beforeAll(stubFetch)
beforeEach(freshDevice)

function serve(version: number): void {
  const etag = `"${version}"`
  answerWith(({ headers, path }) => {
    if (path.startsWith('/api/items/')) return Response.json({ code: 'A', version: 1, name: 'A 1' })
    if (headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } })
    return Response.json({ version: String(version), items: [{ code: 'A', version }] }, { headers: { etag } })
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
  expect(catalogue.findItem('A')?.version).toBe(2)
  expect(catalogue.findItem('B')).toBeUndefined()
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
  expect(catalogue.version).toBe('2')
  answer(Response.json({ version: '3', items: [] }, { headers: { etag: '"3"' } }))
  await loading
  expect(catalogue.version).toBe('3')
})

it('asks with the tag it has and notes that the copy is still right', async () => {
  serve(2)
  const first = (await loaded()).fetchedAt!
  restartPage()
  serve(2)
  const catalogue = await loaded()
  expect(seen[0]?.headers.get('if-none-match')).toBe('"2"')
  expect(catalogue.version).toBe('2')
  expect(catalogue.fetchedAt! >= first).toBe(true)
})

it('says when it cannot be had at all', async () => {
  cutNetwork()
  expect(await loaded()).toMatchObject({ status: 'unavailable', items: [] })
})

it('is asked for once however many screens want it', async () => {
  serve(2)
  await Promise.all([useCatalogue().load(), useCatalogue().load()])
  expect(seen).toHaveLength(1)
})

it('finds the version a draft was begun with: on the device, else at the server', async () => {
  serve(2)
  const catalogue = await loaded()
  expect(await catalogue.loadItemVersion('A', 2)).toMatchObject({ version: 2 })
  expect(seen).toHaveLength(1)
  expect(await catalogue.loadItemVersion('A', 1)).toMatchObject({ name: 'A 1' })
  expect(seen[1]?.path).toBe('/api/items/A?version=1')
  cutNetwork()
  expect(await catalogue.loadItemVersion('A', 1)).toMatchObject({ name: 'A 1' })
  expect(await catalogue.loadItemVersion('A', 9)).toBeUndefined()
})

it('works without storage', async () => {
  vi.stubGlobal('indexedDB', { open: () => { throw new DOMException('private mode', 'SecurityError') } })
  serve(2)
  expect(await loaded()).toMatchObject({ status: 'ready', version: '2' })
})
