/** What has to be done at a window, by several together say, is not filed from home: refused, with its place. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Problem } from '../../../src/contract/problems.ts'
import type { CaseView, ReceiptView } from '../../../src/contract/caseViews.ts'
import type { Example, Item } from '../../../src/domain/item.ts'
import { present } from '../../support/filingFixture.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { publishedFiles } from '../../support/testServer.ts'
import { countRows } from '../database/countRows.ts'
import { startExampleServer } from './exampleServer.ts'
import type { ExampleServer } from './exampleServer.ts'

const cases = publishedFiles().items.flatMap(({ file, value: item }) => item.examples
  .filter((example) => example.expect.verdict === 'windowOnly')
  .map((example) => ({ file, name: example.name, code: item.code, example, item, at: placeOf(item, example) })))

/** JSON pointer into the filing. */
function placeOf({ outcomes }: Item, { expect: { outcome } }: Example): string {
  return `/${present(outcomes.find(({ id }) => id === outcome)).at.replace('.', '/')}`
}

describeOnEachEngine('windowOnly', (engine) => {
  let server: ExampleServer

  beforeAll(async () => { server = await startExampleServer(engine) })
  afterAll(() => server.close())

  it('is an outcome some items have', () => {
    expect(cases.length).toBeGreaterThan(0)
  })

  it.each(cases)('is refused, and leaves nothing behind: $file $name', async ({ code, example, at }) => {
    const resident = await server.signInFor(code, example)
    const filing = await server.fill(resident, code, example)
    const { client } = resident
    const before = await countRows(server.deps.database)
    const { status, body } = await client.post<Problem>('/api/filings', filing)
    expect({ status, body }).toMatchObject({ status: 422, body: {
      code: 'filing-not-allowed', errors: [{ pointer: at, code: 'outcome-windowOnly' }],
    } })
    expect(await countRows(server.deps.database)).toEqual(before)
    const { rows } = await server.deps.database.db.execute(sql`SELECT DISTINCT state FROM uploads`)
    expect(rows).toEqual([{ state: 'ready' }])
    expect(await client.get('/api/cases')).toEqual({ status: 200, body: [] })
  })

  it('is not got round by correcting the answer afterwards', async () => {
    const { code, example, item, at } = present(cases[0])
    const online = present(item.examples.find(({ facts, expect: { verdict } }) =>
      verdict === 'acceptable' && facts.capacity === example.facts.capacity))
    const resident = await server.signInFor(code, online)
    const filing = await server.fill(resident, code, online)
    const { body: { caseNo } } = await resident.client.post<ReceiptView>('/api/filings', filing)
    const officer = await server.signInAs('officer-lin')
    const asked = await officer.post(`/api/officer/cases/${caseNo}/actions`, {
      action: 'requestCorrection', afterSeq: 1,
      points: Object.keys(example.facts.answers ?? {}).map((id) => ({ at: `/answers/${id}`, code: 'field-wrong' })),
    })
    expect(asked.statusCode).toBe(200)
    const supplement = { provisions: {}, answers: example.facts.answers }
    expect(await resident.client.post(`/api/cases/${caseNo}/supplements`, supplement)).toMatchObject({ status: 422, body: {
      code: 'supplement-invalid', errors: expect.arrayContaining([{ pointer: at, code: 'outcome-windowOnly' }]),
    } })
    expect((await resident.client.get<CaseView>(`/api/cases/${caseNo}`)).body.status).toBe('correcting')
  })
})
