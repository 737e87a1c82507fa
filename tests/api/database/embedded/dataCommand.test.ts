import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { openDatabase } from '../../../../mock-api/database/openDatabase.ts'
import { accounts } from '../../../../mock-api/database/schema.ts'
import { inTransaction } from '../../../../mock-api/database/transaction.ts'
import { runInProcess } from '../../../support/runInProcess.ts'
import { embeddedEngine } from '../../../support/testDatabase.ts'
import { addAccount } from '../addRows.ts'

const engine = embeddedEngine()

async function runCommand(command: string, dataDir: string, input = '') {
  const module = new URL('../../../../mock-api/database/embedded/dataCommand.ts', import.meta.url)
  const child = runInProcess(module, [command], { env: { DATA_DIR: dataDir, DATABASE_URL: '' } })
  child.stdin!.end(input)
  const [output, [code]] = await Promise.all([text(child.stdout!), once(child, 'exit')])
  return { output, code: code as number }
}

it('moves the data of one directory into another by pipe', async () => {
  const [from, to] = [await engine.place(), await engine.emptyPlace()]
  const source = await openDatabase(from)
  for (let n = 0; n < 20; n++) await inTransaction(source.db, addAccount)
  const before = await source.db.select().from(accounts).orderBy(accounts.id)
  await source.close()

  const exported = await runCommand('export', from.dataDir)
  expect(exported.output.trimEnd().split('\n')).toHaveLength(21)
  expect(await runCommand('import', to.dataDir, exported.output)).toEqual({ output: '', code: 0 })

  const target = await openDatabase(to)
  expect(await target.db.select().from(accounts).orderBy(accounts.id)).toEqual(before)
  await target.close()
}, 120_000)

it('fails on a word it does not know', async () => {
  const { dataDir } = await engine.place()
  expect((await runCommand('move', dataDir)).code).toBe(1)
})
