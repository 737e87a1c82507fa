import { Writable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedEngine } from '../../support/testDatabase.ts'
import { startTestApp } from '../../support/testServer.ts'
import type { TestApp } from '../../support/testServer.ts'

describe('a bug', () => {
  const engine = embeddedEngine()
  const lines: string[] = []
  let server: TestApp

  beforeAll(async () => {
    const stream = new Writable({ write: (chunk, _encoding, done) => { lines.push(String(chunk)); done() } })
    server = await startTestApp(await engine.open(), { deps: { logger: { level: 'warn', stream } } })
  })
  afterAll(() => server.close())

  it('is answered as internal and logged without what anybody typed', async () => {
    const chen = await server.signInAs('chen')
    await server.deps.database.db.execute(sql`ALTER TABLE device_keys RENAME TO gone`)
    const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign'])
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey)
    const reply = await chen.post('/api/keys', { publicKey: { kty, crv, x, y } })
    expect(reply.json()).toEqual({ type: 'urn:zhenghaoban:problem:internal', status: 500, code: 'internal' })
    const log = lines.join('')
    // undefined_table, and where.
    expect(log).toContain('42P01')
    expect(log).toContain('registerKey')
    expect(log).toContain('/api/keys')
    expect(log).not.toContain(x)
    expect(log).not.toContain('device_keys')
    expect(log).not.toContain(chen.cookie?.split('=')[1])
  })
})
