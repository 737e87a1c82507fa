/** What may happen next: one table for buttons, guards and tests. */
import { awaitsMaterials } from './caseStatus.ts'
import type { CaseState, CaseStatus } from './caseStatus.ts'

export const residentActions = ['supplementCase', 'withdrawCase', 'withdrawCommitment', 'rateService'] as const
export type ResidentAction = (typeof residentActions)[number]

export const officerActions = [
  'precheck', 'recordVisit', 'accept', 'requestCorrection', 'refuseAcceptance', 'declareNotRequired',
  'verifySupplement', 'refuseSupplement', 'startReview', 'startSpecial', 'endSpecial', 'extend', 'grant', 'deny',
  'deliver', 'terminate',
] as const
export type OfficerAction = (typeof officerActions)[number]

export interface ActionsByStatus {
  resident: readonly ResidentAction[]
  officer: readonly OfficerAction[]
}

const underReview: readonly OfficerAction[] = ['startSpecial', 'extend', 'grant', 'deny', 'terminate']

export const actionsByStatus: Record<CaseStatus, ActionsByStatus> = {
  received: {
    resident: ['withdrawCase', 'withdrawCommitment'],
    officer: ['precheck', 'accept', 'requestCorrection', 'refuseAcceptance', 'declareNotRequired'],
  },
  awaitingVisit: { resident: ['withdrawCase', 'withdrawCommitment'], officer: ['recordVisit', 'terminate'] },
  correcting: {
    resident: ['supplementCase', 'withdrawCase', 'withdrawCommitment'],
    officer: ['refuseAcceptance', 'terminate'],
  },
  accepted: {
    resident: ['withdrawCase', 'withdrawCommitment', 'rateService'], officer: ['startReview', ...underReview],
  },
  acceptedTolerant: {
    resident: ['supplementCase', 'withdrawCase', 'withdrawCommitment', 'rateService'],
    // The result waits for the supplement (RQ-10): no grant from here.
    officer: ['verifySupplement', 'refuseSupplement', 'startSpecial', 'extend', 'deny', 'terminate'],
  },
  acceptedDeemed: {
    resident: ['supplementCase', 'withdrawCase', 'withdrawCommitment', 'rateService'],
    officer: ['verifySupplement', 'refuseSupplement', 'startReview', ...underReview],
  },
  reviewing: { resident: ['withdrawCase', 'withdrawCommitment', 'rateService'], officer: underReview },
  // A pause stops the bureau's clock, not the resident's: what is owed may still come in.
  special: {
    resident: ['supplementCase', 'withdrawCase', 'withdrawCommitment', 'rateService'],
    officer: ['endSpecial', 'terminate'],
  },
  granted: { resident: ['rateService'], officer: ['deliver'] },
  denied: { resident: ['rateService'], officer: [] },
  delivered: { resident: ['rateService'], officer: [] },
  notAccepted: { resident: ['rateService'], officer: [] },
  notRequired: { resident: ['rateService'], officer: [] },
  // The service received may still be rated (LC-23).
  withdrawn: { resident: ['rateService'], officer: [] },
  terminated: { resident: ['rateService'], officer: [] },
}

/**
 * The table above, and what one case has used up: one correction notice (LC-06), one resubmission of a bad supplement
 * (RQ-12), one extension (LC-13), one visit. No result while materials are owed or unchecked (RQ-10).
 */
export function mayOfficer(state: CaseState, action: OfficerAction): boolean {
  if (action === 'precheck' && state.visited) return false
  if (action === 'requestCorrection' && state.correctionRequests > 0) return false
  if (action === 'refuseSupplement' && (state.supplementRefusals > 0 || state.toVerify.length === 0)) return false
  if (action === 'verifySupplement' && state.toVerify.length === 0) return false
  if (action === 'extend' && state.extensions > 0) return false
  if ((action === 'grant' || action === 'startReview') && awaitsMaterials(state)) return false
  return actionsByStatus[state.status].officer.includes(action)
}

/** Supplements need something owed or a correction; the table says the rest. */
export function mayResident(state: CaseState, action: ResidentAction): boolean {
  if (action === 'supplementCase' && state.status !== 'correcting' && state.owed.length === 0) return false
  return actionsByStatus[state.status].resident.includes(action)
}
