import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OfficerCaseSummaryView, OfficerCaseView } from '../../../src/contract/officerAction.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import type { TestClient } from '../../support/testServer.ts'
import { expectOk, refusal, startCaseServer } from './caseServer.ts'
import type { CaseServer, TestFiler } from './caseServer.ts'

describeOnEachEngine('officers', (engine) => {
  let server: CaseServer
  let li: TestFiler
  let wang: TestFiler
  let lin: TestClient
  let huang: TestClient

  beforeAll(async () => {
    server = await startCaseServer(engine)
    li = await server.filer('li')
    wang = await server.filer('wang')
    lin = await server.signInAs('officer-lin')
    huang = await server.signInAs('officer-huang')
  })
  beforeEach(() => server.setTo('2026-03-10T02:00:00.000Z'))
  afterAll(() => server.close())

  const look = async (caseNo: string) =>
    expectOk(await lin.get(`/api/officer/cases/${caseNo}`)).json<OfficerCaseView>()
  const reviewing = async () => {
    const caseNo = await server.file(li, 'P0203')
    await server.mustAct(caseNo, { action: 'accept' })
    await server.mustAct(caseNo, { action: 'startReview' })
    return caseNo
  }

  it('list cases newest first, by status, in pages', async () => {
    const first = await server.file(li, 'P0203')
    server.clock.advance(1)
    const second = await server.file(wang, 'P1601')
    await server.mustAct(second, { action: 'accept' })
    const list = async (query: string) =>
      expectOk(await lin.get(`/api/officer/cases${query}`)).json<OfficerCaseSummaryView[]>()
    expect((await list('?limit=2')).map((one) => one.caseNo)).toEqual([second, first])
    expect((await list(`?limit=1&after=${second}`)).map((one) => one.caseNo)).toEqual([first])
    expect((await list('?status=accepted')).map((one) => [one.caseNo, one.filerName])).toEqual([[second, '王强']])
    expect(refusal(await lin.get('/api/officer/cases?after=nothing'))).toEqual([404, 'case-not-found'])
    expect(refusal(await lin.get('/api/officer/cases?status=lost'))[1]).toBe('schema-invalid')
    expect(refusal(await lin.get('/api/officer/cases?limit=51'))[1]).toBe('schema-invalid')
  })

  it('see what they may do next', async () => {
    const caseNo = await server.file(li, 'P0203')
    expect((await look(caseNo)).actions).toEqual(
      ['precheck', 'accept', 'requestCorrection', 'refuseAcceptance', 'declareNotRequired'])
    expect(refusal(await lin.get('/api/officer/cases/nothing'))).toEqual([404, 'case-not-found'])
  })

  describe('accept', () => {
    it('computes the dates from today and issues the paper', async () => {
      const caseNo = await server.file(wang, 'P1601')
      await server.setTo('2026-03-12T02:00:00.000Z')
      const view = await server.mustAct(caseNo, { action: 'accept' })
      // Three working days promised; seven days by law, to 2026-03-19.
      expect(view).toMatchObject({ status: 'accepted', decideBy: '2026-03-17', statutoryBy: '2026-03-19' })
      expect(view.notices.at(-1)?.body).toEqual(expect.arrayContaining([
        { key: 'acceptedOn', value: '2026-03-12' }, { key: 'decideBy', value: '2026-03-17' },
        { key: 'statutoryBy', value: '2026-03-19' }]))
      const [row] = await server.rows(`SELECT status, acceptance_due, decision_due, version FROM cases
        WHERE case_no = '${caseNo}'`)
      expect(row).toEqual({ status: 'accepted', acceptance_due: null, decision_due: '2026-03-17', version: 2 })
    })

    it('leaves out dates beyond the calendar instead of guessing', async () => {
      await server.setTo('2026-12-28T02:00:00.000Z')
      const caseNo = await server.file(li, 'P0203')
      const view = await server.mustAct(caseNo, { action: 'accept' })
      expect(view.status).toBe('accepted')
      expect(view).not.toHaveProperty('decideBy')
    })

    it('waits for the visit where the item needs one', async () => {
      const caseNo = await server.file(li, 'P0301')
      expect(refusal(await server.act(caseNo, { action: 'accept' }))).toEqual([409, 'action-not-allowed'])
      expect((await server.mustAct(caseNo, { action: 'precheck' })).status).toBe('awaitingVisit')
      await server.mustAct(caseNo, { action: 'recordVisit' })
      expect((await server.mustAct(caseNo, { action: 'accept' })).status).toBe('accepted')
    })

    it('knows no visit where the item needs none', async () => {
      expect(refusal(await server.act(await server.file(li, 'P0203'), { action: 'precheck' })))
        .toEqual([409, 'action-not-allowed'])
    })
  })

  describe('ask for corrections', () => {
    it('once, with everything the rules and the officer find, until thirty days later', async () => {
      const caseNo = await server.file(li, 'P0101', { ways: { spouseIdCard: 'missing' } })
      const view = await server.mustAct(caseNo, { action: 'requestCorrection', points: [
        { at: '/provisions/marriageCertificate', code: 'material-unreadable', note: '照片太暗' },
        { at: '/provisions/spouseIdCard', code: 'material-unreadable' },
      ] })
      expect(view.correction).toEqual({ until: '2026-04-09', points: [
        { at: '/provisions/spouseIdCard', code: 'material-missing', materialId: 'spouseIdCard' },
        { at: '/provisions/marriageCertificate', code: 'material-unreadable', materialId: 'marriageCertificate', note: '照片太暗' },
      ] })
      const name = (id: string) => view.item.materials.find((material) => material.id === id)?.name
      expect(view.notices.at(-1)).toMatchObject({ kind: 'correction', lines: ['照片太暗'] })
      expect(view.notices.at(-1)?.body).toEqual(expect.arrayContaining([
        { key: 'point-material-missing', value: name('spouseIdCard') },
        { key: 'point-material-unreadable', value: name('marriageCertificate') },
        { key: 'correctBy', value: '2026-04-09' }]))
      await li.client.post(`/api/cases/${caseNo}/supplements`, { provisions: Object.fromEntries(await Promise.all(
        ['spouseIdCard', 'marriageCertificate'].map(async (id) => [id, { way: 'file', uploadIds: [await li.upload()] }]))) })
      expect(refusal(await server.act(caseNo, {
        action: 'requestCorrection', points: [{ at: '/form/spouseName', code: 'field-wrong' }],
      }))).toEqual([409, 'action-not-allowed'])
    })

    it('not without anything to correct', async () => {
      expect(refusal(await server.act(await server.file(li, 'P0203'), { action: 'requestCorrection' })))
        .toEqual([409, 'action-not-allowed'])
    })
  })

  describe('decide', () => {
    it('grant with a number, the last day to hand it over, and deliver', async () => {
      const caseNo = await reviewing()
      const granted = await server.mustAct(caseNo, { action: 'grant', permitNo: 'E00000000' })
      expect(granted.events.at(-1)).toMatchObject({ type: 'granted', permitNo: 'E00000000', deliverBy: '2026-03-24' })
      expect(granted.notices.at(-1)?.body).toContainEqual({ key: 'permitNo', value: 'E00000000' })
      const delivered = await server.mustAct(caseNo, { action: 'deliver', way: 'window' })
      // Nothing but the fee, which nobody has paid.
      expect(delivered).toMatchObject({ status: 'delivered', actions: ['recordPayment'] })
    })

    it('deny with reasons and both remedies (LC-19)', async () => {
      const view = await server.mustAct(await reviewing(), { action: 'deny', reason: '不符合条件' })
      expect(view).toMatchObject({ status: 'denied' })
      expect(view.notices.at(-1)).toMatchObject({ kind: 'denial', lines: ['不符合条件'] })
      expect(view.notices.at(-1)?.body).toEqual(expect.arrayContaining([
        { key: 'reconsiderBy', value: '2026-05-09' }, { key: 'sueBy', value: '2026-09-10' }]))
    })

    it('never while materials are owed or unchecked (RQ-10)', async () => {
      const caseNo = await server.file(wang, 'P1601', { ways: { organiserRegistration: 'later' } })
      await server.mustAct(caseNo, { action: 'accept' })
      expect(refusal(await server.act(caseNo, { action: 'grant' }))).toEqual([409, 'action-not-allowed'])
      await wang.client.post(`/api/cases/${caseNo}/supplements`, {
        provisions: { organiserRegistration: { way: 'file', uploadIds: [await wang.upload()] } } })
      expect(refusal(await server.act(caseNo, { action: 'grant' }))).toEqual([409, 'action-not-allowed'])
      await server.mustAct(caseNo, { action: 'verifySupplement', materialIds: ['organiserRegistration'] })
      expect((await server.mustAct(caseNo, { action: 'grant' })).status).toBe('granted')
    })

    it('refuse acceptance naming who is competent, declare that no permit is needed, terminate', async () => {
      const refused = await server.mustAct(await server.file(li, 'P0203'), {
        action: 'refuseAcceptance', reason: '不属于本机关', authority: '某公安局' })
      expect(refused.notices.at(-1)?.body).toContainEqual({ key: 'competentAuthority', value: '某公安局' })
      const free = await server.mustAct(await server.file(li, 'P0203'), { action: 'declareNotRequired', reason: '不用办' })
      expect([free.status, free.notices.at(-1)?.kind]).toEqual(['notRequired', 'notRequired'])
      const ended = await server.mustAct(await reviewing(), { action: 'terminate', reason: '容缺逾期' })
      expect([ended.status, ended.notices.at(-1)?.lines]).toEqual(['terminated', ['容缺逾期']])
    })
  })

  describe('stop and extend the clock', () => {
    it('a special procedure adds its days to what was left (LC-16)', async () => {
      const caseNo = await reviewing()
      // Seven working days from 2026-03-10.
      expect((await look(caseNo)).decideBy).toBe('2026-03-19')
      const special = await server.mustAct(caseNo, { action: 'startSpecial', kind: '检验', reason: '需要检验', expectedDays: 3 })
      expect(special).toMatchObject({ status: 'special' })
      expect(special.notices.at(-1)).toMatchObject({ kind: 'special', lines: ['需要检验'] })
      expect(refusal(await server.act(caseNo, { action: 'grant' }))).toEqual([409, 'action-not-allowed'])
      await server.setTo('2026-03-13T02:00:00.000Z')
      // Three working days of pause; fifteen days by law count as days.
      expect(await server.mustAct(caseNo, { action: 'endSpecial' })).toMatchObject({
        status: 'reviewing', decideBy: '2026-03-24', statutoryBy: '2026-03-28' })
    })

    it('once, by ten working days at most, with reason and approver, before the time is over (LC-13)', async () => {
      const caseNo = await reviewing()
      const extend = { action: 'extend', reason: '案情复杂', approver: '某局长', days: 5 } as const
      expect(refusal(await server.act(caseNo, { ...extend, days: 11 }))[1]).toBe('schema-invalid')
      const view = await server.mustAct(caseNo, extend)
      expect(view).toMatchObject({ decideBy: '2026-03-26' })
      expect(view.notices.at(-1)).toMatchObject({ kind: 'extension', lines: ['案情复杂'] })
      expect(refusal(await server.act(caseNo, extend))).toEqual([409, 'action-not-allowed'])
      const late = await reviewing()
      await server.setTo('2026-03-30T02:00:00.000Z')
      expect(refusal(await server.act(late, extend))).toEqual([409, 'action-not-allowed'])
    })
  })

  describe('are kept in line', () => {
    it.each([
      ['refuseAcceptance', ['/reason required']], ['declareNotRequired', ['/reason required']],
      ['startSpecial', ['/kind required', '/reason required', '/expectedDays required']],
      ['extend', ['/reason required', '/approver required', '/days required']], ['deny', ['/reason required']],
      ['deliver', ['/way required']], ['terminate', ['/reason required']], ['refuseSupplement', ['/points required']],
    ] as const)('%s needs its words', async (action, errors) => {
      expect(refusal(await server.act(await server.file(li, 'P0203'), { action }))).toEqual([400, 'schema-invalid', ...errors])
    })

    it('by what has happened since they looked: of two officers one acts', async () => {
      const caseNo = await server.file(li, 'P0203')
      const url = `/api/officer/cases/${caseNo}/actions`
      const answers = await Promise.all([
        lin.post(url, { action: 'accept', afterSeq: 1 }),
        huang.post(url, { action: 'refuseAcceptance', reason: '不收', afterSeq: 1 }),
      ])
      expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409])
      const decided = (await look(caseNo)).events.filter(({ actor }) => actor === 'officer')
      expect(decided).toHaveLength(1)
      // Allowed by the table, but decided on what was seen before.
      expect(refusal(await huang.post(url, { action: 'terminate', reason: 'x', afterSeq: 1 }))).toEqual([409, 'action-not-allowed'])
    })

    it('by the idempotency key', async () => {
      const caseNo = await server.file(li, 'P0203')
      const headers = { 'idempotency-key': randomUUID() }
      const url = `/api/officer/cases/${caseNo}/actions`
      const first = expectOk(await lin.post(url, { action: 'accept', afterSeq: 1 }, headers))
      expect((await lin.post(url, { action: 'accept', afterSeq: 1 }, headers)).json()).toEqual(first.json())
    })

    it('by name: who acted is kept', async () => {
      const caseNo = await server.file(li, 'P0203')
      await server.mustAct(caseNo, { action: 'accept' })
      const rows = await server.rows(`SELECT e.actor_kind, a.profile->>'name' AS name FROM case_events e
        JOIN cases c ON c.id = e.case_id LEFT JOIN accounts a ON a.id = e.actor_account_id
        WHERE c.case_no = '${caseNo}' ORDER BY e.seq`)
      // The fee is asked for by rule: nobody's act.
      expect(rows).toEqual([{ actor_kind: 'resident', name: '李敏' }, { actor_kind: 'officer', name: '林晓' },
        { actor_kind: 'system', name: null }])
    })

    it('by role: a resident has no officer route, an officer no resident one', async () => {
      const caseNo = await server.file(li, 'P0203')
      for (const url of ['/api/officer/cases', `/api/officer/cases/${caseNo}`]) {
        expect(refusal(await li.client.get(url))).toEqual([403, 'forbidden'])
        expect(refusal(await server.visitor.get(url))).toEqual([401, 'signed-out'])
      }
      expect(refusal(await li.client.post(`/api/officer/cases/${caseNo}/actions`, { action: 'accept', afterSeq: 1 })))
        .toEqual([403, 'forbidden'])
      expect(refusal(await lin.get(`/api/cases/${caseNo}`))).toEqual([403, 'forbidden'])
      expect(refusal(await lin.post('/api/officer/cases/none/actions', { action: 'accept', afterSeq: 1 })))
        .toEqual([404, 'case-not-found'])
    })
  })

  it('leave nothing behind when the last step fails', async () => {
    const caseNo = await server.file(li, 'P0203')
    const before = await look(caseNo)
    await server.rows(`CREATE FUNCTION fail_late() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'late'; END $$`)
    await server.rows('CREATE TRIGGER fail_late BEFORE INSERT ON notices EXECUTE FUNCTION fail_late()')
    expect(refusal(await server.act(caseNo, { action: 'accept' }))).toEqual([500, 'internal'])
    await server.rows('DROP TRIGGER fail_late ON notices')
    expect(await look(caseNo)).toEqual(before)
  })
})
