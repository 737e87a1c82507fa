import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../mock-api/database/openDatabase.ts'
import { rawRequest, sendRaw } from '../../support/rawHttp.ts'
import { embeddedEngine } from '../../support/testDatabase.ts'
import { startTestApp } from '../../support/testServer.ts'
import type { TestApp } from '../../support/testServer.ts'

describe('the rate limit', () => {
  const engine = embeddedEngine()
  const limits = { requestsPerMinute: 2, maxEventLoopDelayMillis: 0 }
  let database: Database
  const open: TestApp[] = []

  beforeAll(async () => { database = await engine.open() })
  afterAll(async () => { for (const server of open) await server.close() })

  const start = async (trustProxy: false | string) => {
    const server = await startTestApp(database, { settings: { trustProxy }, app: { limits } })
    open.push(server)
    const ask = async (remoteAddress: string, forwardedFor?: string, url = '/api/health') => (await server.app.inject({
      method: 'GET', url, remoteAddress, headers: forwardedFor ? { 'x-forwarded-for': forwardedFor } : {},
    })).statusCode
    return { server, ask }
  }

  it('counts by the address a named proxy saw, and by nothing its client made up', async () => {
    const { ask } = await start('10.0.0.0/8,::1')
    const resident = () => ask('10.1.2.3', '203.0.113.7')
    expect([await resident(), await resident(), await resident()]).toEqual([200, 200, 429])
    expect(await ask('10.1.2.3', '203.0.113.8')).toBe(200)
    expect(await ask('::1', '203.0.113.9')).toBe(200)
    // What stands to the left of the proxy's own entry came from the client.
    expect(await ask('10.1.2.3', '198.51.100.1, 203.0.113.7')).toBe(429)
    expect(await ask('10.1.2.3', '198.51.100.2, 203.0.113.7, 10.9.9.9')).toBe(429)
  })

  it('does not believe anybody else', async () => {
    const { ask } = await start('10.0.0.0/8')
    const stranger = (forwardedFor: string) => ask('192.0.2.1', forwardedFor)
    expect([await stranger('203.0.113.1'), await stranger('203.0.113.2'), await stranger('203.0.113.3')])
      .toEqual([200, 200, 429])
    const { ask: askNobody } = await start(false)
    const local = (forwardedFor: string) => askNobody('127.0.0.1', forwardedFor)
    expect([await local('203.0.113.1'), await local('203.0.113.2'), await local('203.0.113.3')]).toEqual([200, 200, 429])
  })

  it('counts an address however it is spelt', async () => {
    const { ask, server } = await start(false)
    const spellings = ['/%61pi/health', '/api/h%65alth?x=1', '/%61%70%69/health']
    const statuses: number[] = []
    for (const url of spellings) statuses.push(await ask('192.0.2.2', undefined, url))
    expect(statuses).toEqual([200, 200, 429])
    await server.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.app.server.address() as AddressInfo
    const absolute = () => sendRaw(port, rawRequest('GET', 'http://permits.example/api/health'))
    expect([(await absolute()).status, (await absolute()).status, (await absolute()).status]).toEqual([200, 200, 429])
  })

  it('counts an account by itself, wherever it comes from', async () => {
    const { server } = await start(false)
    const [chen, li] = [await server.signInAs('chen'), await server.signInAs('li')]
    const ask = async (client: typeof chen) => (await client.get('/api/licences')).statusCode
    expect([await ask(chen), await ask(chen), await ask(chen), await ask(li)]).toEqual([200, 200, 429, 200])
    const limited = await chen.get('/api/licences')
    expect(limited.json()).toEqual({ type: 'urn:zhenghaoban:problem:rate-limited', status: 429, code: 'rate-limited' })
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0)
  })
})
