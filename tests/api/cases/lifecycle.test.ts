import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { expectOk, startCaseServer } from './caseServer.ts'
import type { CaseServer, TestFiler } from './caseServer.ts'

describeOnEachEngine('a case, from filing to rating', (engine) => {
  let server: CaseServer
  let li: TestFiler
  let chen: TestFiler
  let wang: TestFiler

  beforeAll(async () => {
    server = await startCaseServer(engine, 'standIn')
    li = await server.filer('li')
    chen = await server.filer('chen')
    wang = await server.filer('wang')
  })
  afterAll(() => server.close())

  const steps = async (filer: TestFiler, caseNo: string) =>
    (await server.view(filer, caseNo)).events.map((event) => event.type)

  it('P1103: an instant item is accepted and decided in one step', async () => {
    const caseNo = await server.file(chen, 'P1103')
    await server.runStandIn()
    const view = await server.view(chen, caseNo)
    expect(view.events.map((event) => event.type)).toEqual(['submitted', 'accepted', 'paymentOrdered', 'granted', 'delivered'])
    expect(view.events[1]?.at).toBe(view.events[3]?.at)
    expect(view.notices.map((notice) => notice.kind)).toEqual(['receipt', 'acceptance', 'grant'])
    expect(view).toMatchObject({ status: 'delivered', standInOfficer: true, owes: 0 })
  })

  it('P0203: wholly online', async () => {
    const caseNo = await server.file(li, 'P0203')
    await server.runStandIn()
    expect(await steps(li, caseNo)).toEqual(['submitted', 'accepted', 'paymentOrdered', 'reviewStarted', 'granted', 'delivered'])
  })

  it('P0301: the child\'s permit waits for the visit', async () => {
    const caseNo = await server.file(li, 'P0301')
    await server.runStandIn()
    const view = await server.view(li, caseNo)
    expect(view.events.map((event) => event.type)).toEqual(
      ['submitted', 'prechecked', 'visited', 'accepted', 'paymentOrdered', 'reviewStarted', 'granted', 'delivered'])
    expect(view).toMatchObject({ applicantName: '周小禾', filerName: '李敏', capacity: 'guardian' })
  })

  it('P0101: accepted tolerant, supplemented, verified, granted', async () => {
    const caseNo = await server.file(li, 'P0101', { ways: { propertyProof: 'later' } })
    await server.runStandIn()
    const waiting = await server.view(li, caseNo)
    // Five working days from Tuesday 2026-03-10.
    expect(waiting).toMatchObject({
      status: 'acceptedTolerant', owes: 1, residentDue: '2026-03-17', decideBy: '2026-04-07',
      owed: [{ materialId: 'propertyProof', due: '2026-03-17' }],
    })
    expect(waiting.actions).toContain('supplementCase')
    expect(waiting.notices.at(-1)).toMatchObject({ kind: 'tolerantAcceptance' })
    expectOk(await li.client.post(`/api/cases/${caseNo}/supplements`, {
      provisions: { propertyProof: { way: 'file', uploadIds: [await li.upload()] } },
    }))
    await server.runStandIn()
    expect((await steps(li, caseNo)).slice(3)).toEqual(
      ['accepted', 'supplemented', 'supplementVerified', 'granted', 'delivered'])
  })

  it('P0101: what is missing is asked for once, whole, and the case goes on when it is in', async () => {
    const caseNo = await server.file(li, 'P0101', { ways: { spouseIdCard: 'missing', marriageCertificate: 'missing' } })
    await server.runStandIn()
    const correcting = await server.view(li, caseNo)
    expect(correcting).toMatchObject({ status: 'correcting', owes: 2, residentDue: '2026-04-09' })
    expect(correcting.correction?.points.map((point) => point.at)).toEqual(
      ['/provisions/spouseIdCard', '/provisions/marriageCertificate'])
    expectOk(await li.client.post(`/api/cases/${caseNo}/supplements`, { provisions: {
      spouseIdCard: { way: 'file', uploadIds: [await li.upload()] }, marriageCertificate: { way: 'library' },
    } }))
    await server.runStandIn()
    expect(await steps(li, caseNo)).toEqual(['submitted', 'correctionRequested', 'supplemented', 'prechecked', 'visited',
      'accepted', 'reviewStarted', 'granted', 'delivered'])
  })

  it('P1601: an organisation\'s event is granted', async () => {
    const caseNo = await server.file(wang, 'P1601')
    await server.runStandIn()
    expect(await server.view(wang, caseNo)).toMatchObject({ status: 'delivered', applicantName: '示例演艺有限公司' })
  })

  it('P1601: too late is refused in writing, with the reason and the remedies', async () => {
    const plan = server.plan('P1601')
    const caseNo = await server.file(wang, 'P1601', { form: { ...plan.form, startsOn: '2026-03-29', endsOn: '2026-03-29' } })
    await server.runStandIn()
    const view = await server.view(wang, caseNo)
    expect(view.status).toBe('notAccepted')
    const text = view.item.outcomes.find((outcome) => outcome.id === 'tooLate')?.text
    expect(view.notices.at(-1)).toMatchObject({ kind: 'notAccepted', lines: [text] })
    expect(view.notices.at(-1)?.body).toEqual(expect.arrayContaining([
      { key: 'reconsiderBy', value: '2026-05-09' }, { key: 'sueBy', value: '2026-09-10' }]))
  })

  it('P1601: no permit needed, and not ours with who is competent', async () => {
    const { form: { contactPhone = '' } } = server.plan('P1601')
    const small = await server.file(wang, 'P1601', {
      answers: { activityKind: 'public', crowdSize: 'under1000' }, form: { contactPhone },
    })
    const large = await server.file(wang, 'P1601', {
      answers: { activityKind: 'public', crowdSize: 'from5000' }, form: { contactPhone },
    })
    await server.runStandIn()
    expect((await server.view(wang, small)).status).toBe('notRequired')
    const refused = await server.view(wang, large)
    expect(refused.status).toBe('notAccepted')
    expect(refused.events.at(-1)).toMatchObject({ type: 'notAccepted', authority: refused.verdict.authority })
  })

  it('a stand-in that has nothing to do leaves nothing behind', async () => {
    expect(await server.runStandIn()).toBe(0)
    expect(await server.rows('SELECT 1 FROM officer_jobs WHERE kind = \'standIn\'')).toEqual([])
  })
})
