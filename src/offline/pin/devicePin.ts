/**
 * An account's PIN on this device (7.2: what lies here is bound to the sign-in). A non-extractable key cannot be
 * wrapped, so the first thing a PIN does is a new data key; what the former one sealed is sealed anew, row by row, and
 * only then is the former key thrown away. Killed at any point, nothing is lost: after the next unlock it goes on.
 */
import { fail, ok } from '../../domain/result.ts'
import type { Result } from '../../domain/result.ts'
import { AccountClosedError } from '../accountKeys.ts'
import { lockOtherTabs } from '../accountLock.ts'
import { openDeviceDatabase } from '../deviceDatabase.ts'
import type { KeyRow, PinLock } from '../deviceSchema.ts'
import { holdKey } from '../heldKeys.ts'
import { makeWrappableKey, unwrapKey, wrapKey } from './pinKey.ts'
import { mostTries, waitAfter, waitLeft } from './pinWaits.ts'
import { resealAccount } from './resealAccount.ts'
import type { ResealProgress } from './resealAccount.ts'

/** `triesLeft`: before every further try costs an hour; `wait` in milliseconds. */
export type PinFailure = { code: 'pin-wrong', triesLeft: number, wait: number } | { code: 'pin-wait', wait: number }

export interface PinState {
  isSet: boolean
  isNumeric: boolean
  /** Milliseconds until the next try. */
  wait: number
  triesLeft: number
}

/** A wait that was counted by a clock ahead of now goes on from now: it would not end before that clock's day. */
export async function readPinState(accountId: string, now: Date): Promise<PinState> {
  const { lock } = await getRow(accountId)
  if (lock && lock.wait > 0 && Date.parse(lock.countedAt) > now.getTime()) {
    const countedAt = now.toISOString()
    await changeRow(accountId, (row) => row.lock ? { ...row, lock: { ...row.lock, countedAt } } : row)
  }
  return {
    isSet: lock !== undefined, isNumeric: lock?.isNumeric ?? false, wait: lock ? waitLeft(lock, now) : 0,
    triesLeft: Math.max(0, mostTries - (lock?.failed ?? 0)),
  }
}

/** Sets the first PIN. It holds from the moment it is stored; what was there before is sealed anew after that. */
export async function setPin(
  accountId: string, pin: string, iterations: number, now: Date, onProgress?: ResealProgress,
): Promise<void> {
  const keyId = crypto.randomUUID()
  const lock = await wrapKey(await makeWrappableKey(), pin, iterations, now)
  // Opened with the PIN, as it will be: what could not be opened again is never stored.
  const dataKey = await unwrapKey(lock, pin)
  if (!dataKey) throw new Error('a key that was just wrapped opens')
  await changeRow(accountId, (row) => {
    if (row.lock || !row.dataKey) throw new Error('the account has a PIN')
    holdKey(accountId, keyId, dataKey)
    const { dataKey: former, ...rest } = row
    return { ...rest, keyId, lock, former }
  })
  lockOtherTabs()
  await resealAccount(accountId, onProgress)
}

/** Opens the account in this tab. What a kill left half done, resealAccount goes on with. */
export async function unlockAccount(accountId: string, pin: string, now: Date): Promise<Result<undefined, PinFailure>> {
  const opened = await tryPin(accountId, pin, now)
  if (!opened.ok) return opened
  holdKey(accountId, (await getRow(accountId)).keyId ?? '', opened.value)
  return ok(undefined)
}

/** Another PIN for the same data key: no row has to be sealed anew. */
export async function changePin(
  accountId: string, pin: string, next: string, iterations: number, now: Date,
): Promise<Result<undefined, PinFailure>> {
  const opened = await tryPin(accountId, pin, now, true)
  if (!opened.ok) return opened
  const lock = await wrapKey(opened.value, next, iterations, now)
  await changeRow(accountId, (row) => ({ ...row, lock }))
  return ok(undefined)
}

/** Without a PIN the key lies on the device as before the first one, non-extractable. */
export async function removePin(accountId: string, pin: string, now: Date): Promise<Result<undefined, PinFailure>> {
  const opened = await tryPin(accountId, pin, now)
  if (!opened.ok) return opened
  holdKey(accountId, (await getRow(accountId)).keyId ?? '', opened.value)
  await resealAccount(accountId)
  await changeRow(accountId, ({ lock: _lock, ...row }) => ({ ...row, dataKey: opened.value }))
  return ok(undefined)
}

/** Counts the try before it is made: a page that is killed over a wrong PIN has not gained one. */
async function tryPin(
  accountId: string, pin: string, now: Date, extractable = false,
): Promise<Result<CryptoKey, PinFailure>> {
  const { lock, wait } = await countTry(accountId, now)
  if (wait > 0) return fail({ code: 'pin-wait', wait })
  const key = await unwrapKey(lock, pin, extractable)
  if (!key) {
    const failed = lock.failed + 1
    return fail({ code: 'pin-wrong', triesLeft: Math.max(0, mostTries - failed), wait: waitAfter(failed) })
  }
  await changeRow(accountId, (row) => row.lock ? { ...row, lock: { ...row.lock, failed: 0, wait: 0 } } : row)
  return ok(key)
}

/** Gives the lock as it was before, and what is to be waited; what was waited so far is kept either way. */
async function countTry(accountId: string, now: Date): Promise<{ lock: PinLock, wait: number }> {
  let found: { lock: PinLock, wait: number } | undefined
  await changeRow(accountId, (row) => {
    if (!row.lock) throw new Error('the account has no PIN')
    const { lock } = row
    const wait = waitLeft(lock, now)
    found = { lock, wait }
    const counted = wait > 0 ? { wait } : { failed: lock.failed + 1, wait: waitAfter(lock.failed + 1) }
    return { ...row, lock: { ...lock, ...counted, countedAt: now.toISOString() } }
  })
  if (!found) throw new AccountClosedError(accountId)
  return found
}

async function getRow(accountId: string): Promise<KeyRow> {
  const row = await (await openDeviceDatabase()).get('keys', accountId)
  if (!row) throw new AccountClosedError(accountId)
  return row
}

async function changeRow(accountId: string, change: (row: KeyRow) => KeyRow): Promise<void> {
  const transaction = (await openDeviceDatabase()).transaction('keys', 'readwrite')
  const row = await transaction.store.get(accountId)
  if (row) await transaction.store.put(change(row))
  await transaction.done
  if (!row) throw new AccountClosedError(accountId)
}
