import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { useOnline } from '../../../src/platform/connectivity.ts'
import { http, onSignedOut } from '../../../src/platform/http.ts'
import { readFresh } from '../../../src/platform/readFresh.ts'
import { answerWith, cutNetwork, seen, stubFetch } from '../support/stubFetch.ts'

beforeAll(stubFetch)
beforeEach(() => answerWith(() => Response.json({ fine: true })))

const problem = (code: string, status: number) =>
  Response.json({ type: `urn:zhenghaoban:problem:${code}`, status, code, errors: [{ pointer: '/form/a', code: 'x' }] },
    { status, headers: { 'content-type': 'application/problem+json' } })

describe('http', () => {
  it('fills the path, the query, the body and the idempotency key', async () => {
    const reply = await http('rateService', {
      params: { caseNo: 'C/1' }, body: { stage: 1 }, idempotencyKey: 'key-1', query: { a: 1 },
    })
    expect(reply).toEqual({ ok: true, value: { fine: true } })
    expect(seen[0]).toMatchObject({ method: 'POST', path: '/api/cases/C%2F1/ratings?a=1', body: '{"stage":1}' })
    expect(seen[0]?.headers.get('idempotency-key')).toBe('key-1')
    expect(seen[0]?.headers.get('content-type')).toContain('application/json')
  })

  it.each([['already-rated', 409], ['filing-invalid', 422], ['internal', 500], ['overloaded', 503]])(
    'gives the problem %s as a value', async (code, status) => {
      answerWith(() => problem(code, status))
      expect(await http('listCases')).toMatchObject({
        ok: false, error: { kind: 'problem', problem: { code, status, errors: [{ pointer: '/form/a', code: 'x' }] } },
      })
    })

  it.each([
    [502, 'internal'], [503, 'overloaded'], [429, 'rate-limited'], [425, 'scan-unavailable'], [413, 'too-large'],
    [418, 'bad-request'],
  ])(
    'reads a proxy’s %i page as %s', async (status, code) => {
      answerWith(() => new Response('<h1>nginx</h1>', { status, headers: { 'content-type': 'text/html' } }))
      expect(await http('listCases')).toMatchObject({ ok: false, error: { kind: 'problem', problem: { code, status } } })
    })

  it('says offline, and online again, as the network is', async () => {
    const online = useOnline()
    cutNetwork()
    expect(await http('listCases')).toEqual({ ok: false, error: { kind: 'offline' } })
    expect(online.value).toBe(false)
    answerWith(() => problem('not-found', 404))
    await http('listCases')
    expect(online.value).toBe(true)
  })

  it('says when the server took too long', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    answerWith(() => new Promise<Response>(() => {}))
    const reply = http('listCases')
    await vi.waitFor(() => expect(seen).toHaveLength(1))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await reply).toEqual({ ok: false, error: { kind: 'timeout' } })
    vi.useRealTimers()
  })

  it('tells once that nobody is signed in', async () => {
    const listener = vi.fn()
    const stop = onSignedOut(listener)
    answerWith(() => problem('signed-out', 401))
    await http('listCases')
    answerWith(() => problem('forbidden', 403))
    await http('listCases')
    stop()
    expect(listener).toHaveBeenCalledTimes(1)
  })

  it('an aborted call rejects: nobody waits for it', async () => {
    const stop = new AbortController()
    answerWith(() => new Promise<Response>(() => {}))
    const reply = http('listCases', { signal: stop.signal })
    stop.abort(new Error('left the page'))
    await expect(reply).rejects.toThrow('left the page')
  })
})

describe('readFresh', () => {
  it('gives body and tag, and asks with the tag it has', async () => {
    answerWith(() => Response.json({ version: '7' }, { headers: { etag: '"7"' } }))
    expect(await readFresh('getCatalogue')).toEqual({ ok: true, value: { body: { version: '7' }, etag: '"7"' } })
    answerWith(() => new Response(null, { status: 304, headers: { etag: '"7"' } }))
    expect(await readFresh('getCatalogue', { etag: '"7"' })).toEqual({ ok: true, value: { body: undefined, etag: '"7"' } })
    expect(seen[0]?.headers.get('if-none-match')).toBe('"7"')
  })

  it('gives problems and a missing network as values', async () => {
    answerWith(() => problem('item-unknown', 404))
    expect(await readFresh('getItem', { params: { code: 'A' }, query: { version: 2 } }))
      .toMatchObject({ ok: false, error: { kind: 'problem', problem: { code: 'item-unknown' } } })
    expect(seen[0]?.path).toBe('/api/items/A?version=2')
    cutNetwork()
    expect(await readFresh('getSession')).toEqual({ ok: false, error: { kind: 'offline' } })
  })
})
