import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { safeReturnTo } from '../../../mock-api/http/safeReturnTo.ts'
import { fail, ok } from '../../../src/domain/result.ts'
import { freePort } from '../../support/freePort.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { startTestApp } from '../../support/testServer.ts'
import type { TestApp } from '../../support/testServer.ts'
import { webBrowser } from '../../support/webBrowser.ts'

describeOnEachEngine('signing in by OpenID Connect', (engine) => {
  let server: TestApp
  let origin: string

  beforeAll(async () => {
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    server = await startTestApp(await engine.open(), { settings: { port, publicUrl: origin } })
    await server.app.listen({ host: '127.0.0.1', port })
  })
  afterAll(() => server.close())

  const choose = (page: string, person: string): [string, RequestInit] => [
    /action="([^"]+)"/.exec(page)?.[1] ?? '', {
      method: 'POST', body: new URLSearchParams({ person }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    }]

  it('leads through the provider and back to where the resident was', async () => {
    const person = webBrowser(origin)
    const first = await person.visit('/api/sign-in?returnTo=%2Fcases%3Fa%3D1')
    const authorize = new URL(first.headers.get('location') ?? '')
    expect(Object.fromEntries(authorize.searchParams)).toMatchObject({
      response_type: 'code', code_challenge_method: 'S256', scope: expect.stringContaining('openid'),
      code_challenge: expect.any(String), state: expect.any(String), nonce: expect.any(String),
    })
    const [pageUrl, page] = await person.follow(authorize.href)
    expect(pageUrl).toContain('/idp/interaction/')
    const html = await page.text()
    expect(html).toContain('演示身份提供方')
    expect(html).not.toMatch(/<style|style=|<script|onclick/)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")

    const [action, init] = choose(html, 'li')
    const isBack = (url: string) => url.includes('/cases')
    const [end] = await person.follow(action, isBack, init)
    expect(end).toBe(`${origin}/cases?a=1`)

    const session = await person.visit('/api/session')
    expect(session.headers.get('cache-control')).toBe('no-store')
    expect(await session.json()).toMatchObject({
      demo: true,
      account: {
        role: 'resident', name: '李敏', idKind: 'citizenId', credit: 'clean', birthDate: '1988-10-12',
        wards: [{ name: '周小禾', idKind: 'citizenId', birthDate: '2017-01-05' }], organisations: [],
      },
    })
  })

  it('asks again who it is after signing out', async () => {
    const person = webBrowser(origin)
    const signIn = async () => {
      const [, page] = await person.follow('/api/sign-in?returnTo=/me')
      const html = await page.text()
      expect(html).toContain('演示身份提供方')
      await person.follow(...choose2(html))
    }
    const choose2 = (html: string): [string, (url: string) => boolean, RequestInit] => {
      const [action, init] = choose(html, 'chen')
      return [action, (url) => url.endsWith('/me'), init]
    }
    await signIn()
    const first = person.jar.get('session')
    await signIn()
    expect(person.jar.get('session')).not.toBe(first)
    // The session before is over, and not only forgotten by this browser.
    const reply = await server.visitor.get('/api/licences', { cookie: `session=${first}` })
    expect(reply.statusCode).toBe(401)
  })

  it('leads back with the reason when the resident does not sign in', async () => {
    const person = webBrowser(origin)
    const [, page] = await person.follow('/api/sign-in?returnTo=/me')
    const [action, init] = choose(await page.text(), '')
    const [end] = await person.follow(action, (url) => url.includes('/sign-in?problem'), init)
    expect(end).toBe(`${origin}/sign-in?problem=forbidden&returnTo=%2Fme`)
    expect(person.jar.has('session')).toBe(false)
  })

  it('refuses an answer that another browser asked for, and one used twice', async () => {
    const person = webBrowser(origin)
    const [, page] = await person.follow('/api/sign-in?returnTo=/me')
    const [action, init] = choose(await page.text(), 'chen')
    const [callback] = await person.follow(action, (url) => url.includes('/api/sign-in/callback'), init)

    const refused = '/sign-in?problem=bad-request&returnTo=%2F'
    const other = webBrowser(origin)
    expect((await other.visit(callback)).headers.get('location')).toBe(refused)
    expect(other.jar.has('session')).toBe(false)
    const state = person.jar.get('sign-in') ?? ''
    expect((await person.visit(callback)).headers.get('location')).toBe('/me')
    person.jar.set('sign-in', state)
    expect((await person.visit(callback)).headers.get('location')).toBe(refused)
  })

  it('refuses a code that was changed on the way', async () => {
    const person = webBrowser(origin)
    const [, page] = await person.follow('/api/sign-in?returnTo=/me')
    const [action, init] = choose(await page.text(), 'chen')
    const [callback] = await person.follow(action, (url) => url.includes('/api/sign-in/callback'), init)
    const forged = new URL(callback)
    forged.searchParams.set('code', `x${forged.searchParams.get('code')}`)
    expect((await person.visit(forged.href)).headers.get('location')).toBe('/sign-in?problem=forbidden&returnTo=%2Fme')
  })
})

describeOnEachEngine('the session', (engine) => {
  let server: TestApp

  beforeAll(async () => { server = await startTestApp(await engine.open()) })
  afterAll(() => server.close())

  it('is nobody before signing in', async () => {
    const reply = await server.visitor.get('/api/session')
    expect(reply.json()).toEqual({
      demo: true, now: server.clock.now(), uploadsKeptHours: 168, account: null,
    })
  })

  it('says who is signed in and until when', async () => {
    const zhao = await server.signInAs('zhao')
    expect((await zhao.get('/api/session')).json().account).toMatchObject({
      name: '赵磊', credit: 'breach', phone: '15400000004', expiresAt: '2026-03-10T14:00:00.000Z',
    })
  })

  it('keeps the account when the same person comes again, and keeps people apart', async () => {
    const idOf = async (person: string) =>
      (await (await server.signInAs(person)).get('/api/session')).json().account.id as string
    const chen = await idOf('chen')
    expect(await idOf('chen')).toBe(chen)
    expect(await idOf('li')).not.toBe(chen)
  })

  it('ends with signing out, also when that is said twice', async () => {
    const chen = await server.signInAs('chen')
    const reply = await chen.post('/api/sign-out')
    expect(reply.statusCode).toBe(204)
    expect(reply.headers['set-cookie']).toMatch(/^session=;.*Path=\/.*HttpOnly.*SameSite=Lax/)
    expect((await chen.get('/api/session')).json().account).toBeNull()
    expect((await chen.post('/api/sign-out')).statusCode).toBe(204)
  })

  it('cannot be ended by another site', async () => {
    const chen = await server.signInAs('chen')
    expect((await chen.post('/api/sign-out', {}, { origin: 'https://evil.example' })).statusCode).toBe(403)
    expect((await chen.get('/api/session')).json().account.name).toBe('陈永福')
  })

  it('says so when the identity provider cannot be reached', async () => {
    const off = await startTestApp(server.deps.database, {
      deps: { identity: { begin: async () => fail('unavailable'), complete: async () => fail('unavailable') } },
    })
    const reply = await off.visitor.get('/api/sign-in?returnTo=/me')
    expect([reply.statusCode, reply.headers.location])
      .toEqual([303, '/sign-in?problem=identity-provider-unavailable&returnTo=%2Fme'])
    await off.close()
  })

  it('has a cookie tied to the host where there is https', async () => {
    const identity = { begin: async () => ok({ url: 'https://idp.example/auth', state: 's', nonce: 'n', codeVerifier: 'v' }) }
    const secure = await startTestApp(server.deps.database, {
      settings: { publicUrl: 'https://permits.example' },
      deps: { identity: { ...identity, complete: async () => fail('refused') } },
    })
    const reply = await secure.visitor.get('/api/sign-in')
    expect(reply.headers['set-cookie']).toMatch(/^__Host-sign-in=s; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect(reply.headers['strict-transport-security']).toContain('max-age=31536000')
    const wang = await secure.signInAs('wang')
    expect((await wang.get('/api/session')).json().account.name).toBe('王强')
    await secure.close()
  })
})

describe('where sign-in leads back to', () => {
  it.each([
    ['/cases/1?a=b#c', '/cases/1?a=b#c'],
    ['/items/%E8%AF%81', '/items/%E8%AF%81'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/./\\evil.example', '/'],
    ['/.//evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['cases', '/'],
    ['', '/'],
    ['/a\nb', '/'],
    [undefined, '/'],
    [['/a', '/b'], '/'],
    [`/${'a'.repeat(3000)}`, '/'],
  ])('%j becomes %j', (asked, path) => {
    expect(safeReturnTo(asked)).toBe(path)
  })
})
