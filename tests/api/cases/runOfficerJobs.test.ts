import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { manualOfficer } from '../../../mock-api/adapters/officer/manualOfficer.ts'
import { standInOfficer } from '../../../mock-api/adapters/officer/standInOfficer.ts'
import { runOfficerJobs } from '../../../mock-api/use-cases/runOfficerJobs.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { expectOk, startCaseServer } from './caseServer.ts'
import type { CaseServer, TestFiler } from './caseServer.ts'

describeOnEachEngine('runOfficerJobs', (engine) => {
  let server: CaseServer
  let li: TestFiler

  beforeAll(async () => {
    server = await startCaseServer(engine, 'standIn')
    li = await server.filer('li')
  })
  beforeEach(async () => {
    await server.setTo('2026-03-10T02:00:00.000Z')
    await server.rows('DELETE FROM officer_jobs')
  })
  afterAll(() => server.close())

  const run = (stepMillis = 0, officer = standInOfficer) =>
    runOfficerJobs(server.deps, { officer, stepMillis, limit: 10 })
  const status = async (caseNo: string) => (await server.view(li, caseNo)).status

  it('takes one step at a time, as far apart as it is told', async () => {
    const caseNo = await server.file(li, 'P0203')
    expect(await run(2000)).toBe(0)
    server.clock.advance(2000)
    expect(await run(2000)).toBe(1)
    expect(await status(caseNo)).toBe('accepted')
    server.clock.advance(1999)
    expect(await run(2000)).toBe(0)
    server.clock.advance(1)
    expect(await run(2000)).toBe(1)
    expect(await status(caseNo)).toBe('reviewing')
  })

  it('records the stand-in as an officer without a name', async () => {
    const caseNo = await server.file(li, 'P0203')
    await run()
    expect(await server.rows(`SELECT e.actor_kind, e.actor_account_id FROM case_events e JOIN cases c ON c.id = e.case_id
      WHERE c.case_no = '${caseNo}' AND e.type = 'accepted'`)).toEqual([{ actor_kind: 'officer', actor_account_id: null }])
  })

  it('takes each step once, however many servers look at the same time', async () => {
    const caseNos = await Promise.all(Array.from({ length: 5 }, () => server.file(li, 'P0203')))
    while ((await Promise.all([run(), run(), run()])).some((done) => done > 0));
    for (const caseNo of caseNos) {
      expect((await server.view(li, caseNo)).events.map((event) => event.type)).toEqual(
        ['submitted', 'accepted', 'paymentOrdered', 'reviewStarted', 'granted', 'delivered'])
    }
  })

  it('leaves a case that was withdrawn meanwhile alone', async () => {
    const caseNo = await server.file(li, 'P0203')
    expectOk(await li.client.post(`/api/cases/${caseNo}/withdrawal`, { reason: '' }))
    await run()
    expect(await status(caseNo)).toBe('withdrawn')
  })

  it('with people at work the stand-in does nothing', async () => {
    const caseNo = await server.file(li, 'P0203')
    await run(0, manualOfficer)
    expect(await status(caseNo)).toBe('received')
  })

  it('a job that fails takes nothing with it and comes again, later', async () => {
    const caseNo = await server.file(li, 'P0203')
    await server.rows(`CREATE FUNCTION fail_late() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'late'; END $$`)
    await server.rows('CREATE TRIGGER fail_late BEFORE INSERT ON notices EXECUTE FUNCTION fail_late()')
    await expect(run()).rejects.toThrow('officer jobs failed')
    await server.rows('DROP TRIGGER fail_late ON notices')
    expect((await server.view(li, caseNo)).events).toHaveLength(1)
    expect(await run()).toBe(0)
    server.clock.advance(2000)
    expect(await run()).toBeGreaterThan(0)
    expect(await status(caseNo)).not.toBe('received')
  })

  it('a job whose server died comes back when its lease has run out', async () => {
    const caseNo = await server.file(li, 'P0203')
    await server.rows('UPDATE officer_jobs SET lease_until = \'2026-03-10T02:00:30Z\', attempts = 1 WHERE kind = \'standIn\'')
    expect(await run()).toBe(0)
    server.clock.advance(30_001)
    await run()
    expect(await status(caseNo)).not.toBe('received')
  })

  describe('视为受理 (LC-05)', () => {
    const runManual = () => run(0, manualOfficer)

    it('after five working days without a notice, as of the day of receipt', async () => {
      const caseNo = await server.file(li, 'P0203')
      await server.setTo('2026-03-17T15:59:59.999Z')
      await runManual()
      expect(await status(caseNo)).toBe('received')
      await server.setTo('2026-03-17T16:00:00.000Z')
      await runManual()
      const view = await server.view(li, caseNo)
      // Seven working days from 2026-03-10, five of which are gone.
      expect(view).toMatchObject({ status: 'acceptedDeemed', decideBy: '2026-03-19' })
      expect(view.events.slice(1)).toMatchObject([
        { type: 'acceptedDeemed', actor: 'system' }, { type: 'paymentOrdered', actor: 'system' }])
      expect(view.notices.at(-1)?.body).toContainEqual({ key: 'acceptedOn', value: '2026-03-10' })
    })

    it('keeps what was deferred owed', async () => {
      const caseNo = await server.file(li, 'P0101', { ways: { propertyProof: 'later' } })
      await server.setTo('2026-03-17T16:00:00.000Z')
      await runManual()
      const view = await server.view(li, caseNo)
      expect(view).toMatchObject({ status: 'acceptedDeemed', owes: 1, actions: expect.arrayContaining(['supplementCase']) })
      // Five working days from the notice, and not from the day of receipt: that would be over already.
      expect(view.owed).toEqual([{ materialId: 'propertyProof', due: '2026-03-25' }])
    })

    it('not once the case has been answered, nor while it waits for the visit', async () => {
      const answered = await server.file(li, 'P0101', { ways: { spouseIdCard: 'missing' } })
      await server.mustAct(answered, { action: 'requestCorrection' })
      const waiting = await server.file(li, 'P0301')
      await server.mustAct(waiting, { action: 'precheck' })
      await server.setTo('2026-03-20T02:00:00.000Z')
      await runManual()
      expect([await status(answered), await status(waiting)]).toEqual(['correcting', 'awaitingVisit'])
    })

    it('five working days after the visit, or after the last correction', async () => {
      const visited = await server.file(li, 'P0301')
      await server.mustAct(visited, { action: 'precheck' })
      await server.setTo('2026-03-16T02:00:00.000Z')
      await server.mustAct(visited, { action: 'recordVisit' })
      await server.setTo('2026-03-23T15:59:59.000Z')
      await runManual()
      expect(await status(visited)).toBe('received')
      await server.setTo('2026-03-23T16:00:00.000Z')
      await runManual()
      const view = await server.view(li, visited)
      expect(view.status).toBe('acceptedDeemed')
      expect(view.notices.at(-1)?.body).toContainEqual({ key: 'acceptedOn', value: '2026-03-16' })
    })

    it('never where the calendar ends', async () => {
      await server.setTo('2026-12-28T02:00:00.000Z')
      const caseNo = await server.file(li, 'P0203')
      await server.setTo('2027-03-01T02:00:00.000Z')
      await runManual()
      expect(await status(caseNo)).toBe('received')
    })
  })
})
