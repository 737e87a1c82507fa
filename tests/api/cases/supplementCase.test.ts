import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CaseView } from '../../../src/contract/caseViews.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { expectOk, refusal, startCaseServer } from './caseServer.ts'
import type { CaseServer, TestFiler } from './caseServer.ts'

describeOnEachEngine('supplementCase', (engine) => {
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

  const supplement = (caseNo: string, body: object, headers = {}, filer = li) =>
    filer.client.post(`/api/cases/${caseNo}/supplements`, body, headers)
  const file = async (filer = li) => ({ way: 'file', uploadIds: [await filer.upload()] })
  /** Filed and seen in person. */
  const seen = async (change: Parameters<CaseServer['file']>[2]) => {
    const caseNo = await server.file(li, 'P0101', change)
    await server.mustAct(caseNo, { action: 'precheck' })
    await server.mustAct(caseNo, { action: 'recordVisit' })
    return caseNo
  }
  const owing = async () => {
    const answers = { ...server.plan('P0101').answers, remarried: 'yes' }
    const caseNo = await seen({ answers, ways: { propertyProof: 'later', maritalChangeProof: 'later' } })
    await server.mustAct(caseNo, { action: 'accept' })
    return caseNo
  }
  const correcting = async (...pointers: string[]) => {
    const caseNo = await seen({ ways: { spouseIdCard: 'missing', spouseHousehold: 'missing' } })
    const points = pointers.map((at) => ({ at, code: 'field-wrong' as const }))
    await server.mustAct(caseNo, { action: 'requestCorrection', ...(points.length > 0 && { points }) })
    return caseNo
  }

  describe('of owed materials', () => {
    it('takes them one by one, each to be verified', async () => {
      const caseNo = await owing()
      const first = expectOk(await supplement(caseNo, { provisions: { propertyProof: await file() } })).json<CaseView>()
      expect(first).toMatchObject({ status: 'acceptedTolerant', owes: 1, owed: [{ materialId: 'maritalChangeProof' }] })
      expect(first.events.at(-1)).toMatchObject({ type: 'supplemented', materialIds: ['propertyProof'], complete: false })
      expect(first.materials.find((one) => one.materialId === 'propertyProof')).toMatchObject(
        { given: 'file', state: 'toVerify', files: [{ name: '材料.jpg' }] })
      const second = expectOk(await supplement(caseNo, { provisions: { maritalChangeProof: await file() } }))
        .json<CaseView>()
      expect(second.events.at(-1)).toMatchObject({ complete: true })
      expect(second.actions).not.toContain('supplementCase')
      const verified = await server.mustAct(caseNo, { action: 'verifySupplement' })
      expect(verified.status).toBe('reviewing')
      expect(verified.materials.find((one) => one.materialId === 'propertyProof')?.state).toBe('verified')
    })

    it('counts the last day to midnight in Shanghai, and takes what is late, marked', async () => {
      const [punctual, late] = [await owing(), await owing()]
      // Accepted 2026-03-10, due five working days later.
      await server.setTo('2026-03-17T15:59:59.999Z')
      const inTime = expectOk(await supplement(punctual, { provisions: { propertyProof: await file() } }))
        .json<CaseView>()
      expect(inTime.events.at(-1)).not.toHaveProperty('late')
      await server.setTo('2026-03-17T16:00:00.000Z')
      const after = expectOk(await supplement(late, { provisions: { propertyProof: await file() } })).json<CaseView>()
      expect(after.events.at(-1)).toMatchObject({ late: true })
    })

    it('a refused one may be handed in once more, on its old day; a second refusal is not offered (RQ-12)', async () => {
      const caseNo = await owing()
      await supplement(caseNo, { provisions: { propertyProof: await file(), maritalChangeProof: await file() } })
      const refused = await server.mustAct(caseNo, {
        action: 'refuseSupplement', points: [{ at: '/provisions/propertyProof', code: 'material-unreadable', note: '看不清' }],
      })
      expect(refused).toMatchObject({ status: 'acceptedTolerant', owed: [{ materialId: 'propertyProof', due: '2026-03-17' }] })
      expect(refused.notices.at(-1)).toMatchObject({ kind: 'correction', lines: ['看不清'] })
      expect((await server.view(li, caseNo)).materials.find((one) => one.materialId === 'propertyProof')).toMatchObject(
        { state: 'owed', files: [] })
      const again = expectOk(await supplement(caseNo, { provisions: { propertyProof: await file() } })).json<CaseView>()
      expect(again.owed).toEqual([])
      expect(refusal(await server.act(caseNo, {
        action: 'refuseSupplement', points: [{ at: '/provisions/propertyProof', code: 'material-unreadable' }],
      }))).toEqual([409, 'action-not-allowed'])
      expect((await server.mustAct(caseNo, { action: 'verifySupplement' })).status).toBe('reviewing')
    })

    it('refuses what is not owed, fields, and ways that need a signature', async () => {
      const caseNo = await owing()
      expect(refusal(await supplement(caseNo, { provisions: { spouseIdCard: await file() }, form: { spouseName: '某' } })))
        .toEqual([422, 'supplement-invalid', '/form/spouseName not-asked', '/provisions/spouseIdCard not-asked'])
      expect(refusal(await supplement(caseNo, { provisions: { propertyProof: { way: 'later' } } }))).toEqual(
        [422, 'supplement-invalid', '/provisions/propertyProof way-needs-signature'])
      expect(refusal(await supplement(caseNo, { provisions: { bribe: await file() } }))).toEqual(
        [422, 'supplement-invalid', '/provisions/bribe unknown', '/provisions/bribe not-asked'])
      expect(refusal(await supplement(caseNo, { provisions: {} }))).toEqual([422, 'supplement-invalid', ' empty'])
    })
  })

  describe('of a correction', () => {
    it('stays in correction for a part, and is as of the day the rest came (LC-07)', async () => {
      const caseNo = await correcting()
      const part = expectOk(await supplement(caseNo, { provisions: { spouseIdCard: await file() } })).json<CaseView>()
      expect(part).toMatchObject({ status: 'correcting', owes: 1, correction: {
        until: '2026-04-09', points: [{ at: '/provisions/spouseHousehold', code: 'material-missing' }] } })
      await server.setTo('2026-03-12T02:00:00.000Z')
      const whole = expectOk(await supplement(caseNo, { provisions: { spouseHousehold: await file() } }))
        .json<CaseView>()
      expect(whole).toMatchObject({ status: 'received', owes: 0 })
      expect(whole).not.toHaveProperty('correction')
      await server.setTo('2026-03-16T02:00:00.000Z')
      const accepted = await server.mustAct(caseNo, { action: 'accept' })
      // Nineteen working days from 2026-03-12, the day the set was complete.
      expect(accepted.decideBy).toBe('2026-04-09')
      expect(accepted.notices.at(-1)?.body).toContainEqual({ key: 'acceptedOn', value: '2026-03-12' })
    })

    it('takes corrected fields, and an officer\'s own points when they are given anew', async () => {
      const caseNo = await seen({})
      await server.mustAct(caseNo, { action: 'requestCorrection', points: [
        { at: '/form/spouseName', code: 'field-wrong', note: '与身份证不一致' },
        { at: '/provisions/spouseIdCard', code: 'material-expired' },
      ] })
      const part = expectOk(await supplement(caseNo, { provisions: {}, form: { spouseName: '示例新名' } })).json<CaseView>()
      expect(part.correction?.points.map((point) => point.at)).toEqual(['/provisions/spouseIdCard'])
      // What was signed says otherwise: whoever decides reads what it is now.
      expect((await server.viewAsOfficer(caseNo)).events.at(-1)).toMatchObject(
        { type: 'supplemented', changed: [{ at: '/form/spouseName', value: '示例新名' }] })
      const whole = expectOk(await supplement(caseNo, { provisions: { spouseIdCard: await file() } })).json<CaseView>()
      expect(whole.status).toBe('received')
      expect(await server.rows(`SELECT form->>'spouseName' AS name FROM cases WHERE case_no = '${caseNo}'`))
        .toEqual([{ name: '示例新名' }])
    })

    it('changes nothing that was signed and is not asked for', async () => {
      const caseNo = await correcting('/form/spouseName')
      const { remarried } = server.plan('P0101').answers
      expect(refusal(await supplement(caseNo, {
        provisions: { spouseIdCard: await file() }, answers: { children: 'yes' },
        form: { spouseName: '示例新名', spouseIdNumber: '449999199003070049' },
      }))).toEqual([422, 'supplement-invalid', '/form/spouseIdNumber not-asked', '/answers/children not-asked'])
      // Said again as it was it changes nothing.
      const again = { provisions: { spouseIdCard: await file() }, answers: { remarried } }
      const same = expectOk(await supplement(caseNo, again))
      expect(same.json<CaseView>().events.at(-1)).not.toHaveProperty('changed')
    })

    it('refuses wrong fields, and an answer that needs more than comes with it', async () => {
      const caseNo = await correcting('/form/spouseIdNumber', '/answers/children')
      expect(refusal(await supplement(caseNo, { provisions: {}, form: { spouseIdNumber: '44999919900307004Y' } }))).toEqual(
        [422, 'supplement-invalid', '/form/spouseIdNumber id-characters'])
      expect(refusal(await supplement(caseNo, { provisions: {}, answers: { children: 'yes' } }))).toEqual([
        422, 'supplement-invalid', '/form/childrenDetails field-missing', '/provisions/childBirthCertificate material-missing',
        '/provisions/childHousehold material-missing'])
      const together = await supplement(caseNo, {
        provisions: { childBirthCertificate: await file(), childHousehold: await file() }, answers: { children: 'yes' },
        form: { childrenDetails: '小孩' },
      })
      expect(together.json()).toMatchObject({ status: 'correcting', owes: 3 })
      expect(together.json<CaseView>().events.at(-1)).toMatchObject({
        changed: [{ at: '/form/childrenDetails', value: '小孩' }, { at: '/answers/children', value: 'yes' }],
      })
    })

    it('refuses a licence the library does not hold', async () => {
      const caseNo = await seen({ ways: { propertyProof: 'missing' } })
      await server.mustAct(caseNo, { action: 'requestCorrection' })
      expect(refusal(await supplement(caseNo, { provisions: { propertyProof: { way: 'library' } } }))).toEqual(
        [422, 'supplement-invalid', '/provisions/propertyProof licence-not-found'])
    })
  })

  it('is refused where nothing is asked for', async () => {
    const caseNo = await server.file(li, 'P0203')
    const response = await supplement(caseNo, { provisions: { identityCard: await file() } })
    expect([response.statusCode, response.json()]).toEqual([409, expect.objectContaining({
      code: 'action-not-allowed', facts: { status: 'received' } })])
  })

  it('refuses somebody else\'s upload, and answers for somebody else\'s case as for none', async () => {
    const caseNo = await owing()
    const stolen = { provisions: { propertyProof: await file(zhao) } }
    expect(refusal(await supplement(caseNo, stolen))[1]).toBe('upload-not-yours')
    expect(refusal(await supplement(caseNo, stolen, {}, zhao))).toEqual([404, 'case-not-found'])
    expect(refusal(await supplement('no-such-case', stolen))).toEqual([404, 'case-not-found'])
  })

  it('is taken once, whatever is sent again', async () => {
    const caseNo = await owing()
    const headers = { 'idempotency-key': randomUUID() }
    const body = { provisions: { propertyProof: await file() } }
    const first = expectOk(await supplement(caseNo, body, headers))
    const replay = await supplement(caseNo, body, headers)
    expect([replay.statusCode, replay.json()]).toEqual([first.statusCode, first.json()])
    expect((await server.view(li, caseNo)).events.filter((event) => event.type === 'supplemented')).toHaveLength(1)
  })

  it('leaves nothing behind when the last step fails', async () => {
    const caseNo = await owing()
    const before = await server.view(li, caseNo)
    const body = { provisions: { propertyProof: await file() } }
    await server.rows(`CREATE OR REPLACE FUNCTION fail_late() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'late'; END $$`)
    await server.rows('CREATE TRIGGER fail_late BEFORE UPDATE ON cases EXECUTE FUNCTION fail_late()')
    expect(refusal(await supplement(caseNo, body))).toEqual([500, 'internal'])
    await server.rows('DROP TRIGGER fail_late ON cases')
    expect(await server.view(li, caseNo)).toEqual(before)
    expect((await supplement(caseNo, body)).statusCode).toBe(200)
  })
})
