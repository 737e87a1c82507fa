import type { OfficerActionInput, OfficerCaseView } from '../../src/contract/officerAction.ts'
import type { ProblemValue } from '../../src/contract/problems.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { lockCase } from '../repositories/cases.ts'
import { loadCaseFile } from './caseFile.ts'
import { runIdempotent } from './runIdempotent.ts'
import type { WriteRequest } from './runIdempotent.ts'
import { takeOfficerAction } from './takeOfficerAction.ts'
import { viewCaseForOfficer } from './viewCase.ts'

/**
 * Carries out an officer's action. Two officers on one case: the second waits, and is told that the case has moved on.
 * Problems: `case-not-found`, `action-not-allowed`, `schema-invalid`.
 */
export async function actOnCase(
  deps: AppDependencies, account: Account, write: WriteRequest, caseNo: string,
  { afterSeq, ...order }: OfficerActionInput,
): Promise<Result<OfficerCaseView, ProblemValue>> {
  return runIdempotent(deps, account.id, write, async (tx): Promise<Result<OfficerCaseView, ProblemValue>> => {
    const found = await lockCase(tx, { caseNo })
    if (!found) return fail({ code: 'case-not-found' })
    const file = await loadCaseFile(tx, deps, found)
    if (file.events.length !== afterSeq) {
      return fail({ code: 'action-not-allowed', facts: { status: file.state.status, seq: file.events.length } })
    }
    const at = deps.clock.now()
    const after = await takeOfficerAction(tx, deps, file, order, { kind: 'officer', accountId: account.id }, at)
    return after.ok ? ok(await viewCaseForOfficer(tx, deps, after.value)) : after
  })
}
