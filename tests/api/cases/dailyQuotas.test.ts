/** What one person may upload and file in a day: their own rows are counted, under their own lock, nobody else's. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FilingInput } from '../../../src/contract/filing.ts'
import { addDays, endOfDay } from '../../../src/domain/plainDate.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { uploadBy } from '../../support/uploadBy.ts'
import { expectOk, refusal, startCaseServer } from './caseServer.ts'
import type { CaseServer, TestFiler } from './caseServer.ts'

/** 10:00 in Shanghai. */
const morning = 'T02:00:00.000Z'

describeOnEachEngine('the quotas of a day', (engine) => {
  let server: CaseServer
  let li: TestFiler
  let chen: TestFiler
  let day = '2026-03-10'

  beforeAll(async () => {
    server = await startCaseServer(engine)
    li = await server.filer('li')
    chen = await server.filer('chen')
  })
  beforeEach(async () => {
    // Tests go on to the next.
    day = addDays(day, 2)
    await server.setTo(day + morning)
    allow({ uploads: 1_000, uploadBytes: 1e9, filings: 1_000 })
  })
  afterAll(() => server.close())

  const allow = (quotas: Partial<CaseServer['deps']['settings']['quotas']>) => {
    server.deps.settings.quotas = { ...server.deps.settings.quotas, ...quotas }
  }
  const post = (filer: TestFiler, filing: FilingInput, key: string = randomUUID()) =>
    filer.client.post('/api/filings', filing, { 'idempotency-key': key })
  const countRows = async () => server.rows<Record<string, number>>(`SELECT
    (SELECT count(*) FROM cases) AS cases, (SELECT count(*) FROM case_events) AS events,
    (SELECT count(*) FROM case_materials) AS materials, (SELECT count(*) FROM signatures) AS signatures,
    (SELECT count(*) FROM notices) AS notices, (SELECT count(*) FROM officer_jobs) AS jobs,
    (SELECT count(*) FROM idempotency_keys) AS keys,
    (SELECT count(*) FROM uploads WHERE state = 'attached') AS attached`)

  describe('of filings', () => {
    it('ends at midnight in Shanghai, says so, and then takes the very same filing', async () => {
      allow({ filings: 2 })
      await server.file(li, 'P0203')
      await server.file(li, 'P0203')
      const [third, key] = [await server.make(li, 'P0203'), randomUUID()]
      const before = await countRows()
      const refused = await post(li, third, key)
      expect(refused.json()).toEqual({
        type: 'urn:zhenghaoban:problem:quota-exceeded', status: 429, code: 'quota-exceeded',
        facts: { quota: 'filings', limit: 2, until: endOfDay(day) },
      })
      expect(refused.headers['retry-after']).toBe(String(14 * 3600))
      // Nothing of it is left: its files may go into another case.
      expect(await countRows()).toEqual(before)

      await server.setTo(`${day}T15:59:59.001Z`)
      const late = await post(li, third, key)
      expect([late.statusCode, late.headers['retry-after']]).toEqual([429, '1'])
      await server.setTo(endOfDay(day))
      expect((await post(li, third, key)).statusCode).toBe(201)
    })

    it('is everybody\'s own', async () => {
      allow({ filings: 1 })
      await server.file(li, 'P0203')
      expect(refusal(await post(li, await server.make(li, 'P0203')))).toEqual([429, 'quota-exceeded'])
      await server.file(chen, 'P1103')
    })

    it('counts for who files, whoever it is for', async () => {
      allow({ filings: 1 })
      await server.file(li, 'P0301')
      expect(refusal(await post(li, await server.make(li, 'P0203')))).toEqual([429, 'quota-exceeded'])
    })

    it('never refuses again what it has accepted', async () => {
      allow({ filings: 1 })
      const [filing, key] = [await server.make(li, 'P0203'), randomUUID()]
      const first = expectOk(await post(li, filing, key)).json()
      const replay = await post(li, filing, key)
      expect([replay.statusCode, replay.json()]).toEqual([201, first])
      // The same filing by another key, from a second tab or a restored phone: it is there, and not too much.
      const twin = await post(li, filing)
      expect([...refusal(twin), twin.json().facts]).toEqual([409, 'already-filed', { caseNo: first.caseNo }])
      allow({ filings: 0 })
      expect((await post(li, filing, key)).json()).toEqual(first)
    })

    it('does not count what was refused, and tells what is wrong first', async () => {
      allow({ filings: 1 })
      const filing = await server.make(li, 'P0203')
      expect(refusal(await post(li, forge(filing)))[1]).toBe('signature-invalid')
      expect((await post(li, filing)).statusCode).toBe(201)
      expect(refusal(await post(li, forge(await server.make(li, 'P0203'))))[1]).toBe('signature-invalid')
    })

    it('holds when everything comes at once, and nobody meets a bug', async () => {
      allow({ filings: 3 })
      const filings: FilingInput[] = []
      while (filings.length < 8) filings.push(await server.make(li, 'P0203'))
      const replies = await Promise.all(filings.map((filing) => post(li, filing)))
      const codes = replies.map((reply) => reply.statusCode === 201 ? 'filed' : reply.json().code as string).sort()
      expect(codes).toEqual([...Array<string>(3).fill('filed'), ...Array<string>(5).fill('quota-exceeded')])
    })

    it('leaves a case that is under way alone', async () => {
      allow({ filings: 1 })
      const caseNo = await server.file(li, 'P0203')
      expect((await li.client.post(`/api/cases/${caseNo}/withdrawal`, { reason: '' })).statusCode).toBe(200)
    })
  })

  describe('of uploads', () => {
    const phoneOf = (filer: TestFiler) => uploadBy(filer.client, server.deps.settings.publicUrl)
    const statuses = async (count: number, size: number) => {
      const replies = []
      for (let file = 0; file < count; file++) replies.push((await phoneOf(li).create(size)).statusCode)
      return replies
    }

    it('counts files', async () => {
      allow({ uploads: 3 })
      expect(await statuses(3, 10)).toEqual([201, 201, 201])
      const refused = await phoneOf(li).create(10)
      expect(refused.json()).toMatchObject({
        code: 'quota-exceeded', facts: { quota: 'uploads', limit: 3, until: endOfDay(day) },
      })
      expect(refused.headers['retry-after']).toBe(String(14 * 3600))
      expect((await phoneOf(chen).create(10)).statusCode).toBe(201)
      await server.setTo(endOfDay(day))
      expect(await statuses(1, 10)).toEqual([201])
    })

    it('counts bytes, as they are announced', async () => {
      allow({ uploadBytes: 1_000 })
      expect(await statuses(2, 400)).toEqual([201, 201])
      const refused = await phoneOf(li).create(201)
      expect(refused.json()).toMatchObject({ code: 'quota-exceeded', facts: { quota: 'uploadBytes', limit: 1_000 } })
      expect(await statuses(1, 200)).toEqual([201])
    })

    it('counts what was thrown away, by its owner or by us', async () => {
      allow({ uploads: 2 })
      const phone = phoneOf(li)
      const url = String((await phone.create(10)).headers.location)
      expect((await phone.cancel(url)).statusCode).toBe(204)
      expect((await phone.send(Buffer.from('<html>'))).reply.statusCode).toBe(422)
      expect(refusal(await phone.create(10))).toEqual([429, 'quota-exceeded'])
    })

    it('lets go on what has begun', async () => {
      allow({ uploads: 1 })
      const phone = phoneOf(li)
      const url = String((await phone.create(10)).headers.location)
      expect((await phone.create(10)).statusCode).toBe(429)
      expect((await phone.append(url, Buffer.alloc(4))).statusCode).toBe(204)
      expect((await phone.find(url)).headers['upload-offset']).toBe('4')
    })

    it('holds when everything comes at once', async () => {
      allow({ uploads: 4 })
      const replies = await Promise.all(Array.from({ length: 12 }, () => phoneOf(li).create(10)))
      expect(replies.map((reply) => reply.statusCode).sort()).toEqual([...Array(4).fill(201), ...Array(8).fill(429)])
    })
  })
})

function forge(filing: FilingInput): FilingInput {
  const turn = (value: string) => (value.startsWith('A') ? 'B' : 'A') + value.slice(1)
  return { ...filing, signatures: filing.signatures.map((one) => ({ ...one, value: turn(one.value) })) }
}
