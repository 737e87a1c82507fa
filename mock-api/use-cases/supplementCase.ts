import type { SupplementInput } from '../../src/contract/filing.ts'
import type { ProblemValue } from '../../src/contract/problems.ts'
import type { CaseView } from '../../src/contract/caseViews.ts'
import { mayResident } from '../../src/domain/caseActions.ts'
import { isInTime } from '../../src/domain/clocks.ts'
import { plainDateAt } from '../../src/domain/plainDate.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { recordEvents } from './caseFile.ts'
import type { CaseFile } from './caseFile.ts'
import { enqueueAcceptance, enqueueStandIn } from './enqueueJobs.ts'
import { findLicences, licencesFor } from './findLicences.ts'
import { findNamed } from './findReusable.ts'
import { issueReceipt } from './issueReceipt.ts'
import { judgeSupplement } from './judgeSupplement.ts'
import { lockOwnCase } from './openCaseFile.ts'
import { readFileHashes } from './readFileHashes.ts'
import { supplementContents } from './receiptContents.ts'
import { runIdempotent } from './runIdempotent.ts'
import type { WriteRequest } from './runIdempotent.ts'
import { storeMaterials } from './storeMaterials.ts'
import { takeUploads } from './takeUploads.ts'
import { viewCase } from './viewCase.ts'

/**
 * Takes in what is owed under 容缺, or what a correction asks for. A part keeps the case waiting (LC-07). What comes
 * after its day is taken as long as nobody has ended the case, and marked late (RQ-11); the server's time counts
 * (RQ-14).
 * Problems: `case-not-found`, `action-not-allowed`, those of `judgeSupplement` and `takeUploads`.
 */
export async function supplementCase(
  deps: AppDependencies, account: Account, write: WriteRequest, caseNo: string, supplement: SupplementInput,
): Promise<Result<CaseView, ProblemValue>> {
  // A library that cannot be reached is not asked again: an officer looks at what was given.
  const held = await findLicences(deps, account.profile).catch(() => undefined)
  return runIdempotent(deps, account.id, write, async (tx): Promise<Result<CaseView, ProblemValue>> => {
    const opened = await lockOwnCase(tx, deps, account, caseNo)
    if (!opened.ok) return opened
    const file = opened.value
    if (!mayResident(file.state, 'supplementCase')) {
      return fail({ code: 'action-not-allowed', facts: { status: file.state.status } })
    }
    const at = deps.clock.now()
    const today = plainDateAt(at)
    const valid = licencesFor(held, account.profile, file.row)
    const { calendar } = deps.catalogue.view
    const reusable = await findNamed(tx, deps, account, supplement.provisions, file.row.applicant, today)
    const found = { licences: valid?.map(({ kind }) => kind), reusable }
    const judged = judgeSupplement(file, supplement, found, today, calendar)
    if (!judged.ok) return judged
    const taken = await takeUploads(tx, account.id, file.row.id, supplement.provisions)
    if (!taken.ok) return taken
    const hashes = await readFileHashes(tx, account.id, supplement.provisions)
    if (!hashes.ok) return hashes
    await issueReceipt(tx, deps, file.row, at, supplementContents(file, supplement, hashes.value))
    const { merged, fixed, changed, complete } = judged.value
    await storeMaterials(tx, {
      caseId: file.row.id, item: file.item, provisions: supplement.provisions, held: valid, reusable,
      state: 'toVerify', at,
    })
    const materialIds = Object.keys(supplement.provisions)
    const after = await recordEvents(tx, deps, file, at, { kind: 'resident', accountId: account.id }, [
      {
        type: 'supplemented', materialIds, fixed, complete, ...(changed.length > 0 && { changed }),
        ...(isLate(file, materialIds, at) && { late: true }),
      },
    ], merged)
    if (after.state.status === 'received') await enqueueAcceptance(tx, deps, file.row.id, at)
    await enqueueStandIn(tx, deps, file.row.id, at)
    return ok(await viewCase(tx, deps, after))
  })
}

function isLate({ state }: CaseFile, materialIds: string[], at: string): boolean {
  const days = state.owed.filter(({ materialId }) => materialIds.includes(materialId)).flatMap(({ due }) => due ?? [])
  return [...days, ...(state.correction ? [state.correction.until] : [])].some((day) => !isInTime(at, day))
}
