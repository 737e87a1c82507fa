import type { CommitmentWithdrawalInput } from '../../src/contract/filing.ts'
import type { ProblemValue } from '../../src/contract/problems.ts'
import type { CaseView } from '../../src/contract/caseViews.ts'
import { mayResident } from '../../src/domain/caseActions.ts'
import { addDays, plainDateAt } from '../../src/domain/plainDate.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { setMaterialState } from '../repositories/caseMaterials.ts'
import { correctionDays } from './officerEvents.ts'
import { lockOwnCase } from './openCaseFile.ts'
import { runIdempotent } from './runIdempotent.ts'
import type { WriteRequest } from './runIdempotent.ts'
import { recordWithNotice } from './takeOfficerAction.ts'
import { viewCase } from './viewCase.ts'

/**
 * Takes a declaration back before the decision (GZ-06): the proof itself is asked for, and acceptance is considered
 * anew once it is in. Problems: `case-not-found`, `action-not-allowed` (decided, never declared, or taken back before).
 */
export async function withdrawCommitment(
  deps: AppDependencies, account: Account, write: WriteRequest, caseNo: string, input: CommitmentWithdrawalInput,
): Promise<Result<CaseView, ProblemValue>> {
  return runIdempotent(deps, account.id, write, async (tx): Promise<Result<CaseView, ProblemValue>> => {
    const opened = await lockOwnCase(tx, deps, account, caseNo)
    if (!opened.ok) return opened
    const { row, state } = opened.value
    const { commitmentId } = input
    const declared = Object.entries(row.provisions)
      .find(([, given]) => given.way === 'declare' && given.commitmentId === commitmentId)
    if (!declared || !mayResident(state, 'withdrawCommitment')) {
      return fail({ code: 'action-not-allowed', facts: { status: state.status } })
    }
    const at = deps.clock.now()
    const [materialId] = declared
    const until = addDays(plainDateAt(at), correctionDays)
    await setMaterialState(tx, row.id, [materialId], 'withdrawn')
    const event = { type: 'commitmentWithdrawn', commitmentId, materialId, reason: input.reason.trim(), until } as const
    const provisions = Object.fromEntries(Object.entries(row.provisions).filter(([id]) => id !== materialId))
    const actor = { kind: 'resident', accountId: account.id } as const
    const after = await recordWithNotice(tx, deps, opened.value, event, actor, at, { provisions })
    return ok(await viewCase(tx, deps, after))
  })
}
