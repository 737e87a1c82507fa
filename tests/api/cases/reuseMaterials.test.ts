import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sweepUploads } from '../../../mock-api/use-cases/sweepUploads.ts'
import type { FilingInput, ProvisionInput } from '../../../src/contract/filing.ts'
import type { ReusableMaterialView } from '../../../src/contract/accountViews.ts'
import type { CaseView } from '../../../src/contract/caseViews.ts'
import { present, signAgain } from '../../support/filingFixture.ts'
import type { FilingPlan } from '../../support/filingFixture.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { expectOk, refusal, startCaseServer } from './caseServer.ts'
import type { CaseServer, TestFiler } from './caseServer.ts'

const start = '2026-03-10T02:00:00.000Z'

describeOnEachEngine('materials of earlier filings', (engine) => {
  let server: CaseServer
  let li: TestFiler
  let chen: TestFiler
  let wang: TestFiler
  let zhao: TestFiler

  beforeAll(async () => {
    server = await startCaseServer(engine)
    ;[li, chen, wang, zhao] = await Promise.all(['li', 'chen', 'wang', 'zhao'].map((id) => server.filer(id))) as
      [TestFiler, TestFiler, TestFiler, TestFiler]
  })
  beforeEach(() => server.setTo(start))
  afterAll(() => server.close())

  const post = (filer: TestFiler, filing: unknown, headers = {}) => filer.client.post('/api/filings', filing, headers)
  const list = async (filer: TestFiler) =>
    expectOk(await filer.client.get('/api/reusable-materials')).json<ReusableMaterialView[]>()
  const of = async (filer: TestFiler, caseNo: string, materialId = 'standardPhoto') =>
    (await list(filer)).find((one) => one.caseNo === caseNo && one.materialId === materialId)
  const toReuse = ({ caseNo, materialId, handedInAt }: ReusableMaterialView): ProvisionInput =>
    ({ way: 'reuse', caseNo, materialId, handedInAt })
  /** The photo as it stands in a case, to be given again. */
  const photoOf = async (filer: TestFiler, caseNo: string) => toReuse(present(await of(filer, caseNo)))
  /** A signed filing whose photo is given so. */
  const make = async (
    filer: TestFiler, item: FilingPlan['item'], photo: ProvisionInput, change: Partial<FilingPlan> = {},
  ): Promise<FilingInput> => {
    const filing = await server.make(filer, item, { ...change, ways: { standardPhoto: 'missing' } })
    const provisions = { ...filing.provisions, standardPhoto: photo }
    return signAgain(filer, { ...filing, provisions }, { at: server.clock.now() })
  }
  const material = (view: CaseView, id = 'standardPhoto') => view.materials.find((one) => one.materialId === id)
  const countRows = async () => (await server.rows<{ cases: number, materials: number }>(
    'SELECT (SELECT count(*)::int FROM cases) AS cases, (SELECT count(*)::int FROM case_materials) AS materials'))[0]

  describe('listed', () => {
    it('with name, case, day, last day and files, newest first', async () => {
      const first = await server.file(chen, 'P1103')
      await server.setTo('2026-03-11T02:00:00.000Z')
      const second = await server.file(chen, 'P1103')
      const photos = (await list(chen)).filter(({ kind }) => kind === 'drivingPhoto')
      expect(photos.map(({ caseNo }) => caseNo).slice(0, 2)).toEqual([second, first])
      expect(photos[1]).toEqual({
        caseNo: first, materialId: 'standardPhoto', kind: 'drivingPhoto', handedInAt: start,
        heldBy: chen.account.idNumber, name: '驾驶证照片（含回执编号）', itemName: '驾驶证到期换证', validUntil: '2026-09-10',
        files: [{ uploadId: expect.any(String), name: '材料.jpg', size: 1000 }],
      })
    })

    it('only what the catalogue lets be given again, and only to the people of the case', async () => {
      const caseNo = await server.file(li, 'P0101')
      const own = (await list(li)).filter((one) => one.caseNo === caseNo).map(({ materialId }) => materialId)
      expect(own.sort()).toEqual(['applicantHousehold', 'applicantIdCard', 'propertyProof'])
      expect((await list(zhao)).filter((one) => one.caseNo === caseNo)).toEqual([])
      expect((await server.visitor.get('/api/reusable-materials')).statusCode).toBe(401)
      const officer = await server.signInAs('officer-lin')
      expect((await officer.get('/api/reusable-materials')).statusCode).toBe(403)
    })

    it('a child\'s under the child, an organisation\'s under the organisation', async () => {
      const forChild = await server.file(li, 'P0301')
      expect(await of(li, forChild)).toMatchObject({ heldBy: li.account.wards[0]?.idNumber, kind: 'exitEntryPhoto' })
      await server.file(wang, 'P1601')
      expect((await list(wang)).every(({ heldBy }) => heldBy === wang.account.idNumber
        || heldBy === wang.account.organisations[0]?.uscc)).toBe(true)
    })
  })

  describe('given again', () => {
    it('stand in the new case without being copied, with where they came from', async () => {
      const first = await server.file(li, 'P0203')
      await server.setTo('2026-04-10T02:00:00.000Z')
      const filing = await make(li, 'P0203', await photoOf(li, first))
      const application = filing.signatures.find(({ documentId }) => documentId === 'application')
      expect(application?.text).toContain(`标准证件照（含回执编号）：沿用以前办件交过的（${first}，2026-03-10）`)
      const reply = expectOk(await post(li, filing)).json<{ caseNo: string, verdict: object }>()
      expect(reply.verdict).toMatchObject({ kind: 'acceptable', assumed: [], reasons: [] })
      const [before, view] = [await server.view(li, first), await server.view(li, reply.caseNo)]
      expect(material(view)).toMatchObject({
        given: 'reuse', state: 'given', reused: { caseNo: first, handedInAt: start }, files: material(before)?.files,
      })
      expect(view.notices[0]?.body).toContainEqual({
        key: 'material', value: expect.stringContaining(`标准证件照（含回执编号）（${first}，2026-03-10）`),
      })
      const uploadId = present(material(view)?.files[0]).uploadId
      expect(await server.rows(`SELECT c.case_no, u.state FROM uploads u JOIN cases c ON c.id = u.case_id WHERE u.id = '${uploadId}'`))
        .toEqual([{ case_no: first, state: 'attached' }])
    })

    it('are read by the people of both cases and by officers, by nobody else', async () => {
      const first = await server.file(li, 'P0203')
      const { caseNo } = expectOk(await post(li, await make(li, 'P0203', await photoOf(li, first)))).json<{ caseNo: string }>()
      const { uploadId } = present(material(await server.view(li, caseNo))?.files[0])
      writeFileSync(join(server.deps.settings.dataDir, 'uploads', uploadId), 'picture')
      for (const reader of [li.client, await server.signInAs('officer-lin')]) {
        for (const asked of [first, caseNo]) {
          const reply = await reader.get(`/api/cases/${asked}/files/${uploadId}`)
          expect([reply.statusCode, reply.body]).toEqual([200, 'picture'])
        }
      }
      expect((await zhao.client.get(`/api/cases/${caseNo}/files/${uploadId}`)).statusCode).toBe(404)
      const other = await server.file(li, 'P0203')
      expect((await li.client.get(`/api/cases/${other}/files/${uploadId}`)).statusCode).toBe(404)
    })

    it('stay where they are when sweeping, and cannot be thrown away', async () => {
      const first = await server.file(li, 'P0203')
      const { caseNo } = expectOk(await post(li, await make(li, 'P0203', await photoOf(li, first)))).json<{ caseNo: string }>()
      const { uploadId } = present(material(await server.view(li, caseNo))?.files[0])
      writeFileSync(join(server.deps.settings.dataDir, 'uploads', uploadId), 'picture')
      await li.client.post(`/api/cases/${first}/withdrawal`, { reason: '不办了' })
      await server.setTo('2026-06-10T02:00:00.000Z')
      await sweepUploads(server.deps)
      expect((await li.client.get(`/api/cases/${caseNo}/files/${uploadId}`)).body).toBe('picture')
      await expect(server.rows(`DELETE FROM uploads WHERE id = '${uploadId}'`)).rejects.toThrow()
    })

    it('keep their age: what was given again is listed under the case it first came in with', async () => {
      const first = await server.file(chen, 'P1103')
      await server.setTo('2026-09-10T02:00:00.000Z')
      const filing = await make(chen, 'P1103', await photoOf(chen, first))
      const { caseNo } = expectOk(await post(chen, filing)).json<{ caseNo: string }>()
      expect(await of(chen, caseNo)).toBeUndefined()
      expect(await of(chen, first)).toMatchObject({ handedInAt: start, validUntil: '2026-09-10' })
      const chain = { way: 'reuse', caseNo, materialId: 'standardPhoto', handedInAt: server.clock.now() } as const
      expect(refusal(await post(chen, await make(chen, 'P1103', chain)))).toEqual(
        [422, 'reuse-not-available', '/provisions/standardPhoto reuse-not-found'])
    })

    it('of a case that was withdrawn as well', async () => {
      const first = await server.file(li, 'P0203')
      expectOk(await li.client.post(`/api/cases/${first}/withdrawal`, { reason: '不办了' }))
      expect((await post(li, await make(li, 'P0203', await photoOf(li, first)))).statusCode).toBe(201)
    })

    it('by two filings at once', async () => {
      const first = await server.file(li, 'P0203')
      const photo = await photoOf(li, first)
      const filings = await Promise.all([1, 2, 3].map(() => make(li, 'P0203', photo)))
      const replies = await Promise.all(filings.map((filing) => post(li, filing)))
      expect(replies.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201])
    })

    it('once, whatever is sent again', async () => {
      const first = await server.file(li, 'P0203')
      const filing = await make(li, 'P0203', await photoOf(li, first))
      const key = { 'idempotency-key': randomUUID() }
      const replies = await Promise.all([post(li, filing, key), post(li, filing, key)])
      const again = await post(li, filing, key)
      for (const reply of replies) expect([reply.statusCode, reply.json()]).toEqual([201, again.json()])
      const { caseNo } = again.json<{ caseNo: string }>()
      expect(await server.rows(`SELECT m.way FROM case_materials m JOIN cases c ON c.id = m.case_id
        WHERE c.case_no = '${caseNo}' AND m.material_id = 'standardPhoto'`)).toEqual([{ way: 'reuse' }])
    })

    it('leave nothing behind when something else is wrong', async () => {
      const first = await server.file(li, 'P0203')
      const filing = await make(li, 'P0203', await photoOf(li, first))
      const provisions = { ...filing.provisions, identityCard: { way: 'file' as const, uploadIds: [randomUUID()] } }
      const broken = await signAgain(li, { ...filing, provisions }, { at: server.clock.now() })
      const before = await countRows()
      expect(refusal(await post(li, broken))[1]).toBe('upload-not-yours')
      expect(await countRows()).toEqual(before)
      expect((await post(li, filing)).statusCode).toBe(201)
    })

    it('as signed: another case put in later does not match', async () => {
      const first = await server.file(li, 'P0203')
      await server.setTo('2026-03-12T02:00:00.000Z')
      const second = await server.file(li, 'P0203')
      const filing = await make(li, 'P0203', await photoOf(li, first))
      const provisions = { ...filing.provisions, standardPhoto: await photoOf(li, second) }
      expect(refusal(await post(li, { ...filing, provisions }))[1]).toBe('document-mismatch')
    })
  })

  describe('refused', () => {
    const refused = async (filer: TestFiler, photo: ProvisionInput, item: FilingPlan['item'] = 'P0203', change = {}) =>
      refusal(await post(filer, await make(filer, item, photo, change)))
    const gone = [422, 'reuse-not-available', '/provisions/standardPhoto reuse-not-found']

    it('what is not there, somebody else\'s, or as it was before: all the same', async () => {
      const first = await server.file(li, 'P0203')
      const photo = await photoOf(li, first)
      expect(await refused(li, { ...photo, caseNo: `${first.slice(0, -8)}00000000` } as ProvisionInput)).toEqual(gone)
      expect(await refused(li, { ...photo, handedInAt: '2026-03-09T02:00:00.000Z' } as ProvisionInput)).toEqual(gone)
      const filing = await make(li, 'P0203', photo)
      const noInstant = { ...filing.provisions, standardPhoto: { ...photo, handedInAt: '2026-99-99T99:99:99Z' } }
      expect(refusal(await post(li, { ...filing, provisions: noInstant }))).toEqual(gone)
      expect(await refused(zhao, photo, 'P0203')).toEqual(gone)
    })

    it('of another applicant, though the case is the filer\'s own', async () => {
      const forChild = await server.file(li, 'P0301')
      expect(await refused(li, await photoOf(li, forChild))).toEqual(gone)
      const own = await server.file(li, 'P0203')
      expect(await refused(li, await photoOf(li, own), 'P0301')).toEqual(gone)
      expect((await post(li, await make(li, 'P0301', await photoOf(li, forChild)))).statusCode).toBe(201)
    })

    it('an agent gives again for the same person only, never from what that person filed alone', async () => {
      const { name, idKind, idNumber, birthDate } = zhao.account
      const applicant = { name, idKind, idNumber, ...(birthDate && { birthDate }) }
      const change = { capacity: 'agent' as const, applicant }
      const filed = await server.file(li, 'P1103', change)
      const alone = await server.file(zhao, 'P1103')
      const mine = await server.file(li, 'P1103')
      const photo = await photoOf(li, filed)
      expect((await post(li, await make(li, 'P1103', photo, change))).statusCode).toBe(201)
      expect(await refused(li, await photoOf(zhao, alone), 'P1103', change)).toEqual(gone)
      expect(await refused(li, await photoOf(li, mine), 'P1103', change)).toEqual(gone)
      expect(await refused(li, photo, 'P1103')).toEqual(gone)
      // The applicant reads the case, and may use what is hers.
      expect((await post(zhao, await make(zhao, 'P1103', photo))).statusCode).toBe(201)
    })

    it('of another kind', async () => {
      const driving = await server.file(li, 'P1103')
      expect(await refused(li, await photoOf(li, driving))).toEqual(gone)
      const passport = await server.file(li, 'P0203')
      const card = present(await of(li, passport, 'identityCard'))
      expect(await refused(li, toReuse(card))).toEqual(gone)
    })

    it('too old, by the server\'s clock: the last day counts to midnight in Shanghai', async () => {
      const first = await server.file(chen, 'P1103')
      const photo = await photoOf(chen, first)
      await server.setTo('2026-09-10T15:59:59.000Z')
      expect((await post(chen, await make(chen, 'P1103', photo))).statusCode).toBe(201)
      await server.setTo('2026-09-10T16:00:00.000Z')
      expect(await refused(chen, photo, 'P1103')).toEqual(
        [422, 'reuse-not-available', '/provisions/standardPhoto reuse-expired'])
      // Still shown, so that nobody wonders where it went.
      expect(await of(chen, first)).toMatchObject({ validUntil: '2026-09-10' })
    })

    it('what an officer found wrong, here or where it was used again', async () => {
      const wrong: Parameters<CaseServer['act']>[1] = {
        action: 'requestCorrection', points: [{ at: '/provisions/standardPhoto', code: 'material-unreadable' }],
      }
      const first = await server.file(li, 'P0203')
      const photo = await photoOf(li, first)
      const { caseNo } = expectOk(await post(li, await make(li, 'P0203', photo))).json<{ caseNo: string }>()
      expect(await of(li, first)).toBeDefined()
      await server.mustAct(caseNo, wrong)
      expect(await of(li, first)).toBeUndefined()
      expect(await refused(li, photo)).toEqual(gone)

      const second = await server.file(li, 'P0203')
      const other = await photoOf(li, second)
      await server.mustAct(second, wrong)
      expect(await refused(li, other)).toEqual(gone)
      // What is handed in after the notice is another one.
      await server.setTo('2026-03-11T02:00:00.000Z')
      expectOk(await li.client.post(`/api/cases/${second}/supplements`, {
        provisions: { standardPhoto: { way: 'file', uploadIds: [await li.upload()] } },
      }))
      expect(await of(li, second)).toMatchObject({ handedInAt: '2026-03-11T02:00:00.000Z' })
    })

    it('of an application that was not accepted or was denied', async () => {
      const first = await server.file(li, 'P0203')
      const photo = await photoOf(li, first)
      await server.mustAct(first, { action: 'refuseAcceptance', reason: '不符合条件' })
      expect(await of(li, first)).toBeUndefined()
      expect(await refused(li, photo)).toEqual(gone)
    })

    it('where the catalogue allows none, and malformed', async () => {
      const first = await server.file(li, 'P0203')
      const photo = await photoOf(li, first)
      const filing = await server.make(li, 'P0203')
      const provisions = { ...filing.provisions, signaturePhoto: photo }
      const signed = await signAgain(li, { ...filing, provisions }, { at: server.clock.now() })
      expect(refusal(await post(li, signed))).toEqual(
        [422, 'filing-not-allowed', '/provisions/signaturePhoto reuse-not-allowed'])
      for (const change of [{ caseNo: '1' }, { handedInAt: 'yesterday' }, { materialId: '../x' }, { more: 1 }]) {
        const malformed = { ...filing, provisions: { ...provisions, standardPhoto: { ...photo, ...change } } }
        expect(refusal(await post(li, malformed)).slice(0, 2)).toEqual([400, 'schema-invalid'])
      }
    })
  })

  describe('as a supplement', () => {
    const supplement = (caseNo: string, body: object, filer = li) =>
      filer.client.post(`/api/cases/${caseNo}/supplements`, body)
    const correcting = async () => {
      const caseNo = await server.file(li, 'P0203', { ways: { standardPhoto: 'missing' } })
      await server.mustAct(caseNo, { action: 'requestCorrection' })
      return caseNo
    }

    it('are taken, to be verified', async () => {
      const photo = await photoOf(li, await server.file(li, 'P0203'))
      const caseNo = await correcting()
      const view = expectOk(await supplement(caseNo, { provisions: { standardPhoto: photo } })).json<CaseView>()
      expect(view.status).toBe('received')
      expect(material(view)).toMatchObject({ given: 'reuse', reused: { handedInAt: start }, files: [{ name: '材料.jpg' }] })
    })

    it('are refused when they are not the applicant\'s, too old, or not to be given again', async () => {
      const photo = await photoOf(li, await server.file(li, 'P0203'))
      const childs = await photoOf(li, await server.file(li, 'P0301'))
      const caseNo = await correcting()
      expect(refusal(await supplement(caseNo, { provisions: { standardPhoto: childs } }))).toEqual(
        [422, 'reuse-not-available', '/provisions/standardPhoto reuse-not-found'])
      expect(refusal(await supplement(caseNo, { provisions: { standardPhoto: photo }, form: { contactPhone: '1' } }))[1])
        .toBe('supplement-invalid')
      await server.setTo('2027-03-11T02:00:00.000Z')
      expect(refusal(await supplement(caseNo, { provisions: { standardPhoto: photo } }))).toEqual(
        [422, 'reuse-not-available', '/provisions/standardPhoto reuse-expired'])
    })
  })
})
