/** What may happen next: one table for buttons, guards and tests. */
import { awaitsMaterials } from './caseStatus.ts'
import type { CaseState, CaseStatus } from './caseStatus.ts'

export const residentActions = [
  'supplementCase', 'withdrawCase', 'withdrawCommitment', 'rateService', 'payCase',
] as const
export type ResidentAction = (typeof residentActions)[number]

export const officerActions = [
  'precheck', 'recordVisit', 'accept', 'requestCorrection', 'refuseAcceptance', 'declareNotRequired',
  'verifySupplement', 'refuseSupplement', 'startReview', 'startSpecial', 'endSpecial', 'extend', 'grant', 'deny',
  'deliver', 'terminate', 'recordPayment', 'recordRefund',
] as const
export type OfficerAction = (typeof officerActions)[number]

export interface ActionsByStatus {
  resident: readonly ResidentAction[]
  officer: readonly OfficerAction[]
}

const underReview: readonly OfficerAction[] = ['startSpecial', 'extend', 'grant', 'deny', 'terminate', 'recordPayment']

export const actionsByStatus: Record<CaseStatus, ActionsByStatus> = {
  // An order issued before a declaration was taken back still stands (GZ-06).
  received: {
    resident: ['withdrawCase', 'withdrawCommitment', 'payCase'],
    officer: ['precheck', 'accept', 'requestCorrection', 'refuseAcceptance', 'declareNotRequired', 'recordPayment'],
  },
  awaitingVisit: { resident: ['withdrawCase', 'withdrawCommitment'], officer: ['recordVisit', 'terminate'] },
  correcting: {
    resident: ['supplementCase', 'withdrawCase', 'withdrawCommitment', 'payCase'],
    officer: ['refuseAcceptance', 'terminate', 'recordPayment'],
  },
  accepted: {
    resident: ['withdrawCase', 'withdrawCommitment', 'rateService', 'payCase'], officer: ['startReview', ...underReview],
  },
  acceptedTolerant: {
    resident: ['supplementCase', 'withdrawCase', 'withdrawCommitment', 'rateService', 'payCase'],
    // The result waits for the supplement (RQ-10): no grant from here.
    officer: ['verifySupplement', 'refuseSupplement', 'startSpecial', 'extend', 'deny', 'terminate', 'recordPayment'],
  },
  acceptedDeemed: {
    resident: ['supplementCase', 'withdrawCase', 'withdrawCommitment', 'rateService', 'payCase'],
    officer: ['verifySupplement', 'refuseSupplement', 'startReview', ...underReview],
  },
  reviewing: { resident: ['withdrawCase', 'withdrawCommitment', 'rateService', 'payCase'], officer: underReview },
  // A pause stops the bureau's clock, not the resident's: what is owed may still come in.
  special: {
    resident: ['supplementCase', 'withdrawCase', 'withdrawCommitment', 'rateService', 'payCase'],
    officer: ['endSpecial', 'terminate', 'recordPayment'],
  },
  // The result does not wait for the fee; what is unpaid stays owed.
  granted: { resident: ['rateService', 'payCase'], officer: ['deliver', 'recordPayment'] },
  denied: { resident: ['rateService'], officer: ['recordRefund'] },
  delivered: { resident: ['rateService', 'payCase'], officer: ['recordPayment'] },
  notAccepted: { resident: ['rateService'], officer: ['recordRefund'] },
  notRequired: { resident: ['rateService'], officer: ['recordRefund'] },
  // The service received may still be rated (LC-23).
  withdrawn: { resident: ['rateService'], officer: ['recordRefund'] },
  terminated: { resident: ['rateService'], officer: ['recordRefund'] },
}

/**
 * The table above, and what one case has used up: one correction notice (LC-06), one resubmission of a bad supplement
 * (RQ-12), one extension (LC-13), one visit. No result while materials are owed or unchecked (RQ-10).
 * Money at the window: what an order asks for, and back what was paid there.
 */
export function mayOfficer(state: CaseState, action: OfficerAction): boolean {
  if (action === 'recordPayment' && state.payment?.state !== 'open') return false
  if (action === 'recordRefund' && !(state.payment?.state === 'refunding' && state.payment.channel === 'window')) return false
  if (action === 'precheck' && state.visited) return false
  if (action === 'requestCorrection' && state.correctionRequests > 0) return false
  if (action === 'refuseSupplement' && (state.supplementRefusals > 0 || state.toVerify.length === 0)) return false
  if (action === 'verifySupplement' && state.toVerify.length === 0) return false
  if (action === 'extend' && state.extensions > 0) return false
  if ((action === 'grant' || action === 'startReview') && awaitsMaterials(state)) return false
  return actionsByStatus[state.status].officer.includes(action)
}

/** Supplements need something owed or a correction, paying an order (LC-26); the table says the rest. */
export function mayResident(state: CaseState, action: ResidentAction): boolean {
  if (action === 'payCase' && state.payment?.state !== 'open') return false
  if (action === 'supplementCase' && state.status !== 'correcting' && state.owed.length === 0) return false
  return actionsByStatus[state.status].resident.includes(action)
}
