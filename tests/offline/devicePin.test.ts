import { beforeEach, describe, expect, it } from 'vitest'
import { AccountLockedError, decryptJson, encryptJson, isLocked, wipeAccount } from '../../src/offline/accountKeys.ts'
import { lockThisTab } from '../../src/offline/accountLock.ts'
import { drainOutbox } from '../../src/offline/drainOutbox.ts'
import { findDraft, listDrafts, saveDraft } from '../../src/offline/drafts.ts'
import { addLocalFile } from '../../src/offline/localFiles.ts'
import { enqueue, listOutbox } from '../../src/offline/outbox.ts'
import {
  changePin, readPinState, removePin, setPin, unlockAccount,
} from '../../src/offline/pin/devicePin.ts'
import { leastIterations, measureIterations } from '../../src/offline/pin/pinKey.ts'
import { getSigningKey } from '../../src/offline/signingKey.ts'
import { uploadFile } from '../../src/offline/uploadFile.ts'
import { ann, bob, draftOf, freshDevice, later, morning, pattern, queueFiling } from './support/device.ts'
import { FakeServer } from './support/fakeServer.ts'
import { expectWhole, fillPhone, iterations, pin, readKeyRow, restartLocked } from './support/pinDevice.ts'

const set = (onProgress?: (done: number, total: number) => void) => setPin(ann, pin, iterations, morning, onProgress)
const wrong = (failed: number, wait: number) => ({
  ok: false, error: { code: 'pin-wrong', triesLeft: Math.max(0, 10 - failed), wait },
})
const minute = 60_000

beforeEach(freshDevice)

it('everything is as it was after a PIN, a restart and the PIN again', async () => {
  const { queued } = await fillPhone(ann)
  const steps: string[] = []
  await set((done, total) => steps.push(`${done}/${total}`))
  await expectWhole(ann, queued.fileId)
  expect(steps[0]).toMatch(/^0\/[1-9]/)
  expect(steps.at(-1)).toMatch(/^(\d+)\/\1$/)

  await restartLocked()
  expect(await isLocked(ann)).toBe(true)
  await expect(listDrafts(ann)).rejects.toThrow(AccountLockedError)
  expect(await unlockAccount(ann, pin, later(1))).toEqual({ ok: true, value: undefined })
  await expectWhole(ann, queued.fileId)
})

it('leaves no key on the device that opens without the PIN', async () => {
  await fillPhone(ann)
  await set()
  const row = await readKeyRow(ann)
  expect(Object.keys(row ?? {}).sort()).toEqual(['accountId', 'keyId', 'lock', 'signing'])
  expect(row?.lock?.pepper.extractable).toBe(false)
  expect(new TextDecoder('latin1').decode(row?.lock?.wrapped)).not.toContain(pin)
})

it('the key in memory cannot be read out either', async () => {
  await set()
  const { getAccountKey } = await import('../../src/offline/accountKeys.ts')
  expect((await getAccountKey(ann)).extractable).toBe(false)
})

it('a copy of the rows is no use without this device’s secret', async () => {
  await set()
  const { unwrapKey } = await import('../../src/offline/pin/pinKey.ts')
  const lock = (await readKeyRow(ann))!.lock!
  const pepper = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  expect(await unwrapKey(lock, pin)).toBeDefined()
  expect(await unwrapKey({ ...lock, pepper }, pin)).toBeUndefined()
})

describe('while locked', () => {
  beforeEach(async () => {
    await fillPhone(ann)
    await set()
    await restartLocked()
  })

  it('nothing can be read, written or signed', async () => {
    const file = { filingId: 'f', materialId: 'm', name: 'n', type: 'image/jpeg', bytes: pattern(5).buffer }
    await expect(findDraft(ann, 'draft')).rejects.toThrow(AccountLockedError)
    await expect(saveDraft(draftOf(ann, 'draft'), later(1))).rejects.toThrow(AccountLockedError)
    await expect(addLocalFile(ann, file)).rejects.toThrow(AccountLockedError)
    await expect(listOutbox(ann)).rejects.toThrow(AccountLockedError)
    await expect(getSigningKey(ann)).rejects.toThrow(AccountLockedError)
  })

  it('the outbox waits, asks the server nothing, and sends once after the PIN', async () => {
    const server = new FakeServer(ann)
    const context = { accountId: ann, now: () => later(9999), fetch: server.fetch, hurry: true }
    expect(await drainOutbox(context)).toMatchObject({ sent: 0, stopped: 'locked' })
    expect(server.calls).toEqual([])
    await unlockAccount(ann, pin, later(1))
    expect(await drainOutbox(context)).toMatchObject({ sent: 1, waiting: 0 })
    expect((await listOutbox(ann)).map(({ state }) => state)).toEqual(['done', 'done'])
  })

  it('somebody else’s sign-in wipes it without any PIN', async () => {
    await wipeAccount(ann)
    expect(await readKeyRow(ann)).toBeUndefined()
  })
})

it('locked in the middle of an upload, it stops at the next chunk and goes on after the PIN', async () => {
  const { fileId } = await queueFiling(ann, 1_500_000)
  await set()
  const server = new FakeServer(ann)
  server.cut = (call, number) => {
    if (call.startsWith('PATCH') && number === 1) void lockThisTab()
    return 'none'
  }
  expect(await uploadFile(ann, fileId, { fetch: server.fetch })).toEqual({ ok: false, error: { kind: 'locked' } })
  const patches = server.calls.filter((call) => call.startsWith('PATCH')).length
  expect(patches).toBeLessThan(3)
  await unlockAccount(ann, pin, later(1))
  expect((await uploadFile(ann, fileId, { fetch: server.fetch })).ok).toBe(true)
  expect(server.calls.filter((call) => call.startsWith('PATCH'))).toHaveLength(3)
})

it('locked while the answer was on its way, the filing is sent again with its key and arrives once', async () => {
  await queueFiling(ann)
  await set()
  const server = new FakeServer(ann)
  server.cut = (call) => {
    if (call === 'POST /api/filings') void lockThisTab()
    return 'none'
  }
  const context = { accountId: ann, now: () => later(9), fetch: server.fetch, hurry: true }
  expect(await drainOutbox(context)).toMatchObject({ sent: 0, stopped: 'locked' })
  server.cut = () => 'none'
  await unlockAccount(ann, pin, later(1))
  expect(await drainOutbox(context)).toMatchObject({ sent: 1 })
  expect([...server.done.values()].filter(({ path }) => path === '/api/filings')).toHaveLength(1)
})

describe('wrong PINs', () => {
  beforeEach(async () => {
    await set()
    await restartLocked()
  })

  it('cost ever longer waits, kept over a restart; after ten an hour each', async () => {
    let at = 10
    const waits: number[] = []
    for (let failed = 1; failed <= 11; failed += 1) {
      const tried = await unlockAccount(ann, '000001', later(at))
      expect(tried).toMatchObject(wrong(failed, expect.any(Number) as number))
      const { wait } = (tried as { error: { wait: number } }).error
      waits.push(wait / minute)
      if (wait > 0) {
        await restartLocked()
        expect(await unlockAccount(ann, pin, later(at + 1))).toMatchObject({ ok: false, error: { code: 'pin-wait' } })
        expect(await readPinState(ann, later(at + 1))).toMatchObject({ wait: expect.any(Number) as number })
      }
      at += wait / 1000 + 5
    }
    expect(waits).toEqual([0, 0, 0.5, 1, 2, 5, 10, 15, 30, 60, 60])
    expect(await unlockAccount(ann, pin, later(at))).toEqual({ ok: true, value: undefined })
    expect(await readPinState(ann, later(at))).toMatchObject({ isSet: true, wait: 0, triesLeft: 10 })
  })

  it('a clock set back shortens no wait', async () => {
    for (let failed = 1; failed <= 3; failed += 1) await unlockAccount(ann, '000001', later(3600))
    expect(await unlockAccount(ann, pin, later(0))).toEqual({ ok: false, error: { code: 'pin-wait', wait: 30_000 } })
    expect(await unlockAccount(ann, pin, later(10))).toEqual({ ok: false, error: { code: 'pin-wait', wait: 20_000 } })
    expect(await unlockAccount(ann, pin, later(5))).toEqual({ ok: false, error: { code: 'pin-wait', wait: 20_000 } })
    expect((await unlockAccount(ann, pin, later(26))).ok).toBe(true)
  })

  it('a clock put right by a day leaves no wait of a day', async () => {
    const day = 86_400
    for (let failed = 1; failed <= 3; failed += 1) await unlockAccount(ann, '000001', later(day))
    expect(await readPinState(ann, later(0))).toMatchObject({ wait: 30_000 })
    expect(await readPinState(ann, later(10))).toMatchObject({ wait: 20_000 })
    expect(await readPinState(ann, later(31))).toMatchObject({ wait: 0 })
    expect((await unlockAccount(ann, pin, later(31))).ok).toBe(true)
  })

  it('a page killed over a try has used it up', async () => {
    void unlockAccount(ann, '000001', later(1))
    await new Promise((resolve) => { setTimeout(resolve, 0) })
    await restartLocked()
    await expect.poll(async () => (await readPinState(ann, later(2))).triesLeft).toBe(9)
  })

  it('changing and removing ask for the PIN as unlocking does', async () => {
    expect(await changePin(ann, '000001', '777222', iterations, later(1))).toMatchObject(wrong(1, 0))
    expect(await removePin(ann, '000001', later(1))).toMatchObject(wrong(2, 0))
    expect(await unlockAccount(ann, '777222', later(1))).toMatchObject(wrong(3, 30_000))
  })
})

it('another PIN opens what the first one closed, and the first one no longer does', async () => {
  const { queued } = await fillPhone(ann)
  await set()
  expect((await changePin(ann, pin, 'mein-langes-wort', iterations, later(1))).ok).toBe(true)
  await restartLocked()
  expect(await unlockAccount(ann, pin, later(2))).toMatchObject(wrong(1, 0))
  expect((await unlockAccount(ann, 'mein-langes-wort', later(2))).ok).toBe(true)
  await expectWhole(ann, queued.fileId)
})

it('without a PIN again, nothing is asked; and a new PIN has a new key', async () => {
  const { queued } = await fillPhone(ann)
  await set()
  const first = (await readKeyRow(ann))?.keyId
  expect((await removePin(ann, pin, later(1))).ok).toBe(true)
  await restartLocked()
  expect(await isLocked(ann)).toBe(false)
  await expectWhole(ann, queued.fileId)

  await setPin(ann, '918273', iterations, later(2))
  await restartLocked()
  expect((await readKeyRow(ann))?.keyId).not.toBe(first)
  expect((await unlockAccount(ann, '918273', later(3))).ok).toBe(true)
  await expectWhole(ann, queued.fileId)
})

it('what was sealed before the PIN is refused after it: its key is thrown away', async () => {
  const { openAccountTransaction } = await import('../../src/offline/accountKeys.ts')
  const sealed = await encryptJson(ann, 'x')
  await set()
  await expect(openAccountTransaction(ann, ['drafts'], sealed)).rejects.toThrow(AccountLockedError)
  await expect(decryptJson(ann, sealed)).rejects.toThrow()
})

it('two accounts: one PIN is not the other’s', async () => {
  const { openAccount } = await import('../../src/offline/accountKeys.ts')
  await openAccount(bob)
  await set()
  await restartLocked()
  expect(await isLocked(bob)).toBe(false)
  await saveDraft(draftOf(bob, 'b'), morning)
  expect(await listDrafts(bob)).toHaveLength(1)
})

describe('the iterations', () => {
  const clockOf = (spent: number) => {
    const readings = [0, spent]
    return () => readings.shift() ?? spent
  }

  it('are what takes this phone half a second, and never too few', async () => {
    expect(await measureIterations(clockOf(25))).toBe(2_000_000)
    expect(await measureIterations(clockOf(400))).toBe(leastIterations)
    expect(await measureIterations(clockOf(0))).toBe(5_000_000)
    expect(leastIterations).toBeGreaterThanOrEqual(600_000)
  })
})

it('an intent can be queued right after the PIN was set', async () => {
  await set()
  await enqueue({
    verb: 'rateService', accountId: ann, caseNo: 'C1', label: 'x', localFileIds: [],
    body: { stage: 1, grade: 'satisfied', tags: [], comment: '', anonymous: false },
  }, morning)
  expect(await listOutbox(ann)).toHaveLength(1)
})
