/** A valid signed filing, each part of it altered in turn: every alteration is noticed, and named (电子签名法 第十三条). */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FilingInput, SignatureInput } from '../../../src/contract/filing.ts'
import { makeFiling, newSigningKey, signText } from '../../support/filingFixture.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { expectOk, refusal, startCaseServer } from './caseServer.ts'
import type { CaseServer, TestFiler } from './caseServer.ts'

const drawingOf = (...bytes: number[]) => `data:image/png;base64,${
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...bytes]).toString('base64')}`
const without = <T extends object>(whole: T, member: string): T =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => name !== member)) as T
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

describeOnEachEngine('a filing altered after it was signed', (engine) => {
  let server: CaseServer
  let li: TestFiler
  let filing: FilingInput

  beforeAll(async () => {
    server = await startCaseServer(engine)
    li = await server.filer('li')
    filing = await makeFiling(li, server.plan('P0101', {
      answers: { ...server.plan('P0101').answers, remarried: 'yes' },
      ways: { propertyProof: 'later', maritalChangeProof: 'declare', marriageCertificate: 'library' },
    }), { at: server.clock.now(), drawing: drawingOf(1, 2, 3) })
  })
  afterAll(async () => {
    // Nothing of all this was taken, and the filing itself still is.
    expect(await server.rows('SELECT 1 FROM cases')).toEqual([])
    expectOk(await li.client.post('/api/filings', filing))
    await server.close()
  })

  const send = async (altered: FilingInput) => refusal(await li.client.post('/api/filings', altered))
  const turn = (value: string) => `${value.startsWith('A') ? 'B' : 'A'}${value.slice(1)}`

  it('has three documents under signature', () => {
    expect(filing.signatures.map(({ documentId }) => documentId)).toEqual(
      ['application', 'deferral', 'commitment-marital-change'])
  })

  describe.each([0, 1, 2])('signature %i', (index) => {
    const alter = async (change: (signature: SignatureInput) => Partial<SignatureInput>) => {
      const signature = filing.signatures[index]!
      const signatures = filing.signatures.with(index, { ...signature, ...change(signature) })
      return send({ ...filing, signatures })
    }
    const at = (member: string, code: string, detail: string, status = 422) =>
      [status, code, `/signatures/${index}/${member} ${detail}`]

    it('text: each of its characters counts', async () => {
      const { text } = filing.signatures[index]!
      for (const place of [0, Math.floor(text.length / 2), text.length - 1]) {
        const other = text[place] === '改' ? '变' : '改'
        const altered = `${text.slice(0, place)}${other}${text.slice(place + 1)}`
        expect(await alter(() => ({ text: altered }))).toEqual(at('text', 'document-mismatch', 'text'))
        expect(await alter(() => ({ text: altered, sha256: sha256(altered) })))
          .toEqual(at('text', 'document-mismatch', 'text'))
      }
      expect(await alter(() => ({ text: `${text} ` }))).toEqual(at('text', 'document-mismatch', 'text'))
    })

    it('sha256', async () => {
      expect(await alter((one) => ({ sha256: one.sha256.replace(/.$/, (last) => last === '0' ? '1' : '0') })))
        .toEqual(at('sha256', 'document-mismatch', 'sha256'))
    })

    it('value', async () => {
      expect(await alter((one) => ({ value: turn(one.value) }))).toEqual(at('value', 'signature-invalid', 'signature'))
    })

    it('signerName: another name, and the same name written otherwise', async () => {
      expect(await alter(() => ({ signerName: '王强' }))).toEqual(at('signerName', 'signature-invalid', 'signer-name'))
      expect(await alter((one) => ({ signerName: `${one.signerName} ` })))
        .toEqual(at('value', 'signature-invalid', 'signature'))
    })

    it('statements: one less, another one, another order', async () => {
      const unticked = at('statements', 'signature-missing', 'statement-unticked')
      expect(await alter((one) => ({ statements: one.statements.slice(1) }))).toEqual(unticked)
      expect(await alter((one) => ({ statements: ['other', ...one.statements.slice(1)] }))).toEqual(unticked)
      expect(await alter((one) => ({ statements: one.statements.toReversed() }))).toEqual(unticked)
    })

    it('signedAt, by a millisecond', async () => {
      expect(await alter((one) => ({ signedAt: new Date(Date.parse(one.signedAt) + 1).toISOString() })))
        .toEqual(at('value', 'signature-invalid', 'signature'))
    })

    it('shown: when, how long and how far', async () => {
      const heardInstead = { scrolledToEnd: false, listened: true }
      for (const change of [{ openedAt: '2026-03-10T01:00:00.000Z' }, { seconds: 600 }, heardInstead]) {
        expect(await alter(({ shown }) => ({ shown: { ...shown, ...change } })))
          .toEqual(at('value', 'signature-invalid', 'signature'))
      }
      // Refused before the signature is looked at: nothing is signed unread.
      expect(await alter(({ shown }) => ({ shown: { ...shown, scrolledToEnd: false } })))
        .toEqual(at('shown', 'signature-invalid', 'not-read'))
    })

    it('documentId and documentVersion', async () => {
      expect((await alter(() => ({ documentId: 'privacy' })))[1]).toBe('signature-missing')
      expect(await alter((one) => ({ documentVersion: one.documentVersion + 1 })))
        .toEqual(at('documentVersion', 'notice-outdated', 'notice-outdated', 409))
    })

    it('keyId: another key of the same person', async () => {
      const other = await server.filer('li')
      expect(await alter(() => ({ keyId: other.keyId }))).toEqual(at('value', 'signature-invalid', 'signature'))
    })

    it('drawing: another one, and none', async () => {
      expect(await alter(() => ({ drawing: drawingOf(1, 2, 4) }))).toEqual(at('value', 'signature-invalid', 'signature'))
      const typed = without(filing.signatures[index]!, 'drawing')
      expect(await send({ ...filing, signatures: filing.signatures.with(index, typed) }))
        .toEqual(at('value', 'signature-invalid', 'signature'))
    })

    it('the whole signature, made by a key nobody registered', async () => {
      const forged = await signText({ key: await newSigningKey(), keyId: li.keyId }, filing.signatures[index]!)
      expect(await send({ ...filing, signatures: filing.signatures.with(index, forged) }))
        .toEqual(at('value', 'signature-invalid', 'signature'))
    })
  })

  it('signedOn, of one or of all', async () => {
    const [first, ...rest] = filing.signatures
    expect((await send({ ...filing, signatures: [{ ...first!, signedOn: '2026-03-09' }, ...rest] })).slice(1))
      .toEqual(['document-mismatch', '/signatures/0/signedOn signing-day'])
    const all = filing.signatures.map((one) => ({ ...one, signedOn: '2026-03-09' }))
    expect((await send({ ...filing, signatures: all })).slice(1)).toEqual(['document-mismatch', '/signatures/0/text text'])
  })

  const mismatch = [422, 'document-mismatch', '/signatures/0/text text']

  it('filing id', async () => {
    expect(await send({ ...filing, filingId: crypto.randomUUID() })).toEqual(mismatch)
  })

  it('every field that was filled in', async () => {
    const others: Record<string, string> = {
      contactPhone: '13900139000', targetAddress: '广州市增城区示例街道示例路2号', relationToHead: 'self',
      spouseName: '别的配偶', spouseIdNumber: '449999199207180072', marriageDate: '2019-05-21',
    }
    for (const id of Object.keys(filing.form)) {
      const value = others[id]
      if (value === undefined) throw new Error(`no other value for ${id}`)
      expect([id, ...await send({ ...filing, form: { ...filing.form, [id]: value } })]).toEqual([id, ...mismatch])
    }
  })

  it('every answer', async () => {
    const change = (id: string, value: string) => send({ ...filing, answers: { ...filing.answers, [id]: value } })
    const missing = [422, 'signature-missing', '/signatures signature-missing']
    expect(await change('housing', 'relative')).toEqual(mismatch)
    expect(await change('place', 'elsewhere')).toEqual(missing)
    expect(await change('remarried', 'no')).toEqual(missing)
    expect(await change('children', 'yes')).toEqual([422, 'filing-invalid', '/form/childrenDetails field-missing'])
  })

  it('applicant: name, kind and number of the document, birth date; capacity; item', async () => {
    const { applicant } = filing
    const change = (part: Partial<FilingInput['applicant']>) => send({ ...filing, applicant: { ...applicant, ...part } })
    const notYours = [422, 'capacity-not-proven', '/applicant applicant-not-yours']
    expect(await change({ name: '李明' })).toEqual(notYours)
    expect(await change({ idNumber: '44999919900307004X' })).toEqual(notYours)
    expect(await change({ idKind: 'passport' })).toEqual(notYours)
    expect(await change({ birthDate: '1999-01-01' })).toEqual(
      [422, 'filing-invalid', '/applicant/birthDate birth-date-mismatch'])
    expect(await send({ ...filing, applicant: without(applicant, 'birthDate') })).toEqual(mismatch)
    expect((await send({ ...filing, capacity: 'agent' }))[0]).toBe(422)
    expect((await send({ ...filing, itemVersion: filing.itemVersion + 1 }))[1]).toBe('item-outdated')
  })

  it('how a material is given', async () => {
    const { provisions } = filing
    const withUpload = { way: 'file' as const, uploadIds: [await li.upload()] }
    expect(await send({ ...filing, provisions: { ...provisions, marriageCertificate: withUpload } })).toEqual(mismatch)
    expect(await send({ ...filing, provisions: without(provisions, 'spouseIdCard') })).toEqual(mismatch)
    expect((await send({ ...filing, provisions: without(provisions, 'propertyProof') }))[1]).toBe('signature-missing')
  })

  it('one file for another, one more, and two in another order', async () => {
    const { provisions } = filing
    const given = provisions['spouseIdCard']
    if (given?.way !== 'file') throw new Error('it is given as a file')
    const replace = (uploadIds: string[]) =>
      send({ ...filing, provisions: { ...provisions, spouseIdCard: { ...given, uploadIds } } })
    const other = await li.upload()
    expect(await replace([other])).toEqual(mismatch)
    expect(await replace([...given.uploadIds, other])).toEqual(mismatch)
    const own = provisions['applicantIdCard']
    if (own?.way !== 'file') throw new Error('it is given as a file')
    expect(await send({ ...filing, provisions: { ...provisions, spouseIdCard: own, applicantIdCard: given } }))
      .toEqual(mismatch)
  })

  it('a single byte of a file that has arrived', async () => {
    const given = filing.provisions['spouseIdCard']
    if (given?.way !== 'file') throw new Error('it is given as a file')
    const [id] = given.uploadIds
    const [kept] = await server.rows<{ sha256: string }>(`SELECT sha256 FROM uploads WHERE id = '${id}'`)
    await server.rows(`UPDATE uploads SET sha256 = '${sha256('one byte more')}' WHERE id = '${id}'`)
    expect(await send(filing)).toEqual(mismatch)
    await server.rows(`UPDATE uploads SET sha256 = '${kept?.sha256}' WHERE id = '${id}'`)
  })
})
