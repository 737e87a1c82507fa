import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { endpointPath } from '../contract/endpoints.ts'
import type { AccountView, SessionView } from '../contract/accountViews.ts'
import { ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { hasLock, isLocked, openAccount, wipeAccount } from '../offline/accountKeys.ts'
import { closeThisTab, lockAllTabs, watchLock } from '../offline/accountLock.ts'
import { deleteAllChecklists } from '../offline/checklists.ts'
import { findLastAccount, findLastAccountId, rememberAccount } from '../offline/lastAccount.ts'
import { findKeyId } from '../offline/signingKey.ts'
import { minuteNow, noteServerTime, nowInstant } from '../platform/clock.ts'
import { useOnline } from '../platform/connectivity.ts'
import { rememberDemo, wasDemo } from '../platform/demoMark.ts'
import { http, onSignedOut } from '../platform/http.ts'
import type { HttpFailure } from '../platform/http.ts'
import { readFresh } from '../platform/readFresh.ts'
import { forgetRecent } from '../platform/recentItems.ts'
import { pathTo } from '../platform/routes.ts'
import { isSecure } from '../platform/secureContext.ts'

/** `offline`: the server cannot be asked; the last account of this device may go on with what is on the device. */
export type SessionStatus = 'unknown' | 'signedIn' | 'signedOut' | 'offline'

/** Who is signed in, and whether this is a demonstration. */
export const useSession = defineStore('session', () => {
  const account = shallowRef<AccountView | null>(null)
  const demo = ref(false)
  const status = ref<SessionStatus>('unknown')
  /** How long the server keeps a file that no filing has taken, as far as it said. */
  const uploadsKeptHours = ref<number>()
  /** The sign-in has run out: what is on the device stays, and stays shut until the same person signs in again. */
  const expired = ref(false)
  /** The account has a PIN that was not given in this tab yet: `account` is null until it is. */
  const locked = ref(false)
  const hasPin = ref(false)
  /** Whose data lies on this device, locked or not: an opaque id, to give the PIN for or to wipe. */
  const keptId = ref<string>()
  const accountId = computed(() => account.value?.id)

  onSignedOut(expire)
  watchLock(() => {
    // First, so that the lock screen stands before the page finds nobody signed in.
    locked.value = hasPin.value && !expired.value
    account.value = null
    if (!expired.value) void load()
  })
  // A page may stay open, without a network, past the end of the sign-in.
  watch(minuteNow(), (at) => {
    if (account.value && account.value.expiresAt <= at.toISOString()) void load()
  })

  /** Asks the server who is signed in; without a network the last account of this device. */
  async function load(): Promise<void> {
    // Before the network is asked, so that nothing of a locked account shows meanwhile.
    if (status.value === 'unknown') await lookAtDevice()
    const reply = await readFresh<SessionView>('getSession')
    if (reply.ok && reply.value.body) await accept(reply.value.body)
    else await openOffline()
  }

  async function accept(session: SessionView): Promise<void> {
    noteServerTime(session.now)
    demo.value = session.demo
    rememberDemo(session.demo)
    uploadsKeptHours.value = session.uploadsKeptHours
    const lastId = await onDevice(findLastAccountId)
    const arriving = session.account
    if (arriving) await onDevice(() => settleIn(arriving, lastId))
    if (arriving) await lookAtDevice(arriving.id)
    else locked.value = false
    expired.value = arriving === null && lastId !== undefined
    if (expired.value) await closeThisTab()
    account.value = locked.value ? null : arriving
    status.value = arriving ? 'signedIn' : 'signedOut'
  }

  async function openOffline(): Promise<void> {
    await lookAtDevice()
    // What a PIN shuts, the end of the sign-in included, cannot be read.
    const last = await onDevice(findLastAccount)
    expired.value = last !== undefined && last.expiresAt <= nowInstant()
    if (expired.value) await closeThisTab()
    status.value = 'offline'
    demo.value = wasDemo()
    account.value = last && !expired.value ? last : null
  }

  /** Whose data lies here, and whether it is open in this tab. */
  async function lookAtDevice(arrivingId?: string): Promise<void> {
    const id = arrivingId ?? await onDevice(findLastAccountId)
    keptId.value = id
    hasPin.value = id !== undefined && await onDevice(() => hasLock(id)) === true
    locked.value = hasPin.value && id !== undefined && await onDevice(() => isLocked(id)) === true
  }

  /** The sign-in has run out: the key goes too, and the next sign-in asks for the PIN. */
  function expire(): void {
    if (status.value !== 'signedIn') return
    status.value = 'signedOut'
    expired.value = true
    locked.value = false
    account.value = null
    void lockAllTabs()
  }

  /**
   * Leaves the page for the identity provider; it comes back to `returnTo`, a path of this app. Without a network the
   * browser would only find its own error page there.
   */
  function signIn(returnTo: string): void {
    location.assign(useOnline().value
      ? `${endpointPath('signIn')}?${new URLSearchParams({ returnTo })}`
      : pathTo('signIn', {}, { problem: 'offline', returnTo }))
  }

  /**
   * Ends the session and wipes the account from this device; ask first what to do with what is unsent. Without the
   * server nothing happens: its session would sign the next person in as this one.
   */
  async function signOut(): Promise<Result<undefined, HttpFailure>> {
    const leaving = keptId.value
    if (leaving) await onDevice(() => endSigning(leaving))
    const reply = await http<undefined>('signOut', { body: {}, idempotencyKey: crypto.randomUUID() })
    if (!reply.ok && !isSignedOut(reply.error)) return reply
    if (leaving && isSecure()) await wipePerson(leaving)
    keptId.value = undefined
    locked.value = false
    hasPin.value = false
    account.value = null
    expired.value = false
    status.value = 'signedOut'
    return ok(undefined)
  }

  return {
    account, accountId, keptId, demo, status, expired, locked, hasPin, uploadsKeptHours,
    load, lookAtDevice, signIn, signOut,
  }
})

/**
 * The key is about to be wiped: nothing can be signed with it any more, so it does not stay listed as in use. Whatever
 * waits is wiped too. Where it fails, the resident still gets out, and may report it lost from another phone.
 */
async function endSigning(accountId: string): Promise<void> {
  const keyId = await findKeyId(accountId)
  if (keyId) await http('revokeKey', { params: { keyId }, body: {}, idempotencyKey: crypto.randomUUID() })
}

function isSignedOut(failure: HttpFailure): boolean {
  return failure.kind === 'problem' && failure.problem.code === 'signed-out'
}

/** One phone, one person: what somebody else left behind goes before the next one begins. */
async function settleIn(arriving: AccountView, lastId: string | undefined): Promise<void> {
  if (lastId !== undefined && lastId !== arriving.id) await wipePerson(lastId)
  await openAccount(arriving.id)
  if (!await isLocked(arriving.id)) await rememberAccount(arriving)
}

/** With the account goes what belongs to the phone: its lists name relatives, and recent looks say what is planned. */
async function wipePerson(accountId: string): Promise<void> {
  await wipeAccount(accountId)
  await deleteAllChecklists()
  forgetRecent()
}

/** Without a secure context, or with storage refused (private mode), the app remembers nobody and still signs in. */
async function onDevice<T>(work: () => Promise<T>): Promise<T | undefined> {
  return isSecure() ? work().catch(() => undefined) : undefined
}
