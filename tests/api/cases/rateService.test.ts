import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { OfficerCaseView } from '../../../src/contract/officerAction.ts'
import type { CaseView } from '../../../src/contract/caseViews.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { expectOk, refusal, startCaseServer } from './caseServer.ts'
import type { CaseServer, TestFiler } from './caseServer.ts'

describeOnEachEngine('rateService', (engine) => {
  let server: CaseServer
  let li: TestFiler
  let zhao: TestFiler

  beforeAll(async () => {
    server = await startCaseServer(engine)
    li = await server.filer('li')
    zhao = await server.filer('zhao')
  })
  beforeEach(() => server.setTo('2026-03-10T02:00:00.000Z'))
  afterAll(() => server.close())

  const good = { stage: 2, grade: 'verySatisfied', tags: ['513'], comment: '很快', anonymous: false }
  const rate = (caseNo: string, change: object = {}, headers = {}, filer = li) =>
    filer.client.post(`/api/cases/${caseNo}/ratings`, { ...good, ...change }, headers)
  const granted = async () => {
    const caseNo = await server.file(li, 'P0203')
    await server.mustAct(caseNo, { action: 'accept' })
    await server.mustAct(caseNo, { action: 'grant' })
    return caseNo
  }

  it('keeps both stages apart, each with one 追评', async () => {
    const caseNo = await granted()
    expect((await server.view(li, caseNo)).ratable).toEqual([
      { stage: 1, sequence: 1, until: '2026-04-09' }, { stage: 2, sequence: 1, until: '2026-04-09' }])
    const first = await rate(caseNo)
    expect(first.statusCode).toBe(201)
    expect(first.json()).toMatchObject({ ratings: [{ ...good, sequence: 1, ratedAt: server.clock.now() }] })
    expectOk(await rate(caseNo, { stage: 1, grade: 'satisfied', tags: [], comment: '' }))
    const third = expectOk(await rate(caseNo, { grade: 'dissatisfied', tags: ['209'], comment: '后来慢了' })).json<CaseView>()
    expect(third.ratings.map(({ stage, sequence, grade }) => [stage, sequence, grade])).toEqual(
      [[2, 1, 'verySatisfied'], [1, 1, 'satisfied'], [2, 2, 'dissatisfied']])
    expect(third.ratable).toEqual([{ stage: 1, sequence: 2, until: '2026-04-09' }])
  })

  it('says what was given when a stage has had both', async () => {
    const caseNo = await granted()
    await rate(caseNo)
    await rate(caseNo, { grade: 'satisfied', tags: [] })
    const response = await rate(caseNo, { grade: 'veryDissatisfied' })
    expect([response.statusCode, response.json()]).toEqual([409, expect.objectContaining({
      code: 'already-rated', facts: { stage: 2, grade: 'satisfied', ratedAt: server.clock.now() } })])
  })

  it('opens with the end of a stage and closes after thirty days, by the server\'s clock', async () => {
    const caseNo = await server.file(li, 'P0203')
    expect(refusal(await rate(caseNo, { stage: 1 }))).toEqual([409, 'rating-closed'])
    await server.mustAct(caseNo, { action: 'accept' })
    expect((await server.view(li, caseNo)).mayRate).toBe(true)
    expect(refusal(await rate(caseNo))).toEqual([409, 'rating-closed'])
    await server.setTo('2026-04-09T15:59:59.999Z')
    expect((await rate(caseNo, { stage: 1 })).statusCode).toBe(201)
    await server.setTo('2026-04-09T16:00:00.000Z')
    expect(refusal(await rate(caseNo, { stage: 1 }))).toEqual([409, 'rating-closed'])
    expect((await server.view(li, caseNo)).mayRate).toBe(false)
  })

  it.each<[string, object, string[]]>([
    ['a tag of another grade', { tags: ['207'] }, ['/tags rating-tag-other-grade']],
    ['a retired tag', { tags: ['501'] }, ['/tags rating-tag-retired']],
    ['an unknown tag', { tags: ['999'] }, ['/tags rating-tag-unknown']],
    ['a bad rating without a reason', { grade: 'veryDissatisfied', tags: [], comment: ' 慢 ' }, ['/comment rating-reason-missing']],
    ['too many words', { comment: '好'.repeat(201) }, ['/comment rating-comment-too-long']],
  ])('refuses %s', async (_name, change, errors) => {
    expect(refusal(await rate(await granted(), change))).toEqual([422, 'rating-invalid', ...errors])
  })

  it('is only ever added to, and chained (HP-12)', async () => {
    const caseNo = await granted()
    await rate(caseNo)
    await rate(caseNo, { stage: 1 })
    const rows = await server.rows<{ prev_hash: string, hash: string, channel: string }>(
      `SELECT r.* FROM ratings r JOIN cases c ON c.id = r.case_id WHERE c.case_no = '${caseNo}' ORDER BY r.id`)
    expect(rows.map((row) => row.prev_hash)).toEqual(['0'.repeat(64), rows[0]?.hash])
    expect(rows[0]?.channel).toBe('mobile')
    await expect(server.rows('UPDATE ratings SET comment = \'x\'')).rejects.toThrow()
    await expect(server.rows('DELETE FROM ratings')).rejects.toThrow()
  })

  it('shows officers no anonymous rating and no open one (HP-06, HP-07)', async () => {
    const caseNo = await granted()
    await rate(caseNo, { anonymous: true, comment: '只对公众匿名' })
    await rate(caseNo, { stage: 1, comment: '署名' })
    expect((await server.view(li, caseNo)).ratings).toHaveLength(2)
    const officer = await server.signInAs('officer-lin')
    const seen = await officer.get(`/api/officer/cases/${caseNo}`)
    expect(seen.json<OfficerCaseView>().ratings).toMatchObject([{ stage: 1, comment: '署名' }])
    expect(seen.body).not.toContain('只对公众匿名')
    for (const key of ['ratable', 'mayRate']) expect(seen.json()).not.toHaveProperty(key)
  })

  it('is given once, whatever is sent again, and only by applicant or filer', async () => {
    const caseNo = await granted()
    const headers = { 'idempotency-key': randomUUID() }
    const first = expectOk(await rate(caseNo, {}, headers))
    expect((await rate(caseNo, {}, headers)).json()).toEqual(first.json())
    expect((await server.view(li, caseNo)).ratings).toHaveLength(1)
    expect(refusal(await rate(caseNo, {}, {}, zhao))).toEqual([404, 'case-not-found'])
  })

  it('two at once are a first and a second, never two firsts', async () => {
    const caseNo = await granted()
    await Promise.all([rate(caseNo), rate(caseNo), rate(caseNo)])
    expect((await server.view(li, caseNo)).ratings.map((one) => one.sequence)).toEqual([1, 2])
  })

  it('leaves nothing behind when it fails', async () => {
    const caseNo = await granted()
    await server.rows(`CREATE OR REPLACE FUNCTION fail_late() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'late'; END $$`)
    await server.rows('CREATE TRIGGER fail_late BEFORE UPDATE ON idempotency_keys EXECUTE FUNCTION fail_late()')
    expect(refusal(await rate(caseNo))).toEqual([500, 'internal'])
    await server.rows('DROP TRIGGER fail_late ON idempotency_keys')
    expect((await server.view(li, caseNo)).ratings).toEqual([])
  })
})
