import type { CaseSummaryView, CaseView } from '../contract/views.ts'

export interface CachedCases { list: CaseSummaryView[], fetchedAt: string }
export interface CachedCase { view: CaseView, fetchedAt: string }

export declare function cacheCases(accountId: string, list: CaseSummaryView[], fetchedAt: string): Promise<void>
export declare function cacheCase(accountId: string, view: CaseView, fetchedAt: string): Promise<void>
export declare function readCachedCases(accountId: string, now: Date): Promise<CachedCases | undefined>
export declare function readCachedCase(accountId: string, caseNo: string): Promise<CachedCase | undefined>
