import { mayOfficer } from '../../../src/domain/caseActions.ts'
import type { Item } from '../../../src/domain/item.ts'
import type { Reason } from '../../../src/domain/verdict.ts'
import type { DeskCase, Officer } from './port.ts'

type Action = ReturnType<Officer['decideNext']>

/**
 * The officer of the demo: does what the rules say, asks once for everything that is missing, simulates the visit,
 * and never ends a case for being late. A pure function of the case.
 */
export const standInOfficer: Officer = {
  decideNext(desk) {
    const action = choose(desk)
    return action && mayOfficer(desk.state, action.action) ? action : undefined
  },
}

function choose(desk: DeskCase): Action {
  switch (desk.state.status) {
    case 'received': return takeIn(desk)
    case 'awaitingVisit': return { action: 'recordVisit' }
    case 'accepted': case 'acceptedDeemed': case 'acceptedTolerant': return takeUp(desk)
    case 'reviewing': return grant(desk)
    case 'granted': return { action: 'deliver', way: 'pickup' }
    default: return undefined
  }
}

/** The five intake outcomes of 行政许可法 第三十二条. */
function takeIn({ item, state, verdict }: DeskCase): Action {
  const reason = textOf(item, verdict.reasons[0])
  if (verdict.kind === 'noPermitNeeded') return { action: 'declareNotRequired', reason }
  if (verdict.kind === 'notOurs') {
    return { action: 'refuseAcceptance', reason, ...(verdict.authority && { authority: verdict.authority }) }
  }
  if (verdict.kind === 'correctionNeeded') {
    // Once only (LC-06): what is still wrong after that is refused in writing.
    return state.correctionRequests === 0 ? { action: 'requestCorrection' } : { action: 'refuseAcceptance', reason }
  }
  const refused = verdict.warnings.find(({ outcomeId }) => findOutcome(item, outcomeId)?.refused)
  if (refused) return { action: 'refuseAcceptance', reason: textOf(item, refused) }
  return { action: item.visit && !state.visited ? 'precheck' : 'accept' }
}

function takeUp(desk: DeskCase): Action {
  const { item, state } = desk
  if (state.toVerify.length > 0) return { action: 'verifySupplement' }
  if (state.owed.length > 0) return undefined
  return item.caseType === 'instant' ? grant(desk) : { action: 'startReview' }
}

/** The number says what it is: no permit of any register. */
function grant({ caseNo }: DeskCase): Action {
  return { action: 'grant', permitNo: `DEMO-${caseNo.slice(-16)}` }
}

function findOutcome(item: Item, outcomeId: string | undefined) {
  return item.outcomes.find((outcome) => outcome.id === outcomeId)
}

/** The catalogue's words, or the code of what the rules found. */
function textOf(item: Item, reason: Reason | undefined): string {
  return findOutcome(item, reason?.outcomeId)?.text ?? reason?.code ?? 'unspecified'
}
