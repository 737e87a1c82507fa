import { defineStore } from 'pinia'
import { ref, shallowReactive, shallowRef, watch } from 'vue'
import type { CaseSummaryView, CaseView } from '../contract/caseViews.ts'
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import { cacheCase, cacheCases, readCachedCase, readCachedCases } from '../offline/cachedCases.ts'
import { now, nowInstant } from '../platform/clock.ts'
import { http } from '../platform/http.ts'
import type { HttpFailure } from '../platform/http.ts'
import { useSession } from './session.ts'

export interface HeldCase {
  view: CaseView
  /** 数据截至. */
  fetchedAt: string
  /** From this device: the server could not be asked. */
  stale: boolean
}

/** The account's cases: from the server, else as last seen on this device. */
export const useCases = defineStore('cases', () => {
  const session = useSession()
  const list = shallowRef<CaseSummaryView[]>([])
  const fetchedAt = ref<string>()
  const stale = ref(false)
  const held = shallowReactive(new Map<string, HeldCase>())

  // Another person, or nobody, must not see what is in memory.
  watch(() => session.accountId, clear)

  /** Loads the list; a failure is given back beside what the device still shows. */
  async function loadList(): Promise<Result<CaseSummaryView[], HttpFailure>> {
    const accountId = session.accountId
    const reply = await http<CaseSummaryView[]>('listCases')
    if (accountId !== session.accountId) return reply
    if (reply.ok) {
      list.value = reply.value
      fetchedAt.value = nowInstant()
      stale.value = false
      if (accountId) await keep(cacheCases(accountId, reply.value, fetchedAt.value))
      return reply
    }
    return accountId && reply.error.kind !== 'problem' ? showCachedList(accountId, reply) : reply
  }

  async function showCachedList(
    accountId: string, failure: { ok: false, error: HttpFailure },
  ): Promise<Result<CaseSummaryView[], HttpFailure>> {
    const cached = await keep(readCachedCases(accountId, now()))
    if (!cached) return failure
    list.value = cached.list
    fetchedAt.value = cached.fetchedAt
    stale.value = true
    return failure
  }

  /** Loads one case; without a network the copy of this device, `ok` too, marked stale. */
  async function loadCase(caseNo: string): Promise<Result<HeldCase, HttpFailure>> {
    const accountId = session.accountId
    const reply = await http<CaseView>('getCase', { params: { caseNo } })
    if (reply.ok) return ok(await holdCase(reply.value))
    const cached = accountId && reply.error.kind !== 'problem' ? await keep(readCachedCase(accountId, caseNo)) : undefined
    if (!cached) return fail(reply.error)
    const copy = { ...cached, stale: true }
    held.set(caseNo, copy)
    return ok(copy)
  }

  /** Takes a case the server just answered with (after a supplement, say). */
  async function holdCase(view: CaseView): Promise<HeldCase> {
    const fresh = { view, fetchedAt: nowInstant(), stale: false }
    held.set(view.caseNo, fresh)
    if (session.accountId) await keep(cacheCase(session.accountId, view, fresh.fetchedAt))
    return fresh
  }

  function caseOf(caseNo: string): HeldCase | undefined {
    return held.get(caseNo)
  }

  function clear(): void {
    list.value = []
    fetchedAt.value = undefined
    held.clear()
  }

  return { list, fetchedAt, stale, loadList, loadCase, holdCase, caseOf }
})

/** Without storage (no secure context, private mode, full disk) cases are shown as long as there is a network. */
function keep<T>(work: Promise<T>): Promise<T | undefined> {
  return work.catch(() => undefined)
}
