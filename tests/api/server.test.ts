/** The built server as an operator runs it: its settings, its end, and what is not there outside demo mode. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../mock-api/database/openDatabase.ts'
import type { Item } from '../../src/domain/item.ts'
import type { SessionView } from '../../src/contract/accountViews.ts'
import type { CaseView } from '../../src/contract/caseViews.ts'
import type { CatalogueView } from '../../src/contract/catalogueViews.ts'
import { makeFiling, newSigningKey, planFiling } from '../support/filingFixture.ts'
import type { Filer } from '../support/filingFixture.ts'
import { foreignClient, foreignPerson, startForeignProvider } from '../support/foreignProvider.ts'
import { freePort } from '../support/freePort.ts'
import { buildServerInto, runServer, untilHealthy } from '../support/serverProcess.ts'
import type { ServerProcess } from '../support/serverProcess.ts'
import { embeddedEngine } from '../support/testDatabase.ts'
import { webBrowser } from '../support/webBrowser.ts'
import type { WebBrowser } from '../support/webBrowser.ts'

// Every test starts processes; on a busy machine that takes its time.
describe('the server', { timeout: 180_000 }, () => {
  const engine = embeddedEngine()
  const scratch = mkdtempSync(join(tmpdir(), 'zhenghaoban-server-'))
  const running: ServerProcess[] = []
  let main: string

  beforeAll(() => { main = buildServerInto('server-for-settings') })
  afterEach(async () => {
    for (const server of running.splice(0)) {
      server.signal('SIGKILL')
      await server.ended
    }
  })
  afterAll(() => { rmSync(scratch, { recursive: true, force: true }) })

  const run = (environment: Record<string, string>) => {
    const server = runServer(main, environment)
    running.push(server)
    return server
  }

  const provider = { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'permits' }

  it.each<[string, Record<string, string>]>([
    ['OIDC_ISSUER', { DEMO: '1', ...provider }],
    ['OIDC_ISSUER', { DATABASE_URL: 'postgres://127.0.0.1:9/permits' }],
    ['OIDC_CLIENT_ID', { OIDC_ISSUER: provider.OIDC_ISSUER }],
    ['DEMO', { DEMO: 'true' }],
    ['PORT', { PORT: '3000x' }],
    ['HOST', { HOST: 'no-such-host.invalid' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'permits.example' }],
    ['DATA_DIR', { DATA_DIR: 'package.json' }],
    ['DATABASE_URL', { DATABASE_URL: 'permits', ...provider }],
    // Both addresses of localhost are tried in vain.
    ['DATABASE_URL', { DATABASE_URL: 'postgres://us:secret@localhost:9/permits', ...provider }],
    ['OFFICER', { OFFICER: 'robot' }],
    ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.0/33' }],
    ['CLAMD', { CLAMD: 'clamd' }],
    ['QUOTA_FILINGS', { QUOTA_FILINGS: '0' }],
  ])('does not start with a wrong %s, and says so in one line: %j', async (name, environment) => {
    const { dataDir } = name === 'HOST' ? await engine.place() : { dataDir: join(scratch, 'unused') }
    const server = run({ DATA_DIR: dataDir, PORT: String(await freePort()), ...environment })
    expect(await server.ended).toBe(1)
    expect(server.output()).toBe('')
    const lines = server.errors().trimEnd().split('\n')
    expect(lines).toEqual([expect.stringMatching(new RegExp(`\\p{Script=Han}.* \\| .*${name}`, 'u'))])
    expect(lines[0]).not.toContain('secret')
  })

  it('refuses a directory another server has, leaves cleanly on SIGTERM, and finds everything again', async () => {
    const { dataDir } = await engine.place()
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const first = run({ DATA_DIR: dataDir, PORT: String(port) })
    await untilHealthy(first, origin)
    expect(first.output()).toContain(`（演示） ${origin}`)

    const second = run({ DATA_DIR: dataDir, PORT: String(await freePort()) })
    expect(await second.ended).toBe(1)
    expect(second.errors().trimEnd().split('\n')).toEqual([expect.stringContaining('DATA_DIR')])
    expect(second.errors()).toContain(dataDir)

    const taken = run({ DATA_DIR: (await engine.place()).dataDir, PORT: String(port) })
    expect(await taken.ended).toBe(1)
    expect(taken.errors().trimEnd().split('\n')).toEqual([expect.stringMatching(/EADDRINUSE.*端口已被占用.*PORT/)])

    const chen = webBrowser(origin)
    await signInAtStandIn(chen, origin)
    const before = await readSession(chen)
    expect(before).toMatchObject({ demo: true, account: { name: '陈永福' } })

    first.signal('SIGTERM')
    expect(await first.ended).toBe(0)
    expect(first.errors()).toBe('')

    const again = run({ DATA_DIR: dataDir, PORT: String(port) })
    await untilHealthy(again, origin)
    expect((await readSession(chen)).account).toEqual(before.account)
  })

  it('says at its start that the scanner it was given is away, and serves nevertheless', async () => {
    const [{ dataDir }, port, away] = [await engine.place(), await freePort(), await freePort()]
    const server = run({ DATA_DIR: dataDir, PORT: String(port), CLAMD: `127.0.0.1:${away}` })
    await untilHealthy(server, `http://127.0.0.1:${port}`)
    expect(server.errors().trim().split('\n')).toEqual([expect.stringMatching(/^CLAMD .* \| CLAMD is away.*ECONNREFUSED/)])
  })

  it('outside demo mode takes people from the provider it is told of, and has no stand-in', async () => {
    const { dataDir } = await engine.place()
    const [port, providerPort] = [await freePort(), await freePort()]
    const origin = `http://127.0.0.1:${port}`
    const server = run({
      DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', OIDC_ISSUER: `http://127.0.0.1:${providerPort}`, ...foreignClient,
    })
    await untilHealthy(server, origin)
    expect(server.output().trim()).toBe(`证好办 ${origin}`)
    expect(server.errors().trim().split('\n')).toEqual([expect.stringMatching(/^未设置 CLAMD.* \| CLAMD is not set/)])
    const visitor = webBrowser(origin)
    expect(await readSession(visitor)).toMatchObject({ demo: false, account: null })
    for (const path of ['/idp', '/idp/.well-known/openid-configuration', '/idp/login.css', '/idp/interaction/x', '/pay', '/pay/x']) {
      expect((await visitor.visit(path)).status).toBe(404)
    }

    // The provider is away: whoever reads does not notice.
    const refused = await visitor.visit('/api/sign-in?returnTo=/me')
    expect(refused.headers.get('location')).toBe('/sign-in?problem=identity-provider-unavailable&returnTo=%2Fme')
    const catalogue = await (await visitor.visit('/api/catalogue')).json() as CatalogueView
    expect(catalogue.items.length).toBeGreaterThan(0)

    const stopProvider = await startForeignProvider(providerPort, `${origin}/api/sign-in/callback`)
    const resident = webBrowser(origin)
    await signInAtForeign(resident)
    const { account } = await readSession(resident)
    expect(account).toMatchObject({
      role: 'resident', name: foreignPerson.name, idNumber: foreignPerson.id_number, credit: 'unknown', wards: [],
    })
    expect(await (await resident.visit('/api/licences')).json()).toEqual([])

    const view = await fileCase(resident, origin, catalogue)
    expect(view).toMatchObject({ status: 'received', standInOfficer: false })

    // It goes away in the middle of a sign-in.
    const late = webBrowser(origin)
    const begun = await late.visit('/api/sign-in?returnTo=/me')
    expect(begun.headers.get('location')).toContain(`http://127.0.0.1:${providerPort}/auth`)
    await stopProvider()
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state')
    const back = await late.visit(`/api/sign-in/callback?code=x&state=${state}&iss=http://127.0.0.1:${providerPort}`)
    expect(back.headers.get('location')).toBe('/sign-in?problem=identity-provider-unavailable&returnTo=%2Fme')
    expect((await readSession(resident)).account?.name).toBe(foreignPerson.name)

    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    // Nobody but the clock of 视为受理 has anything to do with the case.
    const database = await openDatabase({ dataDir })
    const { rows } = await database.db.execute(sql`SELECT kind FROM officer_jobs`)
    await database.close()
    expect(rows.map(({ kind }) => kind)).not.toContain('standIn')
  })
})

async function readSession(browser: WebBrowser): Promise<SessionView> {
  return await (await browser.visit('/api/session')).json() as SessionView
}

async function signInAtStandIn(browser: WebBrowser, origin: string): Promise<void> {
  const [at, page] = await browser.follow('/api/sign-in?returnTo=/me')
  const action = new URL(/action="([^"]+)"/.exec(await page.text())?.[1] ?? '', at).href
  await browser.follow(action, (url) => url.endsWith('/me'), form({ person: 'chen' }, origin))
}

/** Its own pages: a name and a password, then consent. */
async function signInAtForeign(browser: WebBrowser): Promise<void> {
  const [at, page] = await browser.follow('/api/sign-in?returnTo=/me')
  const login = new URL(/action="([^"]+)"/.exec(await page.text())?.[1] ?? '', at).href
  const [next, consent] = await browser.follow(login, undefined, form({ prompt: 'login', login: 'resident-1', password: 'x' }))
  const confirm = new URL(/action="([^"]+)"/.exec(await consent.text())?.[1] ?? '', next).href
  const [end] = await browser.follow(confirm, (url) => url.endsWith('/me'), form({ prompt: 'consent' }))
  expect(end).toMatch(/\/me$/)
}

function form(fields: Record<string, string>, origin?: string): RequestInit {
  return {
    method: 'POST', body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...(origin && { origin }) },
  }
}

/** Files by real HTTP, files handed over by tus. */
async function fileCase(browser: WebBrowser, origin: string, catalogue: CatalogueView): Promise<CaseView> {
  const post = async <Reply>(path: string, body: object): Promise<Reply> => {
    const reply = await browser.visit(path, {
      method: 'POST', body: JSON.stringify(body),
      headers: { origin, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    })
    if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`)
    return await reply.json() as Reply
  }
  const { account } = await readSession(browser)
  if (!account) throw new Error('nobody is signed in')
  const key = await newSigningKey()
  const { keyId } = await post<{ keyId: string }>('/api/keys', { publicKey: key.publicKey })
  const filer: Filer = {
    account, catalogue, key, keyId, upload: () => uploadPhoto(browser, origin),
    sha256Of: async () => createHash('sha256').update(await photo()).digest('hex'),
    findItem: async (code) => await (await browser.visit(`/api/items/${code}`)).json() as Item,
  }
  const now = new Date().toISOString()
  const filing = await makeFiling(filer, planFiling('P0203', now.slice(0, 10)), { at: now })
  const { caseNo } = await post<{ caseNo: string }>('/api/filings', filing)
  return await (await browser.visit(`/api/cases/${caseNo}`)).json() as CaseView
}

const photo = () => sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } }).jpeg().toBuffer()

async function uploadPhoto(browser: WebBrowser, origin: string): Promise<string> {
  const bytes = await photo()
  const reply = await browser.visit('/api/uploads', {
    method: 'POST', body: new Uint8Array(bytes), headers: {
      origin, 'tus-resumable': '1.0.0', 'upload-length': String(bytes.length), 'content-type': 'application/offset+octet-stream',
    },
  })
  expect(reply.status).toBe(201)
  return (reply.headers.get('location') ?? '').split('/').at(-1) ?? ''
}
