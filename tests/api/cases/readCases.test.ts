import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CaseSummaryView } from '../../../src/contract/caseViews.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { expectOk, refusal, startCaseServer } from './caseServer.ts'
import type { CaseServer, TestFiler } from './caseServer.ts'

describeOnEachEngine('reading cases', (engine) => {
  let server: CaseServer
  let li: TestFiler
  let chen: TestFiler
  const caseNos: string[] = []

  beforeAll(async () => {
    server = await startCaseServer(engine)
    li = await server.filer('li')
    chen = await server.filer('chen')
    for (let index = 0; index < 5; index++) {
      caseNos.unshift(await server.file(li, 'P0203'))
      // Two in the same millisecond, too.
      if (index !== 2) server.clock.advance(1)
    }
  })
  afterAll(() => server.close())

  const list = async (filer: TestFiler, query = '') =>
    expectOk(await filer.client.get(`/api/cases${query}`)).json<CaseSummaryView[]>()

  it('lists one\'s own, newest first, as summaries', async () => {
    const cases = await list(li)
    expect(cases.map((one) => one.caseNo)).toEqual(caseNos)
    expect(Object.keys(cases[0] ?? {}).sort()).toEqual(['applicantName', 'caseNo', 'itemCode', 'itemName', 'itemVersion',
      'mayRate', 'owes', 'receivedAt', 'status', 'updatedAt'])
    expect(await list(chen)).toEqual([])
  })

  it('goes through pages without losing or repeating one, within a millisecond too', async () => {
    const seen: string[] = []
    for (let after = ''; ;) {
      const page = await list(li, `?limit=2${after && `&after=${after}`}`)
      seen.push(...page.map((one) => one.caseNo))
      after = page.at(-1)?.caseNo ?? ''
      if (page.length < 2) break
    }
    expect(seen).toEqual(caseNos)
  })

  it('refuses odd pages, and a cursor into somebody else\'s list', async () => {
    for (const query of ['?limit=0', '?limit=51', '?limit=abc', '?limit=2.5', '?page=2']) {
      expect(refusal(await li.client.get(`/api/cases${query}`))[1]).toBe('schema-invalid')
    }
    expect(refusal(await chen.client.get(`/api/cases?after=${caseNos[0]}`))).toEqual([404, 'case-not-found'])
  })

  it.each(['x', '11449999000000019F44401000110032026031012345678', '%00', '../session', 'a'.repeat(200)])(
    'finds no case %j', async (caseNo) => {
      const { statusCode } = await li.client.get(`/api/cases/${encodeURIComponent(caseNo)}`)
      expect([400, 404]).toContain(statusCode)
    })

  it('is for whoever is signed in', async () => {
    expect(refusal(await server.visitor.get('/api/cases'))).toEqual([401, 'signed-out'])
    expect(refusal(await server.visitor.get(`/api/cases/${caseNos[0]}`))).toEqual([401, 'signed-out'])
  })

  it('is stored nowhere on the way', async () => {
    expect((await li.client.get(`/api/cases/${caseNos[0]}`)).headers['cache-control']).toBe('no-store')
  })
})
