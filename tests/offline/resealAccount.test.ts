import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isLocked } from '../../src/offline/accountKeys.ts'
import { closeDeviceDatabase, deviceDatabaseName, openDeviceDatabase } from '../../src/offline/deviceDatabase.ts'
import type { DeviceSchema } from '../../src/offline/deviceSchema.ts'
import { drainOutbox } from '../../src/offline/drainOutbox.ts'
import { saveDraft } from '../../src/offline/drafts.ts'
import { migrateDeviceDatabase } from '../../src/offline/migrateDeviceDatabase.ts'
import { changePin, removePin, setPin, unlockAccount } from '../../src/offline/pin/devicePin.ts'
import { resealAccount } from '../../src/offline/pin/resealAccount.ts'
import { ann, draftOf, freshDevice, later, morning } from './support/device.ts'
import { expectWhole, fillPhone, iterations, pin, readKeyRow, restartLocked } from './support/pinDevice.ts'

beforeEach(freshDevice)
afterEach(() => vi.restoreAllMocks())

/** The page dies at its write number `at`: neither that one nor any later one happens. */
function dieAtWrite(at: number): void {
  const write = IDBObjectStore.prototype.put
  let count = 0
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function put(this: IDBObjectStore, ...row) {
    count += 1
    if (count >= at) throw new DOMException('killed', 'AbortError')
    return write.apply(this, row)
  })
}

const setAndDie = () => setPin(ann, pin, iterations, morning).then(() => 'finished' as const, () => 'died' as const)

describe('killed at each write while a PIN is set', () => {
  it('nothing is lost, and the next unlock finishes it', { timeout: 120_000 }, async () => {
    let outcome = 'died'
    for (let at = 1; outcome === 'died'; at += 1) {
      await restartLocked()
      await freshDevice()
      const { queued, server } = await fillPhone(ann)
      dieAtWrite(at)
      outcome = await setAndDie()
      vi.restoreAllMocks()
      await restartLocked()

      const wasStored = await isLocked(ann)
      expect(wasStored).toBe(at > 1)
      if (wasStored) expect((await unlockAccount(ann, pin, later(1))).ok).toBe(true)
      await expectWhole(ann, queued.fileId)
      // Used in between: what is new is sealed with the new key.
      await saveDraft(draftOf(ann, 'newer'), later(2))
      await resealAccount(ann)
      expect((await readKeyRow(ann))?.former).toBeUndefined()
      await expectWhole(ann, queued.fileId)
      server.cut = () => 'none'
      const context = { accountId: ann, now: () => later(9999), fetch: server.fetch, hurry: true }
      expect(await drainOutbox(context)).toMatchObject({ sent: 1, waiting: 0 })
      if (outcome === 'finished') expect(at).toBeGreaterThan(8)
    }
  })
})

it('killed at each write while a PIN is changed or removed, the old or the new state opens', async () => {
  for (const [name, act] of Object.entries({
    change: () => changePin(ann, pin, '731946', iterations, later(1)), remove: () => removePin(ann, pin, later(1)),
  })) {
    for (let at = 1, died = true; died; at += 1) {
      await restartLocked()
      await freshDevice()
      const { queued } = await fillPhone(ann)
      await setPin(ann, pin, iterations, morning)
      dieAtWrite(at)
      died = await act().then(() => false, () => true)
      vi.restoreAllMocks()
      await restartLocked()
      if (await isLocked(ann)) {
        const opens = (await unlockAccount(ann, pin, later(2))).ok || (await unlockAccount(ann, '731946', later(2))).ok
        expect([name, at, opens]).toEqual([name, at, true])
      }
      await expectWhole(ann, queued.fileId)
      if (!died) expect(at).toBeGreaterThan(2)
    }
  }
})

it('a row that is changed while it is sealed anew keeps the change', async () => {
  await fillPhone(ann)
  const typed = { ...draftOf(ann, 'draft'), form: { phone: '13900000000' } }
  let saved: Promise<unknown> | undefined
  await setPin(ann, pin, iterations, morning, (done) => { if (done === 0) saved = saveDraft(typed, later(1)) })
  await saved
  const { findDraft } = await import('../../src/offline/drafts.ts')
  expect(await findDraft(ann, 'draft')).toMatchObject({ form: { phone: '13900000000' } })
})

describe('a phone of the version before PINs', () => {
  /** The same rows in a database of version 2, as that version left them. */
  async function goBackToVersion2(): Promise<void> {
    const now = await openDeviceDatabase()
    const names = [...now.objectStoreNames]
    const rows = await Promise.all(names.map(async (name) => [name, await now.getAll(name)] as const))
    await closeDeviceDatabase()
    globalThis.indexedDB = new IDBFactory()
    const old = await openDB<DeviceSchema>(deviceDatabaseName, 2, { upgrade: migrateDeviceDatabase })
    for (const [name, all] of rows) for (const row of all) await old.put(name, row)
    old.close()
  }

  it('reads everything, and gets a PIN by the same way', async () => {
    const { queued } = await fillPhone(ann)
    await goBackToVersion2()
    expect((await readKeyRow(ann))?.keyId).toBeUndefined()
    await expectWhole(ann, queued.fileId)
    expect((await openDeviceDatabase()).version).toBe(3)
    await setPin(ann, pin, iterations, morning)
    await restartLocked()
    await unlockAccount(ann, pin, later(1))
    await expectWhole(ann, queued.fileId)
  })

  it('an older page that is still open is kept from writing', async () => {
    await fillPhone(ann)
    await goBackToVersion2()
    const older = await openDB<DeviceSchema>(deviceDatabaseName, 2, { blocking: () => older.close() })
    await openDeviceDatabase()
    expect(() => older.transaction('drafts', 'readwrite')).toThrow()
    await expect(openDB(deviceDatabaseName, 2)).rejects.toThrow()
  })
})
