import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseView } from '../../../src/contract/caseViews.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { expectOk, refusal, startCaseServer } from './caseServer.ts'
import type { CaseServer, TestFiler } from './caseServer.ts'

describeOnEachEngine('withdrawals', (engine) => {
  let server: CaseServer
  let li: TestFiler
  let zhao: TestFiler

  beforeAll(async () => {
    server = await startCaseServer(engine)
    li = await server.filer('li')
    zhao = await server.filer('zhao')
  })
  afterAll(() => server.close())

  const decide = async (caseNo: string) => {
    await server.mustAct(caseNo, { action: 'accept' })
    await server.mustAct(caseNo, { action: 'grant' })
  }

  describe('withdrawCase', () => {
    const withdraw = (caseNo: string, reason = '不办了', headers = {}, filer = li) =>
      filer.client.post(`/api/cases/${caseNo}/withdrawal`, { reason }, headers)

    it('ends the case with a paper', async () => {
      const caseNo = await server.file(li, 'P0203')
      const view = expectOk(await withdraw(caseNo, ' 改天再办 ')).json<CaseView>()
      expect(view).toMatchObject({ status: 'withdrawn', actions: ['rateService'], ratable: [{ stage: 2, sequence: 1 }] })
      expect(view.events.at(-1)).toMatchObject({ type: 'withdrawn', reason: '改天再办', actor: 'resident' })
      expect(view.notices.at(-1)).toMatchObject({ kind: 'withdrawal', lines: ['改天再办'] })
    })

    it('needs no reason', async () => {
      expect(expectOk(await withdraw(await server.file(li, 'P0203'), '')).json<CaseView>().notices.at(-1)?.lines).toEqual([])
    })

    it('is over with the decision (LC-23), and happens once', async () => {
      const caseNo = await server.file(li, 'P0203')
      await decide(caseNo)
      expect(refusal(await withdraw(caseNo))).toEqual([409, 'action-not-allowed'])
      const other = await server.file(li, 'P0203')
      const headers = { 'idempotency-key': randomUUID() }
      const first = expectOk(await withdraw(other, 'x', headers))
      expect((await withdraw(other, 'x', headers)).json()).toEqual(first.json())
      expect(refusal(await withdraw(other))).toEqual([409, 'action-not-allowed'])
    })

    it('is nobody else\'s', async () => {
      const caseNo = await server.file(li, 'P0203')
      expect(refusal(await withdraw(caseNo, '', {}, zhao))).toEqual([404, 'case-not-found'])
      expect((await server.view(li, caseNo)).status).toBe('received')
    })

    it('leaves nothing behind when the last step fails', async () => {
      const caseNo = await server.file(li, 'P0203')
      const before = await server.view(li, caseNo)
      await server.rows(`CREATE OR REPLACE FUNCTION fail_late() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'late'; END $$`)
      await server.rows('CREATE TRIGGER fail_late BEFORE INSERT ON notices EXECUTE FUNCTION fail_late()')
      expect(refusal(await withdraw(caseNo))).toEqual([500, 'internal'])
      await server.rows('DROP TRIGGER fail_late ON notices')
      expect(await server.view(li, caseNo)).toEqual(before)
    })
  })

  describe('withdrawCommitment (GZ-06)', () => {
    const commitmentId = 'maritalChange'
    const takeBack = (caseNo: string, headers = {}, filer = li) => filer.client.post(
      `/api/cases/${caseNo}/commitment-withdrawals`, { commitmentId, reason: '证明找到了' }, headers)
    const declared = async () => server.file(li, 'P0101', {
      answers: { ...server.plan('P0101').answers, remarried: 'yes' }, ways: { maritalChangeProof: 'declare' },
    })

    it('asks for the proof itself; with it, acceptance is considered anew', async () => {
      const caseNo = await declared()
      await server.mustAct(caseNo, { action: 'precheck' })
      await server.mustAct(caseNo, { action: 'recordVisit' })
      expect((await server.mustAct(caseNo, { action: 'accept' })).decideBy).toBeDefined()
      const view = expectOk(await takeBack(caseNo)).json<CaseView>()
      expect(view).toMatchObject({
        status: 'correcting', owes: 1, residentDue: '2026-04-09', commitments: [{ commitmentId, withdrawn: true }],
        correction: { points: [{ at: '/provisions/maritalChangeProof', code: 'material-missing' }] },
      })
      expect(view).not.toHaveProperty('decideBy')
      expect(view.actions).not.toContain('withdrawCommitment')
      expect(view.notices.at(-1)?.kind).toBe('correction')
      const supplied = expectOk(await li.client.post(`/api/cases/${caseNo}/supplements`, {
        provisions: { maritalChangeProof: { way: 'file', uploadIds: [await li.upload()] } },
      })).json<CaseView>()
      expect(supplied.status).toBe('received')
      expect((await server.mustAct(caseNo, { action: 'accept' })).status).toBe('accepted')
    })

    it('cannot be declared again in place of the proof', async () => {
      const caseNo = await declared()
      await takeBack(caseNo)
      expect(refusal(await li.client.post(`/api/cases/${caseNo}/supplements`, {
        provisions: { maritalChangeProof: { way: 'declare', commitmentId } },
      }))).toEqual([422, 'supplement-invalid', '/provisions/maritalChangeProof way-needs-signature'])
    })

    it('happens once, before the decision, where something was declared', async () => {
      const caseNo = await declared()
      const headers = { 'idempotency-key': randomUUID() }
      const first = expectOk(await takeBack(caseNo, headers))
      expect((await takeBack(caseNo, headers)).json()).toEqual(first.json())
      expect(refusal(await takeBack(caseNo))).toEqual([409, 'action-not-allowed'])
      expect(refusal(await takeBack(await server.file(li, 'P0101')))).toEqual([409, 'action-not-allowed'])
      const decided = await declared()
      await server.mustAct(decided, { action: 'precheck' })
      await server.mustAct(decided, { action: 'recordVisit' })
      await decide(decided)
      expect(refusal(await takeBack(decided))).toEqual([409, 'action-not-allowed'])
    })

    it('is nobody else\'s', async () => {
      expect(refusal(await takeBack(await declared(), {}, zhao))).toEqual([404, 'case-not-found'])
    })
  })
})
