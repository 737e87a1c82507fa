import type { RatingInput } from '../../src/contract/filing.ts'
import type { ProblemError, ProblemValue } from '../../src/contract/problems.ts'
import type { CaseView } from '../../src/contract/caseViews.ts'
import { mayResident } from '../../src/domain/caseActions.ts'
import { checkRating, isRatingOpen, nextRatingNumber } from '../../src/domain/ratings.ts'
import type { RatingProblem } from '../../src/domain/ratings.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import { uuidV7 } from '../database/uuidV7.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { insertRating, listRatings } from '../repositories/ratings.ts'
import type { RatingRow } from '../repositories/ratings.ts'
import type { CaseFile } from './caseFile.ts'
import { chainStart, linkHash } from './hashChain.ts'
import { lockOwnCase } from './openCaseFile.ts'
import { stageEndedAt } from './ratableStages.ts'
import { runIdempotent } from './runIdempotent.ts'
import type { WriteRequest } from './runIdempotent.ts'
import { viewCase } from './viewCase.ts'

/**
 * Keeps a rating, and one 追评 after it, per stage; neither is ever changed (HP-03, HP-12).
 * Problems: `case-not-found`, `rating-closed` (not yet, or no longer), `already-rated` with what was given,
 * `rating-invalid`.
 */
export async function rateService(
  deps: AppDependencies, account: Account, write: WriteRequest, caseNo: string, input: RatingInput,
): Promise<Result<CaseView, ProblemValue>> {
  return runIdempotent(deps, account.id, write, async (tx): Promise<Result<CaseView, ProblemValue>> => {
    const opened = await lockOwnCase(tx, deps, account, caseNo)
    if (!opened.ok) return opened
    const ratedAt = deps.clock.now()
    const ratings = await listRatings(tx, [opened.value.row.id])
    const open = findSequence(opened.value, ratings, input.stage, ratedAt)
    if (!open.ok) return open
    const checked = checkRating(input, deps.catalogue.view.ratingTags)
    if (!checked.ok) return fail({ code: 'rating-invalid', errors: checked.error.map(toPlace) })
    const content = {
      caseId: opened.value.row.id, stage: input.stage, sequence: open.value, ...checked.value,
      anonymous: input.anonymous, channel: 'mobile', raterAccountId: account.id, ratedAt,
    }
    const prevHash = ratings.at(-1)?.hash ?? chainStart
    await insertRating(tx, {
      id: uuidV7(Date.parse(ratedAt)), ...content, prevHash, hash: linkHash(prevHash, content),
    })
    return ok(await viewCase(tx, deps, opened.value))
  })
}

function findSequence(
  { state }: CaseFile, ratings: RatingRow[], stage: RatingInput['stage'], at: string,
): Result<1 | 2, ProblemValue> {
  const endedAt = stageEndedAt(state, stage)
  if (!endedAt || !mayResident(state, 'rateService')) return fail({ code: 'rating-closed', facts: { stage } })
  const given = ratings.filter((rating) => rating.stage === stage)
  const sequence = nextRatingNumber(given.length)
  const last = given.at(-1)
  if (!sequence && last) {
    return fail({ code: 'already-rated', facts: { stage, grade: last.grade, ratedAt: last.ratedAt } })
  }
  return sequence && isRatingOpen(endedAt, at) ? ok(sequence) : fail({ code: 'rating-closed', facts: { stage } })
}

function toPlace(code: RatingProblem): ProblemError {
  const aboutText = code === 'rating-comment-too-long' || code === 'rating-reason-missing'
  return { pointer: aboutText ? '/comment' : '/tags', code }
}
