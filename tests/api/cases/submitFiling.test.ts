import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FilingInput, SignatureInput } from '../../../src/contract/filing.ts'
import type { CaseView } from '../../../src/contract/caseViews.ts'
import { makeFiling, newSigningKey, signAgain, signText } from '../../support/filingFixture.ts'
import type { FilingPlan } from '../../support/filingFixture.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { expectOk, refusal, startCaseServer } from './caseServer.ts'
import type { CaseServer, TestFiler } from './caseServer.ts'

const png = `data:image/png;base64,${Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]).toString('base64')}`

describeOnEachEngine('submitFiling', (engine) => {
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
  afterAll(() => server.close())

  const post = (filer: TestFiler, filing: unknown, headers = {}) => filer.client.post('/api/filings', filing, headers)
  const signed = (filer: TestFiler, filing: FilingInput) => signAgain(filer, filing, { at: server.clock.now() })
  const countCases = async () => (await server.rows<{ n: number }>('SELECT count(*)::int AS n FROM cases'))[0]?.n

  describe('works', () => {
    it('gives the receipt: number, the server\'s time, verdict', async () => {
      const filing = await server.make(chen, 'P1103')
      const response = await post(chen, { ...filing, tappedAt: '2026-03-08T23:00:00Z' })
      expect(response.statusCode).toBe(201)
      expect(response.json()).toEqual({
        caseNo: expect.stringMatching(/^11449999000000019F444010001100320260310\d{8}$/),
        receivedAt: server.clock.now(),
        verdict: expect.objectContaining({ kind: 'acceptable', reasons: [] }),
        proof: expect.objectContaining({ receivedAt: server.clock.now() }),
      })
    })

    it('keeps case, first event, materials, files, signatures and receipt', async () => {
      const filing = await server.make(li, 'P0101', {
        ways: { propertyProof: 'later', marriageCertificate: 'library', spouseIdCard: 'missing' },
      })
      const { caseNo } = expectOk(await post(li, filing)).json<{ caseNo: string }>()
      const view = await server.view(li, caseNo)
      expect(view).toMatchObject({
        caseNo, filingId: filing.filingId, status: 'received', applicantName: '李敏', filerName: '李敏',
        verdict: { kind: 'correctionNeeded' }, ratable: [], mayRate: false, standInOfficer: false,
        actions: ['withdrawCase'],
      })
      expect(view.events).toEqual([{ type: 'submitted', seq: 1, at: server.clock.now(), actor: 'resident' }])
      const state = (id: string) => view.materials.find((one) => one.materialId === id)
      expect(state('applicantIdCard')).toMatchObject({ given: 'file', state: 'given', files: [{ name: '材料.jpg', size: 1000 }] })
      expect(state('marriageCertificate')).toMatchObject({ given: 'library', state: 'given', files: [] })
      expect(state('propertyProof')).toMatchObject({ given: 'later', state: 'owed' })
      expect(state('spouseIdCard')).toMatchObject({ given: 'missing', state: 'missing' })
      expect(state('applicationForm')).toMatchObject({ given: 'form', state: 'given' })
      expect(view.signatures.map((one) => [one.documentId, one.verified])).toEqual([['application', true], ['deferral', true]])
      expect(view.notices).toMatchObject([{ kind: 'receipt', documentNo: `${caseNo}-01` }])
      expect(view.notices[0]?.body.find((row) => row.key === 'receivedAt')?.value).toBe(server.clock.now())
      const [licence] = await server.rows<{ licence: object }>(
        `SELECT m.licence FROM case_materials m JOIN cases c ON c.id = m.case_id
         WHERE c.case_no = '${caseNo}' AND m.material_id = 'marriageCertificate'`)
      expect(licence?.licence).toMatchObject({ kind: 'marriageCertificate', maskedNumber: expect.stringContaining('*') })
    })

    it('keeps the record of each signature, chained (ES-03, ES-04)', async () => {
      const filing = await makeFiling(li, server.plan('P0101', {
        answers: { ...server.plan('P0101').answers, remarried: 'yes' },
        ways: { propertyProof: 'later', maritalChangeProof: 'declare' },
      }), { at: server.clock.now(), drawing: png })
      const { caseNo } = expectOk(await li.client.post('/api/filings', filing, { 'user-agent': 'Phone/1' })).json()
      const rows = await server.rows<{
        document_id: string, prev_hash: string, hash: string, signer: object, record: object, text: string,
      }>(`SELECT s.* FROM signatures s JOIN cases c ON c.id = s.case_id WHERE c.case_no = '${caseNo}' ORDER BY s.id`)
      expect(rows.map((row) => row.document_id)).toEqual(['application', 'deferral', 'commitment-marital-change'])
      expect(rows.map((row) => row.prev_hash)).toEqual(['0'.repeat(64), rows[0]?.hash, rows[1]?.hash])
      expect(rows[0]?.signer).toEqual({
        name: '李敏', idKind: 'citizenId', maskedNumber: '449***********0029', capacity: 'self',
      })
      expect(rows[0]?.record).toMatchObject({
        authentication: { level: expect.any(String), method: expect.any(String), at: expect.any(String) },
        keyThumbprint: expect.stringMatching(/^[\w-]{43}$/), signerName: '李敏', userAgent: 'Phone/1',
        shown: { seconds: 30, scrolledToEnd: true, listened: false }, ipSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        drawing: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }, verification: { result: 'valid' },
        statements: ['truth', 'own', 'checked'], signedAt: filing.signatures[0]?.signedAt, tappedAt: filing.tappedAt,
      })
      expect(rows.map((row) => row.text)).toEqual(filing.signatures.map((one) => one.text))
    })

    it('takes a filing that waited offline: signed thirty days ago, judged today', async () => {
      const filing = await makeFiling(chen, server.plan('P1103'), {
        at: '2026-02-09T02:00:00.000Z', signedOn: '2026-02-08',
      })
      expect((await post(chen, filing)).statusCode).toBe(201)
    })

    it('a document heard to its end counts as one read, and the record says which', async () => {
      const filing = await server.make(chen, 'P1103')
      const shown = { openedAt: server.clock.now(), seconds: 95, scrolledToEnd: false, listened: true }
      const signatures = await Promise.all(filing.signatures.map((one) => signText(chen, { ...one, shown })))
      const { caseNo } = expectOk(await post(chen, { ...filing, signatures })).json<{ caseNo: string }>()
      expect(await server.rows(`SELECT s.record->'shown' AS shown FROM signatures s JOIN cases c ON c.id = s.case_id
        WHERE c.case_no = '${caseNo}'`)).toEqual([{ shown }])
    })

    it('a helper is named in the signed text, kept, and seen by the applicant and the officer', async () => {
      const helper = { name: '陈小红', relation: 'child', confirmedAt: server.clock.now() } as const
      const filing = await server.make(chen, 'P1103', { helper })
      expect(filing.signatures[0]?.text).toContain('协助填写人：陈小红（子女）')
      const key = { 'idempotency-key': randomUUID() }
      const response = await post(chen, filing, key)
      const { caseNo } = expectOk(response).json<{ caseNo: string }>()
      expect(await server.view(chen, caseNo)).toMatchObject({ helper, filerName: '陈永福', capacity: 'self' })
      const officer = await server.signInAs('officer-lin')
      expect((await officer.get(`/api/officer/cases/${caseNo}`)).json()).toMatchObject({ helper })
      expect((await post(chen, filing, key)).json()).toEqual(response.json())
      expect(refusal(await li.client.get(`/api/cases/${caseNo}`))).toEqual([404, 'case-not-found'])
    })

    it('a filing without a helper names none and shows none', async () => {
      const filing = await server.make(chen, 'P1103')
      expect(filing.signatures[0]?.text).toContain('协助填写人：无')
      const { caseNo } = expectOk(await post(chen, filing)).json<{ caseNo: string }>()
      expect(await server.view(chen, caseNo)).not.toHaveProperty('helper')
    })

    it('a guardian files for their child', async () => {
      const caseNo = await server.file(li, 'P0301')
      expect(await server.view(li, caseNo)).toMatchObject({ applicantName: '周小禾', capacity: 'guardian' })
    })

    it('an agent files with the power of attorney; the applicant reads the case, a third person does not', async () => {
      const { name, idKind, idNumber, birthDate = '' } = chen.account
      const caseNo = await server.file(li, 'P1103', {
        capacity: 'agent', applicant: { name, idKind, idNumber, birthDate },
      })
      expect(await server.view(chen, caseNo)).toMatchObject({ applicantName: '陈永福', filerName: '李敏' })
      const listed = (await chen.client.get('/api/cases')).json<{ caseNo: string }[]>()
      expect(listed.map((one) => one.caseNo)).toContain(caseNo)
      expect(refusal(await zhao.client.get(`/api/cases/${caseNo}`))).toEqual([404, 'case-not-found'])
    })

    it('somebody with a breach files with everything handed in', async () => {
      expect(await server.file(zhao, 'P0203')).toBeTruthy()
    })

    it('files knowingly without a main material: taken in, on the way to a correction', async () => {
      const filing = await server.make(chen, 'P1103', { ways: { physicalExam: 'missing' } })
      expect((await post(chen, filing)).json()).toMatchObject({ verdict: {
        kind: 'correctionNeeded', reasons: [{ code: 'material-missing', at: '/provisions/physicalExam' }] } })
    })

    it('drops what was chosen for a material that does not apply, and leaves its file free', async () => {
      const filing = await server.make(chen, 'P1103')
      const uploadId = await server.addUpload(chen)
      filing.provisions['currentLicence'] = { way: 'file', uploadIds: [uploadId] }
      expect((await post(chen, await signed(chen, filing))).statusCode).toBe(201)
      expect(await server.rows(`SELECT state FROM uploads WHERE id = '${uploadId}'`)).toEqual([{ state: 'ready' }])
    })
  })

  describe('refuses', () => {
    const refuse = async (filer: TestFiler, filing: unknown, expected: [number, string, ...string[]]) => {
      const before = await countCases()
      expect(refusal(await post(filer, filing))).toEqual(expected)
      expect(await countCases()).toBe(before)
    }
    const planned = async (
      filer: TestFiler, item: FilingPlan['item'], change: Partial<FilingPlan>, expected: [number, string, ...string[]],
    ) => refuse(filer, await server.make(filer, item, change), expected)

    it('what is no filing by its schema', async () => {
      const filing = await server.make(chen, 'P1103')
      await refuse(chen, { ...filing, tappedAt: undefined }, [400, 'schema-invalid', '/tappedAt required'])
    })

    it('an unknown item', async () => {
      const filing = await server.make(chen, 'P1103')
      await refuse(chen, { ...filing, itemCode: '11449999000000019F4440199999999' },
        [404, 'item-unknown', '/itemCode item-unknown'])
    })

    it('an outdated version, saying which is in force and what changed', async () => {
      const filing = { ...await server.make(chen, 'P1103'), itemVersion: 7 }
      const response = await post(chen, filing)
      expect([response.statusCode, response.json()]).toEqual([409, expect.objectContaining({
        code: 'item-outdated', facts: { currentVersion: 1, changes: expect.any(Array) },
      })])
    })

    it('somebody else as oneself', async () => {
      const { name, idKind, idNumber } = chen.account
      await planned(li, 'P1103', { applicant: { name, idKind, idNumber } },
        [422, 'capacity-not-proven', '/applicant applicant-not-yours'])
    })

    it('a name that is not the account\'s', async () => {
      await planned(chen, 'P1103', { applicant: { name: '陈永', idKind: 'citizenId', idNumber: chen.account.idNumber } },
        [422, 'capacity-not-proven', '/applicant applicant-not-yours'])
    })

    it('another birth date than the provider vouches for', async () => {
      const { name, idKind, idNumber } = chen.account
      await planned(chen, 'P1103', { applicant: { name, idKind, idNumber, birthDate: '1999-01-01' } },
        [422, 'filing-invalid', '/applicant/birthDate birth-date-mismatch'])
    })

    it('a child that is not the guardian\'s', async () => {
      await planned(li, 'P0301', { applicant: { name: '别人家', idKind: 'citizenId', idNumber: '44999920160601002X' } },
        [422, 'capacity-not-proven', '/applicant applicant-not-yours'])
    })

    it('a company one does not represent', async () => {
      await planned(wang, 'P1601', { organisation: { name: '别的公司', uscc: '12449999000000019C' } },
        [422, 'capacity-not-proven', '/organisation organisation-not-yours'])
      await planned(chen, 'P1601', { organisation: { name: '示例演艺有限公司', uscc: '91449999MA00000073' } },
        [422, 'capacity-not-proven', '/organisation organisation-not-yours'])
    })

    it('an organisation\'s item without the organisation, and a wrong code', async () => {
      const filing = await server.make(wang, 'P1601')
      await refuse(wang, { ...filing, organisation: undefined }, [422, 'filing-invalid', '/organisation organisation-missing'])
      await planned(wang, 'P1601', { organisation: { name: '示例演艺有限公司', uscc: '91449999MA00000074' } },
        [422, 'filing-invalid', '/organisation/uscc uscc-check'])
    })

    it('an agent without the power of attorney, or with a wrong number of the applicant', async () => {
      const applicant = { name: '陈永福', idKind: 'citizenId', idNumber: chen.account.idNumber } as const
      await planned(li, 'P1103', { capacity: 'agent', applicant, ways: { powerOfAttorney: 'missing' } },
        [422, 'capacity-not-proven', '/provisions power-of-attorney-missing'])
      await planned(li, 'P1103', { capacity: 'agent', applicant: { ...applicant, idNumber: '449999195801080018' } },
        [422, 'filing-invalid', '/applicant/idNumber id-checksum'])
      // The record, the case's readers and the signed text know one form of a number.
      for (const idNumber of [`${chen.account.idNumber.slice(0, 6)} ${chen.account.idNumber.slice(6)}`, 'ab1234567']) {
        await planned(li, 'P1103', { capacity: 'agent', applicant: { ...applicant, idNumber } },
          [422, 'filing-invalid', '/applicant/idNumber number-not-folded'])
      }
    })

    it.each(['2026-13-45', '2026-02-30', '2026-03-11'])('an applicant born on %s', async (birthDate) => {
      const applicant = { name: 'Anna Sample', idKind: 'passport', idNumber: 'AB1234567' } as const
      const filing = await server.make(li, 'P1103', { capacity: 'agent', applicant })
      await refuse(li, { ...filing, applicant: { ...applicant, birthDate } }, [422, 'filing-invalid', '/applicant/birthDate date-invalid'])
    })

    it('an applicant whose name is nothing but spaces', async () => {
      const applicant = { name: ' \u3000', idKind: 'passport', idNumber: 'AB1234567' } as const
      await planned(li, 'P1103', { capacity: 'agent', applicant }, [422, 'filing-invalid', '/applicant/name name-missing'])
    })

    it('a capacity the item does not offer', async () => {
      await planned(chen, 'P1103', { capacity: 'legalRepresentative' },
        [422, 'filing-not-allowed', '/capacity capacity-not-offered'])
    })

    it('deferring what may not be deferred', async () => {
      await planned(chen, 'P1103', { ways: { physicalExam: 'later' } },
        [422, 'filing-not-allowed', '/provisions/physicalExam deferral-not-allowed'])
    })

    it('deferring and declaring by somebody with an earlier breach', async () => {
      const answers = { ...server.plan('P0101').answers, remarried: 'yes' }
      await planned(zhao, 'P0101', { answers, ways: { propertyProof: 'later', maritalChangeProof: 'declare' } }, [
        422, 'filing-not-allowed', '/provisions/propertyProof deferral-excluded-person',
        '/provisions/maritalChangeProof commitment-excluded-person'])
    })

    it('declaring by an agent, and what is not on the list', async () => {
      const answers = { ...server.plan('P0101').answers, remarried: 'yes' }
      const { name, idKind, idNumber } = chen.account
      await planned(li, 'P0101', { capacity: 'agent', applicant: { name, idKind, idNumber }, answers,
        ways: { maritalChangeProof: 'declare' } },
      [422, 'filing-not-allowed', '/provisions/maritalChangeProof commitment-by-agent'])
      await planned(li, 'P0101', { ways: { propertyProof: 'declare' } },
        [422, 'filing-not-allowed', '/provisions/propertyProof commitment-not-allowed'])
    })

    it('deferring for an applicant with a breach, whoever files', async () => {
      const { name, idKind, idNumber } = zhao.account
      await planned(li, 'P0101', { capacity: 'agent', applicant: { name, idKind, idNumber }, ways: { propertyProof: 'later' } },
        [422, 'filing-not-allowed', '/provisions/propertyProof deferral-excluded-person'])
    })

    it('telling nothing of an applicant\'s record to who has neither signed nor handed in a power of attorney', async () => {
      const about = async ({ name, idKind, idNumber }: TestFiler['account']) => {
        const filing = await server.make(li, 'P0101', {
          capacity: 'agent', applicant: { name, idKind, idNumber }, ways: { propertyProof: 'later' },
        })
        const unsigned = await li.client.post('/api/filings', { ...filing, signatures: [] })
        const provisions = Object.fromEntries(Object.entries(filing.provisions).map(([id, given]) =>
          [id, given.way === 'file' ? { ...given, uploadIds: [randomUUID()] } : given]))
        const unproven = await li.client.post('/api/filings', { ...filing, provisions })
        return [refusal(unsigned), refusal(unproven)[1]]
      }
      const [withBreach, without] = [await about(zhao.account), await about(chen.account)]
      expect(withBreach).toEqual(without)
    })

    it('wrong fields and answers, each with its place', async () => {
      const { answers, form } = server.plan('P1103')
      await planned(chen, 'P1103', { form: { ...form, contactPhone: '12000000000', licenceUntil: '2026-02-30' } }, [
        422, 'filing-invalid', '/form/licenceUntil date-invalid', '/form/contactPhone phone-mobile-prefix'])
      await planned(chen, 'P1103', { answers: { ...answers, violations: 'perhaps' } },
        [422, 'filing-invalid', '/answers/violations answer-unknown'])
      await planned(chen, 'P1103', { form: { ...form, licenceUntil: '' } },
        [422, 'filing-invalid', '/form/licenceUntil field-missing'])
    })

    it('questions, fields and materials that do not exist', async () => {
      const filing = await server.make(chen, 'P1103')
      await refuse(chen, { ...filing, answers: { ...filing.answers, mood: 'x' }, form: { ...filing.form, colour: 'y' },
        provisions: { ...filing.provisions, bribe: { way: 'later' } } },
      [422, 'filing-invalid', '/answers/mood unknown', '/form/colour unknown', '/provisions/bribe unknown'])
    })

    it('a licence the library does not hold, or that has run out', async () => {
      await planned(zhao, 'P1103', { answers: { issuedIn: 'guangzhou', violations: 'cleared' },
        ways: { physicalExam: 'library', standardPhoto: 'library' } }, [
        422, 'filing-invalid', '/provisions/physicalExam licence-not-found', '/provisions/standardPhoto licence-not-found'])
    })

    it('a filing whose personal-data notice was not shown, or an older one', async () => {
      const filing = await server.make(chen, 'P1103')
      const [shown] = filing.noticesShown
      await refuse(chen, { ...filing, noticesShown: filing.noticesShown.filter((one) => one.documentId !== 'privacy') },
        [422, 'filing-invalid', '/noticesShown privacy-notice-missing'])
      await refuse(chen, { ...filing, noticesShown: [{ ...shown, documentVersion: 99 }] },
        [409, 'notice-outdated', '/noticesShown/0 notice-outdated'])
    })

    it('a helper who is the applicant, has no name or relation, or helps somebody who files for another', async () => {
      const helper = { name: '陈小红', relation: 'child', confirmedAt: server.clock.now() } as const
      await planned(chen, 'P1103', { helper: { ...helper, name: ' 陈 永福' } },
        [422, 'filing-invalid', '/helper/name helper-is-applicant'])
      await planned(chen, 'P1103', { helper: { ...helper, name: ' ' } }, [422, 'filing-invalid', '/helper/name name-missing'])
      await planned(li, 'P0301', { helper }, [422, 'filing-invalid', '/helper helper-not-self'])
      const filing = await server.make(chen, 'P1103', { helper })
      await refuse(chen, { ...filing, helper: { ...helper, name: '红'.repeat(61) } },
        [400, 'schema-invalid', '/helper/name maxLength'])
      await refuse(chen, { ...filing, helper: { name: '陈小红', relation: 'child' } },
        [400, 'schema-invalid', '/helper/confirmedAt required'])
      const named = { ...filing, helper: { ...helper, name: '别人' } }
      expect(refusal(await post(chen, named))).toEqual([422, 'document-mismatch', '/signatures/0/text text'])
      expect(refusal(await post(chen, { ...filing, helper: undefined }))).toEqual([422, 'document-mismatch', '/signatures/0/text text'])
    })

    it('a young child\'s filing without the notice for children', async () => {
      const filing = await server.make(li, 'P0301')
      await refuse(li, { ...filing, noticesShown: filing.noticesShown.filter((one) => one.documentId === 'privacy') },
        [422, 'filing-invalid', '/noticesShown privacy-notice-missing'])
    })
  })

  describe('refuses signatures', () => {
    const tamper = async (
      change: (signature: SignatureInput, filing: FilingInput) => Promise<SignatureInput> | SignatureInput,
      expected: [number, string, ...string[]],
    ) => {
      const filing = await server.make(chen, 'P1103')
      const [signature] = filing.signatures
      const response = await post(chen, { ...filing, signatures: [await change(signature!, filing)] })
      expect(refusal(response)).toEqual(expected)
    }
    const mismatch = (place: string, code: string): [number, string, string] => [422, 'document-mismatch', `${place} ${code}`]

    it('over another text, even when it is signed correctly', async () => {
      await tamper((one) => signText(chen, { ...one, text: one.text.replace('2026', '2025') }),
        mismatch('/signatures/0/text', 'text'))
    })

    it('over a filing changed after signing', async () => {
      const filing = await server.make(chen, 'P1103')
      const changed = { ...filing, form: { ...filing.form, contactPhone: '15400000000' } }
      expect(refusal(await post(chen, changed))).toEqual(mismatch('/signatures/0/text', 'text'))
      const provisions = { ...filing.provisions, identity: undefined }
      expect(refusal(await post(chen, { ...filing, provisions }))).toEqual(mismatch('/signatures/0/text', 'text'))
    })

    it('with another hash', () => tamper((one) => ({ ...one, sha256: '0'.repeat(64) }),
      mismatch('/signatures/0/sha256', 'sha256')))

    it('too old, or from tomorrow\'s tomorrow', async () => {
      for (const signedOn of ['2026-02-07', '2026-03-12']) {
        const filing = await makeFiling(chen, server.plan('P1103'), { at: server.clock.now(), signedOn })
        expect(refusal(await post(chen, filing))).toEqual(mismatch('/signatures/0/signedOn', 'signing-day'))
      }
    })

    it('of an older version of the text', () => tamper((one) => ({ ...one, documentVersion: 1 }),
      [409, 'notice-outdated', '/signatures/0/documentVersion notice-outdated']))

    it('neither read nor heard to the end, whether or not the phone knows of reading aloud', async () => {
      const unread = { openedAt: server.clock.now(), seconds: 2, scrolledToEnd: false }
      const refused: [number, string, string] = [422, 'signature-invalid', '/signatures/0/shown not-read']
      await tamper((one) => signText(chen, { ...one, shown: unread }), refused)
      await tamper((one) => signText(chen, { ...one, shown: { ...unread, listened: false } }), refused)
    })

    it('with a bit turned', () => tamper(
      (one) => ({ ...one, value: `${one.value.startsWith('A') ? 'B' : 'A'}${one.value.slice(1)}` }),
      [422, 'signature-invalid', '/signatures/0/value signature']))

    it('by another key than the one named', async () => {
      const key = await newSigningKey()
      await tamper((one) => signText({ ...chen, key }, one), [422, 'signature-invalid', '/signatures/0/value signature'])
    })

    it('whose time, drawing or statements were changed afterwards', async () => {
      await tamper((one) => ({ ...one, signedAt: '2026-03-10T01:59:59Z' }),
        [422, 'signature-invalid', '/signatures/0/value signature'])
      await tamper((one) => ({ ...one, drawing: png }), [422, 'signature-invalid', '/signatures/0/value signature'])
      await tamper((one) => ({ ...one, statements: one.statements.slice(1) }),
        [422, 'signature-missing', '/signatures/0/statements statement-unticked'])
    })

    it('by a key that is not this account\'s', async () => {
      await tamper((one) => signText(li, one), [409, 'key-unknown', '/signatures/0/keyId key-unknown'])
      await tamper((one) => ({ ...one, keyId: randomUUID() }), [409, 'key-unknown', '/signatures/0/keyId key-unknown'])
    })

    it('by a key that was reported lost', async () => {
      const lost = await server.filer('chen')
      const filing = await server.make(lost, 'P1103')
      await server.rows(`UPDATE device_keys SET revoked_at = '2026-03-01' WHERE id = '${lost.keyId}'`)
      expect(refusal(await post(lost, filing))).toEqual([409, 'key-revoked', '/signatures/0/keyId key-revoked'])
    })

    it('in another name, or with a drawing that is no picture', async () => {
      await tamper((one) => signText(chen, { ...one, signerName: '王强' }),
        [422, 'signature-invalid', '/signatures/0/signerName signer-name'])
      await tamper((one) => signText(chen, { ...one, drawing: 'data:image/png;base64,AAAA' }),
        [422, 'signature-invalid', '/signatures/0/drawing drawing'])
    })

    it('that are missing, too many or not asked for', async () => {
      const filing = await server.make(li, 'P0101', { ways: { propertyProof: 'later' } })
      const [application, deferral] = filing.signatures as [SignatureInput, SignatureInput]
      const sign = (signatures: SignatureInput[]) => post(li, { ...filing, signatures })
      const missing = [422, 'signature-missing', '/signatures signature-missing']
      expect(refusal(await sign([application]))).toEqual(missing)
      expect(refusal(await sign([application, deferral, deferral]))).toEqual(missing)
      expect(refusal(await sign([application, application]))).toEqual(missing)
      const other = await server.make(li, 'P0101')
      expect(refusal(await post(li, { ...other, signatures: [...other.signatures, deferral] }))).toEqual(missing)
    })
  })

  describe('refuses uploads', () => {
    const withUpload = async (uploadIds: string[]) => {
      const filing = await server.make(chen, 'P1103')
      filing.provisions['identity'] = { way: 'file', uploadIds }
      return post(chen, await signed(chen, filing))
    }
    const place = '/provisions/identity/uploadIds/0'

    it('of somebody else, and ones that do not exist, alike', async () => {
      expect(refusal(await withUpload([await server.addUpload(li)]))).toEqual([422, 'upload-not-yours', `${place} upload-not-yours`])
      expect(refusal(await withUpload([randomUUID()]))).toEqual([422, 'upload-not-yours', `${place} upload-not-yours`])
    })

    it('that are not finished, or were refused', async () => {
      for (const state of ['receiving', 'refused'] as const) {
        expect(refusal(await withUpload([await server.addUpload(chen, state)]))).toEqual(
          [422, 'upload-incomplete', `${place} upload-incomplete`])
      }
    })

    it('that hang on another case already, or on another material', async () => {
      const used = await server.addUpload(chen)
      expect((await withUpload([used])).statusCode).toBe(201)
      expect(refusal(await withUpload([used]))).toEqual([422, 'upload-in-use', `${place} upload-in-use`])
      const filing = await server.make(chen, 'P1103')
      const photo = filing.provisions['standardPhoto']
      const twice = await signed(chen, { ...filing, provisions: { ...filing.provisions, identity: photo! } })
      expect(refusal(await post(chen, twice))[1])
        .toBe('upload-in-use')
    })
  })

  describe('once', () => {
    it('a replay gives the first receipt, whatever has changed meanwhile', async () => {
      const filing = await server.make(chen, 'P1103')
      const headers = { 'idempotency-key': randomUUID() }
      const first = await post(chen, filing, headers)
      server.clock.advance(60_000)
      const replay = await post(chen, filing, headers)
      expect([replay.statusCode, replay.json()]).toEqual([201, first.json()])
    })

    it('the key with another filing is refused, and is nobody else\'s', async () => {
      const headers = { 'idempotency-key': randomUUID() }
      expect((await post(chen, await server.make(chen, 'P1103'), headers)).statusCode).toBe(201)
      expect(refusal(await post(chen, await server.make(chen, 'P1103'), headers))).toEqual([409, 'idempotency-key-reused'])
      const other = await post(li, await server.make(li, 'P0203'), headers)
      expect(other.statusCode).toBe(201)
    })

    it('a refused filing may be mended and sent under the same key', async () => {
      const headers = { 'idempotency-key': randomUUID() }
      const filing = await server.make(chen, 'P1103')
      expect((await post(chen, { ...filing, signatures: [{ ...filing.signatures[0], sha256: '0'.repeat(64) }] }, headers))
        .statusCode).toBe(422)
      expect((await post(chen, filing, headers)).statusCode).toBe(201)
    })

    it('the same filing under another key is told its case', async () => {
      const filing = await server.make(chen, 'P1103')
      const { caseNo } = expectOk(await post(chen, filing)).json<CaseView>()
      const again = await post(chen, filing)
      expect([again.statusCode, again.json()]).toEqual([409, expect.objectContaining({
        code: 'already-filed', facts: { caseNo } })])
    })

    it('twenty at once with one key make one case', async () => {
      const filing = await server.make(chen, 'P1103')
      const headers = { 'idempotency-key': randomUUID() }
      const before = await countCases()
      const answers = await Promise.all(Array.from({ length: 20 }, () => post(chen, filing, headers)))
      for (const answer of answers) {
        expect([answer.statusCode, answer.json()]).toEqual([201, answers[0]?.json()])
      }
      expect(await countCases()).toBe((before ?? 0) + 1)
    })

    it('twenty at once with keys of their own make twenty numbers', async () => {
      const filings = await Promise.all(Array.from({ length: 20 }, () => server.make(chen, 'P1103')))
      const answers = await Promise.all(filings.map((filing) => post(chen, filing)))
      expect(new Set(answers.map((answer) => expectOk(answer).json<CaseView>().caseNo)).size).toBe(20)
    })

    it('twenty at once with one filing and keys of their own make one case', async () => {
      const filing = await server.make(chen, 'P1103')
      const answers = await Promise.all(Array.from({ length: 20 }, () => post(chen, filing)))
      expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, ...Array(19).fill(409)])
    })
  })

  it('leaves nothing behind when the last step fails', async () => {
    const tables = ['cases', 'case_events', 'case_materials', 'signatures', 'notices', 'officer_jobs', 'idempotency_keys']
    const counts = () => Promise.all(tables.map((table) => server.rows(`SELECT count(*)::int AS n FROM ${table}`)))
    const filing = await server.make(chen, 'P1103')
    const headers = { 'idempotency-key': randomUUID() }
    const before = await counts()
    await server.rows(`CREATE FUNCTION fail_late() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'late'; END $$`)
    await server.rows('CREATE TRIGGER fail_late BEFORE INSERT ON officer_jobs EXECUTE FUNCTION fail_late()')
    expect(refusal(await post(chen, filing, headers))).toEqual([500, 'internal'])
    expect(await counts()).toEqual(before)
    const uploadIds = Object.values(filing.provisions).flatMap((given) => given.way === 'file' ? given.uploadIds : [])
    expect(await server.rows(`SELECT DISTINCT state FROM uploads WHERE id IN (${uploadIds.map((id) => `'${id}'`).join()})`))
      .toEqual([{ state: 'ready' }])
    await server.rows('DROP TRIGGER fail_late ON officer_jobs')
    expect((await post(chen, filing, headers)).statusCode).toBe(201)
  })

  it('is for signed-in residents only', async () => {
    const filing = await server.make(chen, 'P1103')
    expect(refusal(await server.visitor.post('/api/filings', filing))).toEqual([401, 'signed-out'])
    const officer = await server.signInAs('officer-lin')
    expect(refusal(await officer.post('/api/filings', filing))).toEqual([403, 'forbidden'])
  })
})
