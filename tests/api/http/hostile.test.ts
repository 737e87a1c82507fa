/** Nonsense by real HTTP: whatever arrives is refused with a problem, never with a 5xx, and leaves no trace. */
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpointPath, endpoints } from '../../../src/contract/endpoints.ts'
import type { EndpointName } from '../../../src/contract/endpoints.ts'
import type { FilingInput } from '../../../src/contract/filing.ts'
import { problems } from '../../../src/contract/problems.ts'
import type { Problem } from '../../../src/contract/problems.ts'
import { rawRequest, sendRaw } from '../../support/rawHttp.ts'
import type { RawReply } from '../../support/rawHttp.ts'
import { embeddedEngine } from '../../support/testDatabase.ts'
import { startCaseServer } from '../cases/caseServer.ts'
import type { CaseServer } from '../cases/caseServer.ts'
import { countRows } from '../database/countRows.ts'

const origin = 'http://127.0.0.1:3000'
const jsonWrites = Object.entries(endpoints).filter(([name, { method }]) =>
  method === 'POST' && name !== 'createUpload' && name !== 'signOut').map(([name]) => name as EndpointName)
const reads = Object.entries(endpoints).filter(([name, { method, path }]) =>
  method === 'GET' && path.includes(':') && name !== 'signIn').map(([name]) => name as EndpointName)

describe('nonsense', () => {
  const engine = embeddedEngine()
  const log: string[] = []
  let server: CaseServer
  let port: number
  let cookies: Record<'resident' | 'officer' | 'public' | 'signedIn', string>
  let caseNo: string
  /** A filing that is right but for its signatures: whatever is changed in it, it never becomes a case. */
  let filing: FilingInput
  let before: Record<string, number>

  beforeAll(async () => {
    const stream = new Writable({ write: (chunk, _encoding, done) => { log.push(String(chunk)); done() } })
    server = await startCaseServer(engine, 'manual', { deps: { logger: { level: 'warn', stream } } })
    await server.app.listen({ host: '127.0.0.1', port: 0 })
    port = (server.app.server.address() as AddressInfo).port
    const li = await server.filer('li')
    const officer = await server.signInAs('officer-lin')
    cookies = {
      resident: li.client.cookie ?? '', signedIn: li.client.cookie ?? '', officer: officer.cookie ?? '', public: '',
    }
    caseNo = await server.file(li, 'P0203')
    const signed = await server.make(li, 'P0203')
    filing = { ...signed, signatures: signed.signatures.map((one) => ({ ...one, value: 'A'.repeat(86) })) }
    before = await countRows(server.deps.database)
  })
  afterAll(async () => {
    expect(await countRows(server.deps.database)).toEqual(before)
    expect(log).toEqual([])
    await server.close()
  })

  type Headers = readonly (readonly [string, string])[]

  const send = (method: string, path: string, cookie: string, headers: Headers = [], body = '') =>
    sendRaw(port, rawRequest(method, path, [...(cookie ? [['cookie', cookie] as const] : []), ...headers], body))

  const write = (name: EndpointName, body: string, headers: Headers = []) =>
    send('POST', endpointPath(name, { caseNo, uploadId: 'x', keyId: randomUUID() }), cookies[endpoints[name].access], [
      ['origin', origin], ['content-type', 'application/json'], ['idempotency-key', randomUUID()],
      ['content-length', String(Buffer.byteLength(body))], ...headers,
    ], body)

  const check = <Input>(property: fc.IAsyncProperty<Input>, numRuns: number) => fc.assert(property, { numRuns })

  it.each(jsonWrites)('%s takes no body but its own', async (name) => {
    await check(fc.asyncProperty(fc.oneof(fc.json({ stringUnit: 'binary' }), fc.json(), fc.string()), async (body) => {
      expectProblem(await write(name, body))
    }), 15)
  })

  it.each([
    ['nested arrays', '['.repeat(200_000) + ']'.repeat(200_000)],
    ['nested objects', '{"a":'.repeat(200_000) + '1' + '}'.repeat(200_000)],
    ['a huge array', `[${'1,'.repeat(500_000)}1]`],
    ['many keys', `{"provisions":{${Array.from({ length: 100_000 }, (_, at) => `"a${at}":{}`).join(',')}}}`],
    ['a long text', JSON.stringify({ reason: '证'.repeat(600_000) })],
    ['a lone surrogate', '{"reason":"\\udfff"}'],
    ['half a pair as a key', '{"\\ud83d":"x"}'],
    ['a NUL', '{"reason":"\\u0000"}'],
    ['a prototype', '{"__proto__":{"reason":"x"},"reason":"x"}'],
    ['two values', '{}{}'],
    ['a number beyond all', '{"reason":1e999999}'],
    ['a byte order mark', '\ufeff{"reason":1}'],
    ['more than two megabytes', JSON.stringify({ reason: 'x'.repeat(2 * 1024 * 1024) })],
  ])('is refused as a body: %s', async (_name, body) => {
    for (const name of ['withdrawCase', 'submitFiling', 'actOnCase'] as const) expectProblem(await write(name, body))
  })

  it('never makes a case of a filing with anything in it changed', async () => {
    const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(
      '', ' ', '\u202e', '2026-02-30', '9999-12-31', '0000-00-00', '-1', 'constructor', 'toString', '__proto__', -1, 0, 1e308))
    await check(fc.asyncProperty(fc.nat(), anything, fc.boolean(), async (where, value, isRemoved) => {
      const places = listPlaces(filing)
      const place = places[where % places.length] ?? []
      const changed = replaceAt(filing, place, isRemoved ? undefined : value)
      const reply = await write('submitFiling', JSON.stringify(changed))
      expectProblem(reply)
      for (const { pointer } of readProblem(reply).errors ?? []) expect(pointer).toMatch(/^(\/|$)/)
    }), 150)
  })

  it.each([
    ['supplementCase', { provisions: { photo: { way: 'later' } } }],
    ['supplementCase', { provisions: {}, form: { constructor: 'x' }, answers: { toString: 'x' } }],
    ['withdrawCommitment', { commitmentId: 'constructor', reason: 'x' }],
    ['rateService', { stage: 1, grade: 'satisfied', tags: ['999'], comment: '', anonymous: true }],
    ['actOnCase', { action: 'requestCorrection', afterSeq: 1, points: [{ at: '/form/constructor', code: 'field-wrong' }], days: 1.5 }],
    ['actOnCase', { action: 'accept', afterSeq: 2 ** 53 }],
    ['actOnCase', { action: 'grant', afterSeq: 1 }],
  ] as const)('is refused on a case: %s %j', async (name, body) => {
    expectProblem(await write(name, JSON.stringify(body)))
  })

  const segment = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }).map((text) => encodeURIComponent(text.toWellFormed())),
    fc.stringMatching(/^[!-~]{1,60}$/).filter((text) => !text.includes('#')),
    fc.constantFrom('%', '%zz', '%c0%af', '%ed%a0%80', '%00', '%2e%2e', '..', '.', '%2F', ';', "'--", '${7*7}', '*', '\\'),
    fc.nat(20_000).map((length) => 'a'.repeat(length)),
  )

  it('is found nowhere, whatever stands in an address', async () => {
    await check(fc.asyncProperty(fc.constantFrom(...reads), segment, segment, async (name, one, other) => {
      const path = endpoints[name].path.replace(':caseNo', one).replace(':code', one).replace(':uploadId', other)
        .replace(':keyId', one).replace(':orderNo', one)
      const reply = await send('GET', path, cookies[endpoints[name].access])
      // Who comes back from paying for nothing is led to the list.
      if (reply.status === 303) expect([name, reply.headers['location']]).toEqual(['returnFromPayment', '/cases'])
      // Dots and slashes may lead to another address, and one of these is a list.
      else if (reply.status !== 200) expectProblem(reply)
    }), 120)
  })

  it('is refused as a question', async () => {
    await check(fc.asyncProperty(fc.constantFrom('/api/cases', '/api/officer/cases', '/api/items/x'), segment, segment, async (
      path, key, value,
    ) => {
      const cookie = path.includes('officer') ? cookies.officer : cookies.resident
      for (const query of [`limit=${value}`, `after=${value}`, `version=${value}`, `${key}=${value}`, `status=${value}`, key]) {
        const reply = await send('GET', `${path}?${query}`, cookie)
        // An empty question is none.
        if (reply.status !== 200) expectProblem(reply)
      }
    }), 15)
  })

  const headerValue = fc.oneof(
    fc.string({ maxLength: 80 }), fc.stringMatching(/^[\t -~\x80-\xff]{0,80}$/), fc.uuid(), fc.constantFrom(
      '', ',', ';', '=', '"', 'null', '*', 'application/json', 'application/json; charset=utf-16', 'text/plain',
      'multipart/form-data', 'gzip', 'x'.repeat(9000), '\xff\xfe', '%00', 'session=%00', 'session=x; session=y')
  ).map((text) => text.replace(/[\r\n\0]/g, ''))
  const headerName = fc.constantFrom(
    'origin', 'cookie', 'content-type', 'idempotency-key', 'accept', 'accept-encoding', 'content-encoding', 'if-none-match',
    'x-forwarded-for', 'x-forwarded-proto', 'x-http-method-override', 'upgrade', 'range', 'user-agent', 'te',
    'forwarded', 'host',
  )

  it('is refused as headers, single and double', async () => {
    const headers = fc.array(fc.tuple(headerName, headerValue), { maxLength: 4 })
    await check(fc.asyncProperty(fc.constantFrom(...jsonWrites), headers, async (name, given) => {
      expectProblem(await write(name, '{"surplus":1}', given))
    }), 120)
  })

  it('is refused as an upload', async () => {
    const value = fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom(
      '-1', '0', '1e3', 'NaN', '0x10', '10485761', '99999999999999999999', 'filename', 'filename ====', 'a b,a b', '1.0.1',
      'final;/api/uploads/x', 'sha1 xxxx', ' '))
      .map((text) => text.replace(/[^\t -~]/g, '')).filter((text) => !/^\s*[1-9]\d{0,7}\s*$/.test(text))
    const names = fc.constantFrom(
      'upload-length', 'upload-metadata', 'upload-offset', 'upload-defer-length', 'upload-concat', 'upload-checksum', 'tus-resumable',
      'content-type', 'x-http-method-override')
    await check(fc.asyncProperty(
      fc.constantFrom('POST', 'PATCH', 'HEAD', 'DELETE'), segment, fc.array(fc.tuple(names, value), { maxLength: 4 }),
      async (method, id, headers) => {
        const path = method === 'POST' ? '/api/uploads' : `/api/uploads/${id}`
        const reply = await send(method, path, cookies.resident, [['origin', origin], ['tus-resumable', '1.0.0'], ...headers])
        if (method === 'HEAD') expect(reply.status).toSatisfy((status: number) => status >= 400 && status < 500)
        else expectProblem(reply)
      }), 120)
  })

  it('is refused as a method', async () => {
    const paths = [...Object.values(endpoints).map(({ path }) => path.replace(/:\w+/g, 'x')), '/', '/api', '/api/', '//api/health']
    for (const method of ['PUT', 'DELETE', 'PATCH', 'TRACE', 'OPTIONS', 'PROPFIND', 'LOCK', 'PURGE']) {
      for (const path of paths) {
        const reply = await send(method, path, cookies.resident, [['origin', origin]])
        if (method !== 'OPTIONS' || path !== endpoints.createUpload.path) expectProblem(reply)
      }
    }
  })

  const json = '{"reason":"x"}'
  const head = (lines: string[]) => [
    ...lines, 'host: 127.0.0.1', 'connection: close', `origin: ${origin}`, 'content-type: application/json', '', '',
  ].join('\r\n')
  const post = 'POST /api/cases/x/withdrawal HTTP/1.1'

  it.each<[string, string, boolean?]>([
    ['a body longer than it says', head([post, 'content-length: 3']) + json],
    ['two lengths', head([post, 'content-length: 3', 'content-length: 14']) + json],
    ['a length that is none', head([post, 'content-length: many']) + json],
    ['a negative length', head([post, 'content-length: -1']) + json],
    ['a length and chunks', head([post, 'content-length: 14', 'transfer-encoding: chunked']) + `e\r\n${json}\r\n0\r\n\r\n`],
    ['chunks that are none', head([post, 'transfer-encoding: chunked']) + 'zz\r\n'],
    ['an unknown encoding', head([post, 'transfer-encoding: cow']) + json],
    ['a method that is none', head(['FETCH /api/health HTTP/1.1'])],
    ['a method in small letters', head(['get /api/health HTTP/1.1'])],
    ['a version that is none', head(['GET /api/health HTTP/9.9'])],
    ['a space in the address', head(['GET /api/he alth HTTP/1.1'])],
    ['a NUL in the address', head(['GET /api/\0 HTTP/1.1'])],
    ['an address of 20 kB', head([`GET /api/${'a'.repeat(20_000)} HTTP/1.1`])],
    ['a header of 20 kB', head(['GET /api/health HTTP/1.1', `x: ${'a'.repeat(20_000)}`])],
    ['ten thousand headers', head(['GET /api/health HTTP/1.1', ...Array.from({ length: 10_000 }, () => 'x: y')])],
    ['a header without a name', head(['GET /api/health HTTP/1.1', ': x'])],
    ['a header over two lines', head(['GET /api/health HTTP/1.1', 'x: y', ' z'])],
    ['line feeds alone', head([post]).replaceAll('\r\n', '\n')],
    ['another host in the address', head(['GET http://[/api/sign-in/callback?x HTTP/1.1']).replace('sign-in/callback', 'cases/x')],
    ['a star', head(['GET * HTTP/1.1'])],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
    ['no HTTP at all', 'hello\r\n\r\n'],
  ])('is refused on the wire: %s', async (_name, bytes) => {
    expectProblem(await sendRaw(port, Buffer.from(bytes, 'latin1')))
  })

  it.each([
    ['a body cut short', head([post, 'content-length: 100']) + json],
    ['chunks cut short', head([post, 'transfer-encoding: chunked']) + 'e\r\n{"rea'],
    ['headers cut short', 'GET /api/health HTTP/1.1\r\nhost: 127'],
    ['a tunnel', head(['CONNECT example.org:443 HTTP/1.1'])],
  ])('ends with its connection: %s', async (_name, bytes) => {
    const reply = await sendRaw(port, bytes, true)
    if (reply.status !== undefined) expectProblem(reply)
  })

  it('leads a malformed way back from the identity provider to a page', async () => {
    for (const target of ['http://[/api/sign-in/callback', '/api/sign-in/callback?state=%ed%a0%80&state=x', '/%61pi/sign-in/callback']) {
      const reply = await send('GET', target, 'sign-in=x')
      expect([reply.status, reply.headers['location']]).toEqual([303, '/sign-in?problem=bad-request&returnTo=%2F'])
    }
  })

  it('has left the server well', async () => {
    const reply = await send('GET', '/api/health', '')
    expect([reply.status, JSON.parse(reply.body)]).toEqual([200, expect.objectContaining({ status: 'ok' })])
    expect((await send('GET', `/api/cases/${caseNo}`, cookies.resident)).status).toBe(200)
  })
})

function readProblem(reply: RawReply): Problem {
  return JSON.parse(Buffer.from(reply.body, 'latin1').toString()) as Problem
}

function expectProblem(reply: RawReply): void {
  expect(reply.status, reply.body).toSatisfy((status = 0) => status >= 400 && status < 500)
  expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/)
  expect(reply.headers['cache-control']).toBe('no-store')
  const problem = readProblem(reply)
  expect(problem).toMatchObject({ status: reply.status, type: `urn:zhenghaoban:problem:${problem.code}` })
  expect(problems[problem.code]).toBe(reply.status)
}

type Place = readonly (string | number)[]

/** Every value inside, and the whole. */
function listPlaces(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place]
  return [place, ...Object.entries(value).flatMap(([key, inner]) => listPlaces(inner, [...place, key]))]
}

/** A copy with another value in one place, or nothing there when that is undefined. */
function replaceAt(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by ?? null
  const copy = (Array.isArray(value) ? [...value as unknown[]] : { ...value as object }) as Record<string, unknown>
  if (rest.length === 0 && by === undefined) delete copy[key]
  else copy[key] = replaceAt(copy[key], rest, by)
  return copy
}
