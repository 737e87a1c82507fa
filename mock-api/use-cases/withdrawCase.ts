import type { WithdrawalInput } from '../../src/contract/filing.ts'
import type { ProblemValue } from '../../src/contract/problems.ts'
import type { CaseView } from '../../src/contract/caseViews.ts'
import { mayResident } from '../../src/domain/caseActions.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { lockOwnCase } from './openCaseFile.ts'
import { runIdempotent } from './runIdempotent.ts'
import type { WriteRequest } from './runIdempotent.ts'
import { recordWithNotice } from './takeOfficerAction.ts'
import { viewCase } from './viewCase.ts'

/** Takes the application back, until the decision (LC-23). Problems: `case-not-found`, `action-not-allowed`. */
export async function withdrawCase(
  deps: AppDependencies, account: Account, write: WriteRequest, caseNo: string, { reason }: WithdrawalInput,
): Promise<Result<CaseView, ProblemValue>> {
  return runIdempotent(deps, account.id, write, async (tx): Promise<Result<CaseView, ProblemValue>> => {
    const opened = await lockOwnCase(tx, deps, account, caseNo)
    if (!opened.ok) return opened
    const { state } = opened.value
    if (!mayResident(state, 'withdrawCase')) return fail({ code: 'action-not-allowed', facts: { status: state.status } })
    const actor = { kind: 'resident', accountId: account.id } as const
    const event = { type: 'withdrawn', reason: reason.trim() } as const
    const after = await recordWithNotice(tx, deps, opened.value, event, actor, deps.clock.now())
    return ok(await viewCase(tx, deps, after))
  })
}
