/** The account's cases as the server last showed them, for 数据截至 without a network. Kept 90 days after a case ended. */
import type { ReusableMaterialView } from '../contract/accountViews.ts'
import type { CaseSummaryView, CaseView } from '../contract/caseViews.ts'
import type { CaseStatus } from '../domain/caseStatus.ts'
import { decryptJson, encryptJson, openAccountTransaction } from './accountKeys.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import { sha256Hex } from './encoding.ts'

export interface CachedCases {
  list: CaseSummaryView[]
  fetchedAt: string
}

export interface CachedCase {
  view: CaseView
  fetchedAt: string
}

export interface CachedReusable {
  list: ReusableMaterialView[]
  fetchedAt: string
}

const keptDays = 90
const endedStatuses: readonly CaseStatus[] = [
  'denied', 'delivered', 'notAccepted', 'notRequired', 'withdrawn', 'terminated',
]

export async function cacheCases(accountId: string, list: CaseSummaryView[], fetchedAt: string): Promise<void> {
  await put(accountId, await rowId(accountId, 'list'), { list, fetchedAt } satisfies CachedCases)
}

export async function cacheCase(accountId: string, view: CaseView, fetchedAt: string): Promise<void> {
  const id = await rowId(accountId, view.caseNo)
  await put(accountId, id, { view, fetchedAt } satisfies CachedCase, keptUntil(view))
}

/** The list without cases that ended more than 90 days ago; undefined when it was never fetched. */
export async function readCachedCases(accountId: string, now: Date): Promise<CachedCases | undefined> {
  const cached = await read<CachedCases>(accountId, await rowId(accountId, 'list'))
  if (!cached) return undefined
  const at = now.toISOString()
  return { ...cached, list: cached.list.filter((one) => (keptUntil(one) ?? at) >= at) }
}

export async function readCachedCase(accountId: string, caseNo: string): Promise<CachedCase | undefined> {
  return read<CachedCase>(accountId, await rowId(accountId, caseNo))
}

/** What may be given again, to choose from without a network. */
export async function cacheReusable(accountId: string, cached: CachedReusable): Promise<void> {
  await put(accountId, await rowId(accountId, 'reusable'), cached)
}

export async function readCachedReusable(accountId: string): Promise<CachedReusable | undefined> {
  return read<CachedReusable>(accountId, await rowId(accountId, 'reusable'))
}

/** Deletes cases whose time is up, whoever they belong to. */
export async function sweepCases(now: Date): Promise<void> {
  const transaction = (await openDeviceDatabase()).transaction('cases', 'readwrite')
  const expired = await transaction.store.index('expiresAt').getAllKeys(IDBKeyRange.upperBound(now.toISOString()))
  for (const id of expired) await transaction.store.delete(id)
  await transaction.done
}

function keptUntil({ status, updatedAt }: CaseSummaryView): string | undefined {
  if (!endedStatuses.includes(status)) return undefined
  return new Date(Date.parse(updatedAt) + keptDays * 86_400_000).toISOString()
}

async function put(accountId: string, id: string, value: unknown, expiresAt?: string): Promise<void> {
  const sealed = await encryptJson(accountId, value)
  const transaction = await openAccountTransaction(accountId, ['cases'], sealed)
  await transaction.objectStore('cases').put({ id, accountId, sealed, ...(expiresAt !== undefined && { expiresAt }) })
  await transaction.done
}

async function read<T>(accountId: string, id: string): Promise<T | undefined> {
  const row = await (await openDeviceDatabase()).get('cases', id)
  return row?.accountId === accountId ? decryptJson<T>(accountId, row.sealed) : undefined
}

/** A case number says which permit it is, so it is no key of a row in clear. */
function rowId(accountId: string, name: string): Promise<string> {
  return sha256Hex(new TextEncoder().encode(`${accountId} ${name}`))
}
