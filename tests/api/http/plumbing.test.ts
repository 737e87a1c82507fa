import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { startTestApp } from '../../support/testServer.ts'
import type { TestApp, TestClient } from '../../support/testServer.ts'

const key = { kty: 'EC', crv: 'P-256', x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU', y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0' }

describeOnEachEngine('what every route has in common', (engine) => {
  let server: TestApp
  let chen: TestClient

  beforeAll(async () => {
    server = await startTestApp(await engine.open())
    chen = await server.signInAs('chen')
  })
  afterAll(() => server.close())

  const registerKey = (headers = {}, body: unknown = { publicKey: key }) => chen.post('/api/keys', body, headers)

  it('answers health with the engine', async () => {
    const reply = await server.visitor.get('/api/health')
    expect(reply.statusCode).toBe(200)
    expect(reply.json()).toEqual({ status: 'ok', engine: engine.name, version: expect.any(String) })
  })

  it('says problems as application/problem+json', async () => {
    const reply = await server.visitor.get('/api/nowhere')
    expect(reply.statusCode).toBe(404)
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(reply.headers['cache-control']).toBe('no-store')
    expect(reply.json()).toEqual({ type: 'urn:zhenghaoban:problem:not-found', status: 404, code: 'not-found' })
  })

  it('names the methods an address knows', async () => {
    const reply = await chen.send({ method: 'PUT', url: '/api/keys' })
    expect(reply.statusCode).toBe(405)
    expect(reply.headers.allow).toBe('POST, GET')
    expect(reply.json().code).toBe('method-not-allowed')
  })

  describe('access', () => {
    it.each([
      ['nobody is signed in', undefined],
      ['the session is made up', 'session=not-a-token'],
      ['the cookie is nonsense', 'session=%00%ff; ; =;session'],
    ])('is refused when %s', async (_name, cookie) => {
      const reply = await server.visitor.post('/api/keys', { publicKey: key }, { cookie })
      expect([reply.statusCode, reply.json().code]).toEqual([401, 'signed-out'])
    })

    it('is refused to an officer where residents act', async () => {
      const officer = await server.signInAs('officer-lin')
      const reply = await officer.post('/api/keys', { publicKey: key })
      expect([reply.statusCode, reply.json().code]).toEqual([403, 'forbidden'])
    })

    it('is refused to pages of another origin, and to requests that name none', async () => {
      for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:3001', undefined]) {
        const reply = await registerKey({ origin })
        expect([reply.statusCode, reply.json().code]).toEqual([403, 'not-same-origin'])
      }
    })

    it('ends 30 minutes after the last use, and 12 hours after sign-in', async () => {
      const wang = await server.signInAs('wang')
      const works = async () => (await wang.get('/api/licences')).statusCode
      const before = server.clock.now()
      server.clock.advance(29 * 60_000)
      expect(await works()).toBe(200)
      server.clock.advance(29 * 60_000)
      expect(await works()).toBe(200)
      server.clock.advance(30 * 60_000)
      expect(await works()).toBe(401)
      const again = await server.signInAs('wang')
      for (let used = 0; used < 24; used++) {
        server.clock.advance(29 * 60_000)
        expect((await again.get('/api/licences')).statusCode).toBe(200)
      }
      server.clock.advance(25 * 60_000)
      expect((await again.get('/api/licences')).statusCode).toBe(401)
      server.clock.set(before)
    })

    it('leaves no copy of what a signed-in person reads', async () => {
      expect((await chen.get('/api/licences')).headers['cache-control']).toBe('no-store')
    })
  })

  describe('a write', () => {
    it('must carry an idempotency key', async () => {
      for (const value of [undefined, '', 'x', '1234']) {
        const reply = await registerKey({ 'idempotency-key': value })
        expect([reply.statusCode, reply.json().code]).toEqual([400, 'idempotency-key-missing'])
      }
    })

    it('must be JSON', async () => {
      for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded']) {
        const reply = await registerKey({ 'content-type': type })
        expect([reply.statusCode, reply.json().code]).toEqual([415, 'media-type-unsupported'])
      }
    })

    it.each([
      ['cut short', '{"publicKey":'],
      ['empty', ''],
      ['not UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])],
      ['meant to pollute a prototype', '{"__proto__":{"admin":true}}'],
      ['meant to pollute by a constructor', '{"constructor":{"prototype":{"admin":true}}}'],
      ['text no database keeps', '{"publicKey":"\\u0000"}'],
      ['half a character', '{"publicKey":"\\ud800"}'],
    ])('is refused when its body is %s', async (_name, payload) => {
      const reply = await chen.send({
        method: 'POST', url: '/api/keys', payload,
        headers: {
          'origin': server.deps.settings.publicUrl, 'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
      })
      expect([reply.statusCode, reply.json().code]).toEqual([400, 'bad-request'])
      expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
    })

    it('reads a doubled key as its last value, like every JSON parser on the way', async () => {
      const doubled = `{"publicKey":null,"publicKey":${JSON.stringify(key)}}`
      const reply = await chen.send({
        method: 'POST', url: '/api/keys', payload: doubled,
        headers: {
          'origin': server.deps.settings.publicUrl, 'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
      })
      expect(reply.statusCode).toBe(201)
    })

    it('is refused above the size limit', async () => {
      const reply = await registerKey({}, { publicKey: key, padding: 'x'.repeat(2 * 1024 * 1024) })
      expect([reply.statusCode, reply.json().code]).toEqual([413, 'too-large'])
    })

    it('points at everything its schema does not allow', async () => {
      const reply = await registerKey({}, { publicKey: { kty: 'RSA', crv: 'P-256', x: 7, d: 'private' }, 'a/b~c': 1 })
      expect([reply.statusCode, reply.json().code]).toEqual([400, 'schema-invalid'])
      const pointers = (reply.json().errors as { pointer: string }[]).map(({ pointer }) => pointer)
      expect(pointers).toEqual(expect.arrayContaining(
        ['/a~1b~0c', '/publicKey/kty', '/publicKey/x', '/publicKey/y', '/publicKey/d']))
    })
  })
})
