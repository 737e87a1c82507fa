import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { endpointPath } from '../contract/endpoints.ts'
import type { AccountView, SessionView } from '../contract/views.ts'
import { ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { openAccount, wipeAccount } from '../offline/accountKeys.ts'
import { deleteAllChecklists } from '../offline/checklists.ts'
import { findLastAccount, rememberAccount } from '../offline/lastAccount.ts'
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
  const accountId = computed(() => account.value?.id)

  onSignedOut(lock)
  // A page may stay open, without a network, past the end of the sign-in.
  watch(minuteNow(), (at) => {
    if (account.value && account.value.expiresAt <= at.toISOString()) void load()
  })

  /** Asks the server who is signed in; without a network the last account of this device. */
  async function load(): Promise<void> {
    const reply = await readFresh<SessionView>('getSession')
    if (reply.ok && reply.value.body) await accept(reply.value.body)
    else await openOffline()
  }

  async function accept(session: SessionView): Promise<void> {
    noteServerTime(session.now)
    demo.value = session.demo
    rememberDemo(session.demo)
    uploadsKeptHours.value = session.uploadsKeptHours
    const last = await onDevice(findLastAccount)
    const arriving = session.account
    if (arriving) await onDevice(() => settleIn(arriving, last))
    account.value = session.account
    status.value = session.account ? 'signedIn' : 'signedOut'
    expired.value = session.account === null && last !== undefined
  }

  async function openOffline(): Promise<void> {
    const last = await onDevice(findLastAccount)
    status.value = 'offline'
    demo.value = wasDemo()
    expired.value = last !== undefined && last.expiresAt <= nowInstant()
    account.value = last && !expired.value ? last : null
  }

  function lock(): void {
    if (status.value !== 'signedIn') return
    status.value = 'signedOut'
    expired.value = true
    account.value = null
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
    const leaving = account.value
    if (leaving) await onDevice(() => endSigning(leaving.id))
    const reply = await http<undefined>('signOut', { body: {}, idempotencyKey: crypto.randomUUID() })
    if (!reply.ok && !isSignedOut(reply.error)) return reply
    if (leaving && isSecure()) await wipeAccount(leaving.id)
    account.value = null
    expired.value = false
    status.value = 'signedOut'
    return ok(undefined)
  }

  return {
    account, accountId, demo, status, expired, uploadsKeptHours, load, signIn, signOut,
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
async function settleIn(arriving: AccountView, last: AccountView | undefined): Promise<void> {
  if (last && last.id !== arriving.id) {
    await wipeAccount(last.id)
    // What belongs to the phone was this other person's until now.
    await deleteAllChecklists()
    forgetRecent()
  }
  await openAccount(arriving.id)
  await rememberAccount(arriving)
}

/** Without a secure context, or with storage refused (private mode), the app remembers nobody and still signs in. */
async function onDevice<T>(work: () => Promise<T>): Promise<T | undefined> {
  return isSecure() ? work().catch(() => undefined) : undefined
}
