import { beforeEach, expect, it } from 'vitest'
import {
  AccountClosedError, decryptJson, encryptJson, getAccountKey, openAccount, wipeAccount,
} from '../../src/offline/accountKeys.ts'
import { cacheCase, cacheCases } from '../../src/offline/cachedCases.ts'
import { drainOutbox } from '../../src/offline/drainOutbox.ts'
import { saveDraft } from '../../src/offline/drafts.ts'
import { findLastAccount, findLastAccountId, rememberAccount } from '../../src/offline/lastAccount.ts'
import { addLocalFile } from '../../src/offline/localFiles.ts'
import { getSigningKey } from '../../src/offline/signingKey.ts'
import { ann, bob, draftOf, freshDevice, later, morning, pattern, queueFiling, readRawRows } from './support/device.ts'
import { FakeServer } from './support/fakeServer.ts'
import { accountOf, caseOf } from './support/views.ts'

beforeEach(freshDevice)

it('the key cannot be read out', async () => {
  const key = await getAccountKey(ann)
  expect(key.extractable).toBe(false)
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
})

it('two tabs that open an account at once share one key', async () => {
  await wipeAccount(ann)
  await Promise.all([openAccount(ann), openAccount(ann), openAccount(ann)])
  const sealed = await encryptJson(ann, 'x')
  await openAccount(ann)
  expect(await decryptJson(ann, sealed)).toBe('x')
})

it('one account cannot open what another sealed', async () => {
  await openAccount(bob)
  await expect(decryptJson(bob, await encryptJson(ann, 'x'))).rejects.toThrow()
})

it('equal texts are not equal on the disk', async () => {
  const [one, two] = [await encryptJson(ann, 'x'), await encryptJson(ann, 'x')]
  expect(new Uint8Array(one.data)).not.toEqual(new Uint8Array(two.data))
})

async function fillDevice(accountId: string) {
  await rememberAccount(accountOf(accountId))
  await queueFiling(accountId, 600_000)
  await queueFiling(accountId)
  await drainOutbox({ accountId, now: () => morning, fetch: new FakeServer(accountId).fetch })
  await queueFiling(accountId)
  await saveDraft(draftOf(accountId, crypto.randomUUID()), morning)
  await cacheCases(accountId, [caseOf('11449999000000019F444010300200120260506123')], morning.toISOString())
  await cacheCase(accountId, caseOf('11449999000000019F444010300200120260506123'), morning.toISOString())
  await getSigningKey(accountId)
}

it('rows show no name, number, item, case number or file name', async () => {
  await fillDevice(ann)
  const rows = await readRawRows()
  const disk = Object.values(rows).flat().map((row) => toText(row)).join('\n')
  // The rows are really there, and really searched.
  expect([rows.drafts?.length, rows.outbox?.length, rows.cases?.length]).toEqual([2, 3, 2])
  expect(disk).toContain(ann)
  for (const secret of ['张秀英', '449999', '13800000000', '往来港澳', '11449999', '照片.jpg', 'photo', 'C1']) {
    expect(disk, secret).not.toContain(secret)
  }
})

it('a wipe leaves nothing of the account and everything of another', async () => {
  await fillDevice(ann)
  await openAccount(bob)
  await saveDraft(draftOf(bob, crypto.randomUUID()), morning)
  await wipeAccount(ann)

  const rows = await readRawRows()
  expect(Object.values(rows).flat().map(toText).join('\n')).not.toContain(ann)
  expect(rows.drafts).toHaveLength(1)
  expect(await findLastAccount()).toBeUndefined()
})

it('after a wipe a slow tab cannot put anything back', async () => {
  const file = { filingId: 'f', materialId: 'm', name: 'n', type: 'image/jpeg', bytes: pattern(5).buffer }
  await wipeAccount(ann)
  await expect(saveDraft(draftOf(ann, 'f'), later(1))).rejects.toThrow(AccountClosedError)
  await expect(addLocalFile(ann, file)).rejects.toThrow(AccountClosedError)
  await expect(getSigningKey(ann)).rejects.toThrow(AccountClosedError)
  expect(Object.values(await readRawRows()).flat()).toEqual([])
})

it('a write that sealed before the wipe fails too', async () => {
  const saving = saveDraft(draftOf(ann, 'f'), later(1))
  const wiping = wipeAccount(ann)
  await Promise.allSettled([saving, wiping])
  expect((await readRawRows()).drafts).toEqual([])
})

it('remembers who signed in last', async () => {
  await rememberAccount(accountOf(ann))
  expect(await findLastAccountId()).toBe(ann)
  expect(await findLastAccount()).toEqual(accountOf(ann))
})

/** Buffers too: a plain byte array would show its text. */
function toText(row: unknown): string {
  return JSON.stringify(row, (_key, value: unknown) => {
    if (value instanceof ArrayBuffer) return new TextDecoder().decode(value)
    return ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value
  })
}
