/** Who people are stays out of logs, addresses and every answer that can do without it (个人信息保护法 第六条、第五十一条). */
import { Writable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPeople } from '../../../mock-api/adapters/identity/stand-in/people.ts'
import { startOfficerPoller } from '../../../mock-api/startOfficerPoller.ts'
import { endpointPath, endpoints } from '../../../src/contract/endpoints.ts'
import type { EndpointName } from '../../../src/contract/endpoints.ts'
import type { CaseView } from '../../../src/contract/caseViews.ts'
import { freePort } from '../../support/freePort.ts'
import { embeddedEngine } from '../../support/testDatabase.ts'
import { webBrowser } from '../../support/webBrowser.ts'
import { expectOk, startCaseServer } from '../cases/caseServer.ts'
import type { CaseServer, TestFiler } from '../cases/caseServer.ts'

/** Whatever identifies the demo people: names, numbers, telephones. */
const secrets = demoPeople.flatMap(({ claims }) => listTexts(claims)).filter((text) => /\d{6,}|^[\p{Script=Han} ·]{2,}$/u.test(text))
const numbers = secrets.filter((text) => /^[\dA-Z]{8,}$/.test(text))
if (numbers.length < 8) throw new Error('there is hardly anything to look for')

describe('what is told about people', () => {
  const engine = embeddedEngine()
  const log: string[] = []
  const addresses: string[] = []
  let server: CaseServer
  let origin: string
  let filers: TestFiler[]
  let caseNos: string[]

  const note = (warning: Error) => { log.push(`${warning.message}\n`) }

  beforeAll(async () => {
    process.on('warning', note)
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    const stream = new Writable({ write: (chunk, _encoding, done) => { log.push(String(chunk)); done() } })
    server = await startCaseServer(engine, 'manual', {
      settings: { port, publicUrl: origin }, deps: { logger: { level: 'trace', stream } },
    })
    await server.app.listen({ host: '127.0.0.1', port })
    filers = [await server.filer('li'), await server.filer('chen'), await server.filer('wang')]
    caseNos = []
    for (const [index, item] of (['P0301', 'P1103', 'P1601'] as const).entries()) {
      caseNos.push(await server.file(filers[index]!, item))
    }
  })
  afterAll(async () => {
    process.off('warning', note)
    await server.close()
  })

  const expectNothing = (text: string, ...more: string[]) => {
    for (const secret of [...secrets, ...more]) expect(text).not.toContain(secret)
  }

  it('is not in the log, whoever signs in, files, or meets a bug', async () => {
    const person = webBrowser(origin)
    const [at, page] = await person.follow('/api/sign-in?returnTo=/me')
    const action = /action="([^"]+)"/.exec(await page.text())?.[1] ?? ''
    const [callback] = await person.follow(new URL(action, at).href, (url) => url.includes('/callback'), {
      method: 'POST', body: 'person=chen', headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    })
    addresses.push(at, callback)
    const state = person.jar.get('sign-in') ?? ''
    await person.visit(callback)
    const token = person.jar.get('session') ?? ''
    expect(token.length).toBeGreaterThan(20)
    // Once more: the provider's answer has been used.
    await person.visit(callback)

    const [li] = filers
    const filing = await server.make(li!, 'P0301')
    const tampered = { ...filing, applicant: { ...filing.applicant, idNumber: '44999919900307004X' } }
    expect((await li!.client.post('/api/filings', tampered)).statusCode).toBe(422)
    expect((await li!.client.post('/api/filings', { ...filing, surplus: li!.account.phone })).statusCode).toBe(400)
    expect((await li!.client.get(`/api/cases/${li!.account.idNumber}`)).statusCode).toBe(404)
    expectOk(await li!.client.post('/api/filings', filing))

    await server.rows('ALTER TABLE signatures RENAME TO gone')
    const again = await server.make(li!, 'P0301')
    expect((await li!.client.post('/api/filings', again)).json()).toMatchObject({ code: 'internal' })
    await server.rows('ALTER TABLE gone RENAME TO signatures')

    const text = log.join('')
    expect(text).toContain('unexpected error')
    expect(text).toContain('42P01')
    expectNothing(text, token, state, li!.client.cookie ?? 'none', again.filingId, ...caseNos, again.signatures[0]!.text)
  })

  it('is not in what the server warns of, when an officer\'s job fails', async () => {
    const before = log.length
    await server.deps.database.db.execute(
      sql`UPDATE officer_jobs SET kind = 'standIn', run_after = '2000-01-01'`)
    await server.deps.database.db.execute(sql`ALTER TABLE case_events RENAME TO gone`)
    const stop = startOfficerPoller(server.deps, { pollMillis: 10, stepMillis: 0 })
    await expect.poll(() => log.slice(before).join('')).toContain('officer jobs failed')
    await stop()
    await server.deps.database.db.execute(sql`ALTER TABLE gone RENAME TO case_events`)
    const text = log.slice(before).join('')
    // What failed, not only that something did.
    expect(text).toContain('42P01')
    expectNothing(text, ...caseNos)
  })

  it('is in no address', () => {
    const names = Object.values(endpoints).flatMap(({ path }) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name))
    expect([...new Set(names)].sort()).toEqual(['caseNo', 'code', 'keyId', 'orderNo', 'uploadId'])
    expectNothing(decodeURIComponent(addresses.join(' ')))
    for (const caseNo of caseNos) for (const number of numbers) expect(caseNo).not.toContain(number)
  })

  it('is kept by nobody on the way', async () => {
    const own = { caseNo: caseNos[0] ?? '', code: 'x', uploadId: 'x', orderNo: 'x' }
    const [li] = filers
    const officer = await server.signInAs('officer-lin')
    const gets = Object.entries(endpoints).filter(([, { method }]) => method === 'GET').map(([name]) => name as EndpointName)
    for (const name of gets.filter((one) => !['getCatalogue', 'listItems', 'getItem', 'getHealth'].includes(one))) {
      const client = endpoints[name].access === 'officer' ? officer : li!.client
      const reply = await client.get(endpointPath(name, own))
      expect([name, reply.headers['cache-control']]).toEqual([name, 'no-store'])
    }
  })

  it('has no number in full but where the reader needs it: their session, their licences, the text they signed', async () => {
    const officer = await server.signInAs('officer-lin')
    const texts = [JSON.stringify((await officer.get('/api/officer/cases')).json())]
    for (const [index, { client }] of filers.entries()) {
      texts.push(JSON.stringify((await client.get('/api/cases')).json()))
      const caseNo = caseNos[index] ?? ''
      const views = [await client.get(`/api/cases/${caseNo}`), await officer.get(`/api/officer/cases/${caseNo}`)]
      for (const view of views) {
        const { signatures, ...rest } = expectOk(view).json<CaseView>()
        expect(numbers.some((number) => signatures[0]!.text.includes(number))).toBe(true)
        texts.push(JSON.stringify(rest))
      }
    }
    for (const number of numbers) expect(texts.join('\n')).not.toContain(number)
  })
})

function listTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listTexts) : []
}
