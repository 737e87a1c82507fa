import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { startTestApp } from '../../support/testServer.ts'
import type { TestApp } from '../../support/testServer.ts'

describeOnEachEngine('reading', (engine) => {
  let server: TestApp

  beforeAll(async () => { server = await startTestApp(await engine.open()) })
  afterAll(() => server.close())

  it('gives anyone the whole catalogue of the day', async () => {
    const reply = await server.visitor.get('/api/catalogue')
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['cache-control']).toBe('no-cache')
    expect(reply.json()).toEqual(JSON.parse(JSON.stringify(server.deps.catalogue.view)))
    expect(reply.json().items.length).toBeGreaterThan(0)
  })

  it('gives it compressed to whoever understands that', async () => {
    const plain = (await server.visitor.get('/api/catalogue')).body
    const br = await server.visitor.get('/api/catalogue', { 'accept-encoding': 'gzip, deflate, br' })
    expect(br.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(br.rawPayload).toString()).toBe(plain)
    const gzip = await server.visitor.get('/api/catalogue', { 'accept-encoding': 'br;q=0, gzip;q=0.5' })
    expect(gzip.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain)
    expect(gzip.headers.vary).toContain('accept-encoding')
  })

  it('does not give it again to whoever has it', async () => {
    const { etag } = (await server.visitor.get('/api/catalogue')).headers
    const again = await server.visitor.get('/api/catalogue', { 'if-none-match': `"old", ${String(etag)}` })
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag])
    expect((await server.visitor.get('/api/catalogue', { 'if-none-match': 'W/"old"' })).statusCode).toBe(200)
  })

  it('gives one item, in force or by version', async () => {
    const [item] = server.deps.catalogue.view.items
    if (!item) throw new Error('the catalogue is empty')
    const inForce = await server.visitor.get(`/api/items/${item.code}`)
    expect(inForce.json()).toEqual(JSON.parse(JSON.stringify(item)))
    expect((await server.visitor.get(`/api/items/${item.code}?version=${item.version}`)).json().code).toBe(item.code)
  })

  it.each([
    ['/api/items/11449999000000019F4440199999999', 404, 'item-unknown'],
    ['/api/items/..%2f..%2fetc%2fpasswd', 404, 'item-unknown'],
    ['/api/items/x?version=0', 400, 'schema-invalid'],
    ['/api/items/x?version=1;drop', 400, 'schema-invalid'],
    ['/api/items/x?version=1&version=2', 400, 'schema-invalid'],
    [`/api/items/${'x'.repeat(32)}`, 400, 'schema-invalid'],
    ['/api/items/%', 400, 'bad-request'],
    ['/api/items/%00', 400, 'bad-request'],
    ['/api/items/x?version=%00', 400, 'bad-request'],
  ])('refuses %s', async (url, status, code) => {
    const reply = await server.visitor.get(url)
    expect([reply.statusCode, reply.json().code]).toEqual([status, code])
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
