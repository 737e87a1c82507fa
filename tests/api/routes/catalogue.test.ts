import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../mock-api/database/openDatabase.ts'
import { locales } from '../../../src/contract/catalogueViews.ts'
import type { CatalogueView, ItemView } from '../../../src/contract/catalogueViews.ts'
import type { Item } from '../../../src/domain/item.ts'
import { present } from '../../support/filingFixture.ts'
import { describeOnEachEngine, embeddedEngine } from '../../support/testDatabase.ts'
import { publishedFiles, startTestApp } from '../../support/testServer.ts'
import type { TestApp } from '../../support/testServer.ts'
import { editCatalogue } from '../editCatalogue.ts'

const { items, translations } = publishedFiles()
const codes = [...new Set(items.map(({ value }) => value.code))]
const code = present(codes[0])
const findTranslation = ({ code, version }: { code: string, version: number }) =>
  translations.find(({ value }) => value.code === code && value.version === version)?.value

describeOnEachEngine('reading', (engine) => {
  let server: TestApp

  beforeAll(async () => { server = await startTestApp(await engine.open()) })
  afterAll(() => server.close())

  const index = async (locale: string) =>
    (await server.visitor.get(`/api/catalogue?locale=${locale}`)).json<CatalogueView>()
  const list = async (asked: string[], locale?: string) =>
    (await server.visitor.get(`/api/items?codes=${asked.join()}${locale ? `&locale=${locale}` : ''}`)).json<ItemView[]>()

  it('gives anyone the index of the day, and what else a phone needs', async () => {
    const reply = await server.visitor.get('/api/catalogue')
    expect([reply.statusCode, reply.headers['cache-control']]).toEqual([200, 'no-cache'])
    const view = reply.json<CatalogueView>()
    expect(view).toEqual(JSON.parse(JSON.stringify(server.deps.catalogue.view)))
    expect(view.items.map((item) => item.code).toSorted()).toEqual(codes.toSorted())
    expect(Object.keys(view)).toEqual(expect.arrayContaining([
      'bureau', 'calendar', 'documentWords', 'documents', 'locale', 'photoRules', 'places', 'ratingTags', 'tags', 'version',
    ]))
    // It is an index: nothing of an item but what finding it takes.
    expect(view.items.filter((item) => 'materials' in item || 'form' in item)).toEqual([])
  })

  it('gives it in three languages, Chinese unless asked otherwise', async () => {
    const [hans, hant, english] = [await index('zh-Hans'), await index('zh-Hant'), await index('en')]
    expect((await server.visitor.get('/api/catalogue')).json()).toEqual(hans)
    expect([hans, hant, english].map(({ locale }) => locale)).toEqual(locales)
    const passport = (view: CatalogueView) => view.items.find((item) => item.code.endsWith('002003'))?.plainName
    expect([passport(hans), passport(hant)]).toEqual(['护照到期换新、丢了补办', '護照到期換新、丟了補辦'])
    for (const [at, item] of english.items.entries()) {
      const translation = findTranslation(item)
      expect(item.name).toBe(translation?.texts['/name'] ?? hans.items[at]?.name)
      expect(item.aliases).toEqual(expect.arrayContaining(hans.items[at]?.aliases ?? []))
    }
    // What is signed is Chinese in every language.
    expect([hant.documents, english.documents]).toEqual([hans.documents, hans.documents])
    expect(hant.items.map(({ hash }) => hash)).toEqual(hans.items.map(({ hash }) => hash))
  })

  it('gives the themes in three languages too', async () => {
    const views = [await index('zh-Hans'), await index('zh-Hant'), await index('en')]
    expect(views.map(({ tags }) => tags.branches.find(({ id }) => id === 'traffic')?.name))
      .toEqual(['交警车管', '交警車管', 'Traffic and vehicles'])
  })

  it.each(['/api/catalogue', '/api/catalogue?locale=en', `/api/items?codes=${codes.slice(0, 20).join()}`])(
    'compresses %s for whoever understands that', async (url) => {
      const plain = await server.visitor.get(url)
      const br = await server.visitor.get(url, { 'accept-encoding': 'gzip, deflate, br' })
      expect(br.headers['content-encoding']).toBe('br')
      expect(brotliDecompressSync(br.rawPayload).toString()).toBe(plain.body)
      const gzip = await server.visitor.get(url, { 'accept-encoding': 'br;q=0, gzip;q=0.5' })
      expect(gzip.headers['content-encoding']).toBe('gzip')
      expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.body)
      expect(plain.headers['content-encoding']).toBeUndefined()
      for (const { headers } of [plain, br, gzip]) expect(headers.vary).toContain('accept-encoding')
    })

  it('does not give the index again to whoever has it, in that language', async () => {
    const tags: string[] = []
    for (const locale of locales) {
      const { etag } = (await server.visitor.get(`/api/catalogue?locale=${locale}`)).headers
      tags.push(String(etag))
    }
    expect(new Set(tags).size).toBe(locales.length)
    for (const [at, locale] of locales.entries()) {
      for (const [other, tag] of tags.entries()) {
        const reply = await server.visitor.get(`/api/catalogue?locale=${locale}`, { 'if-none-match': `"old", ${tag}` })
        expect([reply.statusCode, reply.headers.etag]).toEqual([other === at ? 304 : 200, tags[at]])
        expect(reply.body === '').toBe(other === at)
      }
    }
    expect((await server.visitor.get('/api/catalogue', { 'if-none-match': 'W/"old"' })).statusCode).toBe(200)
  })

  it('gives items whole, as they are asked for, the hash as in the index', async () => {
    const hashes = new Map((await index('zh-Hans')).items.map((item) => [item.code, item.hash]))
    for (let at = 0; at < codes.length; at += 20) {
      const asked = codes.slice(at, at + 20).reverse()
      const views = await list(asked)
      expect(views.map(({ item }) => item.code)).toEqual(asked)
      for (const { item, hash, texts } of views) {
        expect([hash, texts]).toEqual([hashes.get(item.code), undefined])
        expect(item).toEqual(JSON.parse(JSON.stringify(server.deps.catalogue.findItem(item.code))))
        expect(item).not.toHaveProperty('examples')
      }
    }
  })

  it('leaves out codes there is nothing for', async () => {
    const unknown = '11449999000000019F4440199999999'
    expect((await list([unknown, code, unknown])).map(({ item }) => item.code)).toEqual([code])
    expect(await list([unknown])).toEqual([])
  })

  it('gives the translation with an item where there is one, and the item as it is', async () => {
    const translated = translations.map(({ value }) => value.code).slice(0, 10)
    const asked = [...translated, ...codes.filter((one) => !findTranslation({ code: one, version: 1 })).slice(0, 10)]
    const [hans, hant, english] = [await list(asked), await list(asked, 'zh-Hant'), await list(asked, 'en')]
    expect(english.map(({ texts }) => texts)).toEqual(english.map(({ item }) => findTranslation(item)?.texts))
    expect(hant.every(({ texts }) => texts && Object.keys(texts).length > 0)).toBe(true)
    for (const views of [hant, english]) {
      expect(views.map(({ item, hash }) => ({ item, hash }))).toEqual(hans)
    }
  })

  it('gives one item, in force or by version', async () => {
    const whole = JSON.parse(JSON.stringify(server.deps.catalogue.findItem(code)))
    const inForce = await server.visitor.get(`/api/items/${code}`)
    expect([inForce.statusCode, inForce.headers['cache-control'], inForce.json()]).toEqual([200, 'no-cache', whole])
    expect((await server.visitor.get(`/api/items/${code}?version=${whole.version}`)).json()).toEqual(whole)
  })

  const long = (character: string) => character.repeat(10_000)
  const locale = ['fr', 'EN', 'zh', 'zh-Hans%20', '', 'en&locale=en', 'en&locale=zh-Hans', long('e')]
  const codeList = [
    code.toLowerCase(), `${code}0`, code.slice(1), codes.slice(0, 21).join(), '', ',', `${code},`, `,${code}`, `${code};${code}`,
    `${code}%20,${code}`, `${code}&codes=${code}`, '*', "'--", '%F0%9F%98%80', '%', long('A'), long(','), `${code}%0A`,
  ]
  const version = ['0', '-1', '1.5', '1e1', '', '01', '%201', '1;drop', '%EF%BC%91', '1234567', '1&version=2', long('1')]

  it.each<[string, number, string]>([
    ['/api/items/11449999000000019F4440199999999', 404, 'item-unknown'],
    [`/api/items/${code.toLowerCase()}`, 404, 'item-unknown'],
    [`/api/items/${code}?version=999999`, 404, 'item-unknown'],
    ['/api/items/..%2f..%2fetc%2fpasswd', 404, 'item-unknown'],
    ['/api/items', 400, 'schema-invalid'],
    ...locale.map((bad): [string, number, string] => [`/api/catalogue?locale=${bad}`, 400, 'schema-invalid']),
    ...locale.map((bad): [string, number, string] => [`/api/items?codes=${code}&locale=${bad}`, 400, 'schema-invalid']),
    ...codeList.map((bad): [string, number, string] => [`/api/items?codes=${bad}`, 400, 'schema-invalid']),
    ...version.map((bad): [string, number, string] => [`/api/items/${code}?version=${bad}`, 400, 'schema-invalid']),
    [`/api/items/${'x'.repeat(32)}`, 400, 'schema-invalid'],
    [`/api/items/${long('x')}`, 400, 'bad-request'],
    ['/api/items/%', 400, 'bad-request'],
    ['/api/items/%00', 400, 'bad-request'],
    [`/api/items/${code}?version=%00`, 400, 'bad-request'],
    [`/api/items?codes=${code}%00`, 400, 'bad-request'],
    [`/api/items?codes=${code}&locale=%00`, 400, 'bad-request'],
    ['/api/catalogue?locale=en%00', 400, 'bad-request'],
  ])('refuses %s', async (url, status, problem) => {
    const reply = await server.visitor.get(url)
    expect([reply.statusCode, reply.json().code, reply.headers['content-type']])
      .toEqual([status, problem, expect.stringMatching(/^application\/problem\+json/)])
  })

  it('shows residents their own valid licences, masked', async () => {
    const zhao = await (await server.signInAs('zhao')).get('/api/licences')
    expect(zhao.json()).toContainEqual({
      id: 'zhao-register', heldBy: '449999199207180072', kind: 'householdRegister', name: '居民户口簿', holder: '赵磊',
      maskedNumber: '000**0003',
    })
    expect(zhao.body).not.toContain('000000003')
    // Ran out on 2025-12-31.
    expect(zhao.json().map(({ kind }: { kind: string }) => kind)).not.toContain('physicalExam')
    const anna = await (await server.signInAs('anna')).get('/api/licences')
    expect(anna.json().map(({ holder }: { holder: string }) => holder)).toEqual(['Anna Sample'])
  })

  it('describes the API as OpenAPI, with a page to read it', async () => {
    const description = (await server.visitor.get('/api/openapi.json')).json()
    expect(description.openapi).toMatch(/^3\.1/)
    expect(description.paths['/api/keys'].post).toMatchObject({ operationId: 'registerKey', tags: ['resident'] })
    expect(description.info.description).toContain('urn:zhenghaoban:problem:item-outdated')
    const page = await server.visitor.get('/api/docs')
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toMatch(/<style|<script>[^<]|onload=/)
  })
})

describe('reading, as the catalogue changes', () => {
  const engine = embeddedEngine()
  const kept = ['P0203.json', 'P0501.json']
  const changed = '11449999000000019F4440100002003'
  const renewed = editCatalogue(kept, (folder) => {
    folder.edit<object>('items/P0203.json', (item) => Object.assign(item, {
      version: 2, effectiveFrom: '2026-03-11', name: '改过的名称', changes: ['名称改了'],
    }), 'items/P0203-2.json')
  })
  const retranslated = editCatalogue(kept, (folder) => {
    folder.edit<{ texts: Record<string, string> }>('translations/en-shared.json', ({ texts }) => {
      texts['/halls/serviceCentre/name'] = 'Another name'
    })
  })
  const retired = editCatalogue(['P0501.json'], () => {})
  const servers: TestApp[] = []
  let database: Database

  beforeAll(async () => { database = await engine.open() })
  afterAll(async () => { for (const server of servers) await server.close() })

  const start = async (catalogueFolder: string) => {
    const server = await startTestApp(database, { catalogueFolder })
    servers.push(server)
    const index = async (locale = 'zh-Hans') => {
      const reply = await server.visitor.get(`/api/catalogue?locale=${locale}`)
      return { view: reply.json<CatalogueView>(), etag: String(reply.headers.etag) }
    }
    return { ...server, index }
  }

  it('gives a new version from its day on, and the one before when it is asked for', async () => {
    const { clock, index, visitor } = await start(renewed)
    const item = async (query = '') => (await visitor.get(`/api/items/${changed}${query}`)).json<Item>()
    const listed = async () => {
      const { view, etag } = await index()
      const { version, hash } = present(view.items.find(({ code }) => code === changed))
      return { version, hash, etag }
    }
    const [before, first] = [await listed(), await item()]
    expect([before.version, first.version]).toEqual([1, 1])
    // The last moment before midnight in Shanghai.
    clock.set('2026-03-10T15:59:59.999Z')
    expect(await listed()).toEqual(before)
    clock.set('2026-03-10T16:00:00.000Z')
    const after = await listed()
    expect(after.version).toBe(2)
    expect(after.hash).not.toBe(before.hash)
    expect(after.etag).not.toBe(before.etag)
    expect((await visitor.get('/api/catalogue', { 'if-none-match': before.etag })).statusCode).toBe(200)
    const second = await item()
    expect(second).toMatchObject({ version: 2, name: '改过的名称', changes: ['名称改了'] })
    expect((await visitor.get(`/api/items?codes=${changed}`)).json()).toEqual([{ item: second, hash: after.hash }])
    expect(await item('?version=1')).toEqual(first)
  })

  it('knows an item no more whose file is gone', async () => {
    const { visitor, index } = await start(retired)
    for (const query of ['', '?version=1']) {
      const reply = await visitor.get(`/api/items/${changed}${query}`)
      expect([reply.statusCode, reply.json().code]).toEqual([404, 'item-unknown'])
    }
    expect((await visitor.get(`/api/items?codes=${changed}`)).json()).toEqual([])
    expect((await index()).view.items.map(({ code }) => code.slice(-6))).toEqual(['005001'])
  })

  it('has another tag when a translation is another, in its language', async () => {
    const [now, then] = [await start(retranslated), await start(renewed)]
    const name = ({ view }: { view: CatalogueView }) => view.places.places.find(({ id }) => id === 'serviceCentre')?.name
    const [after, before] = [await now.index('en'), await then.index('en')]
    expect(name(after)).toBe('Another name')
    expect(name(before)).not.toBe('Another name')
    expect(after.etag).not.toBe(before.etag)
    expect((await now.index()).etag).toBe((await then.index()).etag)
  })
})
