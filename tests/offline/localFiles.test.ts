import { beforeEach, expect, it, vi } from 'vitest'
import { openAccount } from '../../src/offline/accountKeys.ts'
import { clearFaults } from '../../src/offline/clearFaults.ts'
import { openDeviceDatabase } from '../../src/offline/deviceDatabase.ts'
import { addLocalFile, deleteLocalFile, listLocalFiles, readLocalFile } from '../../src/offline/localFiles.ts'
import { orderLocalFiles } from '../../src/offline/orderLocalFiles.ts'
import { ann, bob, freshDevice } from './support/device.ts'

const names = async () => (await listLocalFiles(ann, 'f1')).map(({ name }) => name)
const give = (name: string, replaces?: string) => addLocalFile(ann, {
  filingId: 'f1', materialId: 'home', name, type: 'image/jpeg', bytes: new Blob([name]), faults: ['blurred'], pages: 2,
}, replaces)

beforeEach(async () => {
  await freshDevice()
  await openAccount(ann)
})

/** Three pages, given one after the other. */
async function three(): Promise<[string, string, string]> {
  const ids: string[] = []
  for (const name of ['a', 'b', 'c']) ids.push((await give(name)).id)
  return ids as [string, string, string]
}

it('files stand as they were given, or as they were ordered; later ones come after', async () => {
  const [a, b, c] = await three()
  expect(await names()).toEqual(['a', 'b', 'c'])
  await orderLocalFiles(ann, [c, a, b])
  expect(await names()).toEqual(['c', 'a', 'b'])
  await give('d')
  expect(await names()).toEqual(['c', 'a', 'b', 'd'])
})

it.each([
  ['in the same moment', '2026-03-10T02:00:00.000Z'],
  ['after the clock was put back a day', '2026-03-09T02:00:00.000Z'],
])('a file added %s comes after the others', async (_when, then) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-10T02:00:00.000Z') })
  await give('a')
  vi.setSystemTime(Date.parse(then))
  for (const name of ['b', 'c', 'd', 'e']) await give(name)
  expect(await names()).toEqual(['a', 'b', 'c', 'd', 'e'])
  vi.useRealTimers()
})

it('a file retaken stands where the first one stood, which is gone with its bytes', async () => {
  const [, b] = await three()
  const again = await give('b2', b)
  expect(await names()).toEqual(['a', 'b2', 'c'])
  expect(await (await readLocalFile(ann, again.id)).text()).toBe('b2')
  const chunks = await (await openDeviceDatabase()).getAllFromIndex('fileChunks', 'fileId', b)
  expect(chunks).toEqual([])
  await orderLocalFiles(ann, (await listLocalFiles(ann, 'f1')).map(({ id }) => id).reverse())
  await give('b3', again.id)
  expect(await names()).toEqual(['c', 'b3', 'a'])
})

it('what seemed wrong stays with the file until it is waved through, for good', async () => {
  const [a] = await three()
  expect((await listLocalFiles(ann, 'f1'))[0]).toMatchObject({ faults: ['blurred'], pages: 2 })
  await clearFaults(ann, a)
  const [first, second] = await listLocalFiles(ann, 'f1')
  expect([first, second]).toMatchObject([{ name: 'a', faults: [], pages: 2 }, { faults: ['blurred'] }])
})

it('another account changes nothing, and a file that has gone is no error', async () => {
  await openAccount(bob)
  const [a, b, c] = await three()
  await orderLocalFiles(bob, [c, b, a])
  await clearFaults(bob, a)
  await deleteLocalFile(ann, b)
  await orderLocalFiles(ann, [b, a, c])
  await clearFaults(ann, b)
  expect(await listLocalFiles(ann, 'f1')).toMatchObject([{ name: 'a', faults: ['blurred'] }, { name: 'c' }])
})
