/** Filings with several people in a group of the form: kept, signed, refused, corrected entry by entry. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseView } from '../../../src/contract/caseViews.ts'
import { signAgain } from '../../support/filingFixture.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { expectOk, refusal, startCaseServer } from './caseServer.ts'
import type { CaseServer, TestFiler } from './caseServer.ts'

describeOnEachEngine('a filing with several children', (engine) => {
  let server: CaseServer
  let li: TestFiler
  let zhao: TestFiler

  beforeAll(async () => {
    server = await startCaseServer(engine)
    // The version that asks child by child has come into force.
    await server.setTo('2026-12-01T02:00:00.000Z')
    li = await server.filer('li')
    zhao = await server.filer('zhao')
  })
  afterAll(() => server.close())

  const post = (filing: unknown, headers = {}) => li.client.post('/api/filings', filing, headers)
  const countCases = async () => (await server.rows<{ n: number }>('SELECT count(*)::int AS n FROM cases'))[0]?.n
  const formOf = async (caseNo: string) =>
    (await server.rows<{ form: Record<string, string> }>(`SELECT form FROM cases WHERE case_no = '${caseNo}'`))[0]?.form
  const supplement = (caseNo: string, form: object, filer = li) =>
    filer.client.post(`/api/cases/${caseNo}/supplements`, { provisions: {}, form })
  const second = (change: Record<string, string>) => ({ ...server.plan('P0701').form, ...change })
  /** Refused with this, and nothing is kept of it. */
  const refuse = async (form: object, expected: unknown[]) => {
    const before = await countCases()
    const filing = await server.make(li, 'P0701')
    const sent = await signAgain(li, { ...filing, form: form as Record<string, string> }, { at: server.clock.now() })
    expect(refusal(await post(sent))).toEqual(expected)
    expect(await countCases()).toBe(before)
  }

  it('is taken in: the case and the signed text hold every entry', async () => {
    const filing = await server.make(li, 'P0701')
    const { caseNo, verdict } = expectOk(await post(filing)).json<{ caseNo: string, verdict: { kind: string } }>()
    expect(verdict.kind).toBe('acceptable')
    expect(await formOf(caseNo)).toEqual(filing.form)
    const texts = await server.rows<{ text: string }>(
      `SELECT s.text FROM signatures s JOIN cases c ON c.id = s.case_id WHERE c.case_no = '${caseNo}'`)
    const text = texts.map((one) => one.text).join('\n')
    for (const words of ['示例小孩', '44999920160601002X', '示例侄女', '44999919900307004X', '侄女']) {
      expect(text).toContain(words)
    }
    expect(await server.view(li, caseNo)).toMatchObject({ itemVersion: 2, status: 'received' })
  })

  it('sent twice under one key it is one case, with the same entries', async () => {
    const filing = await server.make(li, 'P0701')
    const headers = { 'idempotency-key': randomUUID() }
    const first = expectOk(await post(filing, headers))
    const before = await countCases()
    const again = await post(filing, headers)
    expect([again.statusCode, again.json()]).toEqual([first.statusCode, first.json()])
    expect(await countCases()).toBe(before)
    const other = { ...filing, form: { ...filing.form, 'minors.2.minorName': '别人' } }
    expect(refusal(await post(other, headers))).toEqual([409, 'idempotency-key-reused'])
  })

  it('an entry signed and another one sent: the signature does not hold', async () => {
    const filing = await server.make(li, 'P0701')
    const swapped = { ...filing, form: { ...filing.form, 'minors.2.minorName': '别人' } }
    expect((await post(swapped)).statusCode).toBe(422)
  })

  describe('is refused, with its place', () => {
    it('the most is nine: a tenth', () => refuse(second({ 'minors.10.minorName': '示例' }),
      [422, 'filing-invalid', '/form/minors.10.minorName too-many-entries']))

    it('keys the group does not have, a number twice, and what is missing in one of them', async () => {
      await refuse(second({ 'minors.1.colour': 'y', 'trip.1.counties': 'z' }), [
        422, 'filing-invalid', '/form/minors.1.colour unknown', '/form/trip.1.counties unknown'])
      await refuse(second({ 'minors.2.minorIdNumber': '44999920160601002x' }),
        [422, 'filing-invalid', '/form/minors.2.minorIdNumber entry-repeated'])
      await refuse(second({ 'minors.2.minorRelationOther': '' }),
        [422, 'filing-invalid', '/form/minors.2.minorRelationOther field-missing'])
    })

    it('entries with a gap: those in between are missing', () => refuse(second({
      'minors.4.minorName': '示例', 'minors.4.minorIdNumber': '449999201701050038', 'minors.4.minorRelation': 'child',
    }), [422, 'filing-invalid', '/form/minors.3.minorName field-missing', '/form/minors.3.minorIdNumber field-missing',
      '/form/minors.3.minorRelation field-missing']))

    it.each([
      ['a list for a value', { 'minors.2.minorName': ['示例'] }, '/form/minors.2.minorName'],
      ['a number for a value', { 'minors.2.minorName': 3 }, '/form/minors.2.minorName'],
      ['nothing for a value', { 'minors.2.minorName': null }, '/form/minors.2.minorName'],
      ['a list of entries', { minors: [{ minorName: '示例' }] }, '/form/minors'],
      ['entry 0', { 'minors.0.minorName': '示例' }, '/form'],
      ['entry 01', { 'minors.01.minorName': '示例' }, '/form'],
      ['entry -1', { 'minors.-1.minorName': '示例' }, '/form'],
      ['entry 100', { 'minors.100.minorName': '示例' }, '/form'],
      ['an entry in an entry', { 'minors.1.minorName.1.x': '示例' }, '/form'],
      ['half a key', { 'minors.1': '示例' }, '/form'],
    ])('%s', async (_name, change, pointer) => {
      const filing = await server.make(li, 'P0701')
      const [status, code, first = ''] = refusal(await post({ ...filing, form: { ...filing.form, ...change } }))
      expect([status, code]).toEqual([400, 'schema-invalid'])
      expect(first.split(' ')[0]?.startsWith(pointer), first).toBe(true)
    })

    it.each(['constructor.1.name', 'minors.1.constructor', 'toString.2.call', 'constructor', 'valueOf'])(
      'the prototype’s own key %s', async (key) => {
        const filing = await server.make(li, 'P0701')
        expect(refusal(await post({ ...filing, form: { ...filing.form, [key]: '示例' } })))
          .toEqual([422, 'filing-invalid', `/form/${key} unknown`])
      })

    it('__proto__ as it stands in JSON, before an entry and instead of the form', async () => {
      const filing = await server.make(li, 'P0701')
      for (const key of ['__proto__', '__proto__.1.minorName', 'minors.1.__proto__']) {
        const form = JSON.stringify(filing.form).replace('{', `{"${key}":"示例",`)
        const response = await li.client.send({
          method: 'POST', url: '/api/filings', payload: JSON.stringify({ ...filing, form: 0 }).replace('"form":0', `"form":${form}`),
          headers: {
            origin: server.deps.settings.publicUrl, 'content-type': 'application/json', 'idempotency-key': randomUUID(),
          },
        })
        expect(response.statusCode, `${key} ${response.body}`).toBe(400)
      }
    })

    it('more values than any form has', async () => {
      const filing = await server.make(li, 'P0701')
      const many = Object.fromEntries(Array.from({ length: 301 }, (_, index) => [`field${index}`, 'x']))
      expect(refusal(await post({ ...filing, form: many }))).toEqual([400, 'schema-invalid', expect.stringMatching(/^\/form /)])
    })
  })

  describe('a correction of the second entry', () => {
    const correcting = async () => {
      const caseNo = await server.file(li, 'P0701')
      await server.mustAct(caseNo, { action: 'requestCorrection', points: [
        { at: '/form/minors.2.minorName', code: 'field-wrong', note: '和户口簿上写的不一样' },
      ] })
      return caseNo
    }

    it('is asked for there, and settled by that entry alone', async () => {
      const caseNo = await correcting()
      expect((await server.view(li, caseNo)).correction?.points).toEqual(
        [expect.objectContaining({ at: '/form/minors.2.minorName', code: 'field-wrong' })])
      const whole = expectOk(await supplement(caseNo, { 'minors.2.minorName': '示例外甥女' })).json<CaseView>()
      expect(whole).toMatchObject({ status: 'received', owes: 0 })
      expect(await formOf(caseNo)).toMatchObject({ 'minors.1.minorName': '示例小孩', 'minors.2.minorName': '示例外甥女' })
    })

    it.each([
      ['an entry more, half filled in', { 'minors.3.minorName': '示例' }, '/form/minors.3.minorIdNumber'],
      ['the first one’s number again', { 'minors.2.minorIdNumber': '44999920160601002X' }, '/form/minors.2.minorIdNumber'],
      ['one beyond the most', { 'minors.10.minorName': '示例' }, '/form/minors.10.minorName'],
      ['nothing', { 'minors.2.minorName': '' }, '/form/minors.2.minorName'],
    ])('does not take %s', async (_name, form, pointer) => {
      const caseNo = await correcting()
      const [status, code, first = ''] = refusal(await supplement(caseNo, form))
      expect([status, code, first.split(' ')[0]]).toEqual([422, 'supplement-invalid', pointer])
      expect(await formOf(caseNo)).toMatchObject(server.plan('P0701').form)
    })

    it('somebody else’s is not found', async () => {
      const caseNo = await correcting()
      expect(refusal(await supplement(caseNo, { 'minors.2.minorName': '示例' }, zhao))).toEqual([404, 'case-not-found'])
    })

    it.each(['minors.2.colour', 'minors.3.minorName', 'minors.10.minorName', 'minors', 'constructor'])(
      'an officer cannot point at %s, which was not filed', async (id) => {
        const caseNo = await server.file(li, 'P0701')
        const points = [{ at: `/form/${id}`, code: 'field-wrong' as const }]
        expect(refusal(await server.act(caseNo, { action: 'requestCorrection', points }))).toEqual([409, 'action-not-allowed'])
        expect((await server.view(li, caseNo)).status).toBe('received')
      })
  })
})
