import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { startTestApp } from '../../support/testServer.ts'
import type { TestApp, TestClient } from '../../support/testServer.ts'

async function newKey() {
  const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey)
  return { kty, crv, x, y }
}

describeOnEachEngine('device keys', (engine) => {
  let server: TestApp
  let chen: TestClient
  let li: TestClient

  beforeAll(async () => {
    server = await startTestApp(await engine.open())
    chen = await server.signInAs('chen')
    li = await server.signInAs('li')
  })
  afterAll(() => server.close())

  it('are registered once, whatever key the request comes under', async () => {
    const publicKey = await newKey()
    const first = await chen.post('/api/keys', { publicKey })
    expect(first.statusCode).toBe(201)
    expect(first.json()).toEqual({ keyId: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    expect((await chen.post('/api/keys', { publicKey })).json()).toEqual(first.json())
  })

  it('are registered once when the request is sent again', async () => {
    const headers = { 'idempotency-key': randomUUID() }
    const publicKey = await newKey()
    const { kty, crv, x, y } = publicKey
    const first = await chen.post('/api/keys', { publicKey }, headers)
    const replay = await chen.post('/api/keys', { publicKey: { y, x, crv, kty } }, headers)
    expect([replay.statusCode, replay.json()]).toEqual([201, first.json()])
    const other = await chen.post('/api/keys', { publicKey: await newKey() }, headers)
    expect([other.statusCode, other.json().code]).toEqual([409, 'idempotency-key-reused'])
  })

  it('belong to one account: the same key of another one has another id', async () => {
    const publicKey = await newKey()
    const [a, b] = [await chen.post('/api/keys', { publicKey }), await li.post('/api/keys', { publicKey })]
    expect(a.json().keyId).not.toBe(b.json().keyId)
  })

  it('are points of the curve, and never private', async () => {
    const publicKey = await newKey()
    const off = await chen.post('/api/keys', { publicKey: { ...publicKey, y: publicKey.x } })
    expect([off.statusCode, off.json()]).toEqual([400, expect.objectContaining({
      code: 'schema-invalid', errors: [{ pointer: '/publicKey', code: 'key' }],
    })])
    const secret = await chen.post('/api/keys', { publicKey: { ...publicKey, d: publicKey.x } })
    expect(secret.json().errors).toContainEqual({ pointer: '/publicKey/d', code: 'additionalProperties' })
  })

  it('have one spelling: a revoked key is not another one for unused bits at its end', async () => {
    const publicKey = await newKey()
    const { x = '' } = publicKey
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const respelled = x.slice(0, -1) + alphabet[alphabet.indexOf(x.slice(-1)) ^ 1]
    expect(Buffer.from(respelled, 'base64url')).toEqual(Buffer.from(x, 'base64url'))
    expect((await chen.post('/api/keys', { publicKey: { ...publicKey, x: respelled } })).json()).toMatchObject({
      code: 'schema-invalid', errors: [{ pointer: '/publicKey', code: 'key' }],
    })
  })

  it('stay revoked', async () => {
    const publicKey = await newKey()
    const { keyId } = (await chen.post('/api/keys', { publicKey })).json()
    await server.deps.database.db.execute(sql`UPDATE device_keys SET revoked_at = now() WHERE id = ${keyId}`)
    const again = await chen.post('/api/keys', { publicKey })
    expect([again.statusCode, again.json().code]).toEqual([409, 'key-revoked'])
  })
})
