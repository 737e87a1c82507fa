import type { CaseView } from '../../src/contract/caseViews.ts'
import { mayResident } from '../../src/domain/caseActions.ts'
import type { CaseState } from '../../src/domain/caseStatus.ts'
import { addDays, plainDateAt } from '../../src/domain/plainDate.ts'
import { isRatingOpen, nextRatingNumber, ratingWindow } from '../../src/domain/ratings.ts'

export type RatingStage = 1 | 2

/** When a stage of the service ended: acceptance (1), or decision or any other end (2). evalProcess, HP-02. */
export function stageEndedAt({ acceptedAt, decidedAt, endedAt }: CaseState, stage: RatingStage): string | undefined {
  return stage === 1 ? acceptedAt : decidedAt ?? endedAt
}

/** Stages open for a rating at an instant, given those made so far. */
export function listRatable(
  state: CaseState, ratings: readonly { stage: number }[], at: string,
): CaseView['ratable'] {
  if (!mayResident(state, 'rateService')) return []
  return ([1, 2] as const).flatMap((stage) => {
    const endedAt = stageEndedAt(state, stage)
    const sequence = nextRatingNumber(ratings.filter((rating) => rating.stage === stage).length)
    if (!endedAt || !sequence || !isRatingOpen(endedAt, at)) return []
    return [{ stage, sequence, until: addDays(plainDateAt(ratingWindow(endedAt).closesAt), -1) }]
  })
}
