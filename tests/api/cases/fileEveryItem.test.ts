/** No item of the catalogue that a resident could not file: each to its receipt, as its own examples say. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseView, ReceiptView } from '../../../src/contract/caseViews.ts'
import type { CatalogueView } from '../../../src/contract/catalogueViews.ts'
import type { Example, ItemFile } from '../../../src/domain/item.ts'
import { embeddedEngine } from '../../support/testDatabase.ts'
import { publishedFiles } from '../../support/testServer.ts'
import { startExampleServer } from './exampleServer.ts'
import type { ExampleServer } from './exampleServer.ts'

const items = publishedFiles().items.map(({ file, value }) => ({ file, item: value }))

// What an item brings along is data: an engine of its own would make no difference.
describe('every item of the catalogue', () => {
  const engine = embeddedEngine()
  let server: ExampleServer

  beforeAll(async () => { server = await startExampleServer(engine) })
  afterAll(() => server.close())

  it.each(items)('$file is filed, and once', async ({ item }) => {
    const examples = chooseExamples(item)
    expect(examples.length).toBeGreaterThan(0)
    for (const example of examples) await fileExample(item, example)
  })

  it('is among these', async () => {
    const index = await server.read<CatalogueView>('/api/catalogue')
    expect(index.items.map(({ code }) => code).sort()).toEqual([...new Set(items.map(({ item }) => item.code))].sort())
  })

  async function fileExample({ code }: ItemFile, example: Example): Promise<void> {
    const { name, expect: expected } = example
    const resident = await server.signInFor(code, example)
    const filing = await server.fill(resident, code, example)
    const { client } = resident
    const key = randomUUID()
    const first = await client.post<ReceiptView>('/api/filings', filing, key)
    expect(first, name).toMatchObject({ status: 201, body: { verdict: { kind: expected.verdict, reasons: [] } } })
    const { caseNo, receivedAt, verdict } = first.body
    expect([caseNo.slice(0, code.length), receivedAt]).toEqual([code, server.clock.now()])
    expect(verdict.fee.totalFen, name).toBe(expected.feeFen)
    expect(verdict.deferrals.map(({ materialId }) => materialId), name).toEqual(expected.deferrals ?? [])
    expect(await client.post('/api/filings', filing, key)).toEqual(first)
    const { body: view } = await client.get<CaseView>(`/api/cases/${caseNo}`)
    expect(view.materials.map(({ materialId }) => materialId), name).toEqual(expected.materials)
  }
})

/** Two at most: one of each verdict, or of each of two capacities. */
function chooseExamples({ examples }: ItemFile): Example[] {
  const fileable = examples.filter((one) => one.expect.verdict.startsWith('acceptable'))
  const [first] = fileable
  const second = fileable.find((one) => one.expect.verdict !== first?.expect.verdict)
    ?? fileable.find((one) => one.facts.capacity !== first?.facts.capacity) ?? fileable[1]
  return [first, second].filter((one) => one !== undefined)
}
