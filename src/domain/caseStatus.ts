/** Status is a fold over the events (rules.md §1.1); nothing else decides it. */
import type { CaseEvent, CorrectionPoint, OwedMaterial } from './caseEvents.ts'
import { foldPayment } from './casePayment.ts'
import type { CasePayment } from './casePayment.ts'
import type { PlainDate } from './plainDate.ts'

export const caseStatuses = [
  'received', 'awaitingVisit', 'correcting', 'accepted', 'acceptedTolerant', 'acceptedDeemed', 'reviewing', 'special',
  'granted', 'denied', 'delivered', 'notAccepted', 'notRequired', 'withdrawn', 'terminated',
] as const

export type CaseStatus = (typeof caseStatuses)[number]

export interface CaseState {
  status: CaseStatus
  receivedAt: string
  acceptedAt?: string
  decidedAt?: string
  endedAt?: string
  /** From when the set has been complete: receipt, the visit or the last correction; 视为受理 counts from here. */
  completeSince: string
  /** When the last required correction arrived: acceptance is as of that day (LC-07). */
  correctedAt?: string
  /** Owed under 容缺 and not handed in yet. */
  owed: OwedMaterial[]
  /** Everything deferred at acceptance with its day: a refused supplement is due again on the same day (RQ-12). */
  deferred: OwedMaterial[]
  /** Handed in, to be checked by the officer. */
  toVerify: string[]
  correction?: { points: CorrectionPoint[], until: PlainDate }
  correctionRequests: number
  supplementRefusals: number
  extensions: number
  decideBy?: PlainDate
  statutoryBy?: PlainDate
  visited: boolean
  withdrawnCommitments: string[]
  /** Special procedures that stop the clock (行政许可法 第四十五条). */
  pauses: { from: string, to?: string, kind: string }[]
  /** The fee, once an order asks for it. */
  payment?: CasePayment
}

/** Folds a case's events, first to last. The first must be `submitted`. */
export function foldCase(events: readonly CaseEvent[]): CaseState {
  const [first, ...rest] = events
  if (first?.type !== 'submitted') throw new Error('a case starts with submitted')
  const received: CaseState = {
    status: 'received', receivedAt: first.at, completeSince: first.at, owed: [], deferred: [], toVerify: [],
    correctionRequests: 0, supplementRefusals: 0, extensions: 0, visited: false, withdrawnCommitments: [], pauses: [],
  }
  return rest.reduce((state, event) => {
    const after = applyEvent(state, event)
    const payment = foldPayment(state.payment, event)
    return payment ? { ...after, payment } : after
  }, received)
}

function applyEvent(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'submitted': throw new Error('submitted comes once')
    case 'prechecked': return { ...state, status: 'awaitingVisit' }
    // The originals shown at the visit complete the set.
    case 'visited': return {
      ...state, status: 'received', visited: true, completeSince: event.at, correctedAt: undefined,
    }
    case 'accepted': return {
      ...accept(state, event), acceptedAt: state.correctedAt ?? event.at,
      status: event.owed.length > 0 ? 'acceptedTolerant' : 'accepted',
    }
    // As of the day the set was complete, not of the sixth day (LC-05).
    case 'acceptedDeemed': return {
      ...accept(state, event), acceptedAt: state.completeSince, status: 'acceptedDeemed',
    }
    case 'correctionRequested': return {
      ...state, status: 'correcting', correction: { points: event.points, until: event.until },
      correctionRequests: state.correctionRequests + 1,
    }
    case 'commitmentWithdrawn': return withdrawCommitment(state, event)
    case 'supplemented': return applySupplement(state, event)
    case 'supplementVerified': return verifySupplement(state, event.materialIds)
    case 'supplementRefused': return refuseSupplement(state, event.points)
    default: return applyProgress(state, event)
  }
}

type Progress = Exclude<CaseEvent, {
  type: 'submitted' | 'prechecked' | 'visited' | 'accepted' | 'acceptedDeemed' | 'correctionRequested'
    | 'commitmentWithdrawn' | 'supplemented' | 'supplementVerified' | 'supplementRefused'
}>

function applyProgress(state: CaseState, event: Progress): CaseState {
  switch (event.type) {
    case 'reviewStarted': return { ...state, status: 'reviewing' }
    case 'specialStarted': return {
      ...state, status: 'special', pauses: [...state.pauses, { from: event.at, kind: event.kind }],
    }
    case 'specialEnded': return {
      ...state, ...deadlines(event), pauses: endPauses(state, event.at),
      // Materials still owed keep the case from a decision (RQ-10).
      status: awaitsMaterials(state) ? 'acceptedTolerant' : 'reviewing',
    }
    case 'extended': return { ...state, ...deadlines(event), extensions: state.extensions + 1 }
    case 'granted': return { ...state, status: 'granted', decidedAt: event.at }
    case 'denied': return { ...state, status: 'denied', decidedAt: event.at, endedAt: event.at }
    case 'delivered': return { ...state, status: 'delivered', endedAt: event.at }
    case 'notAccepted': case 'notRequired': case 'withdrawn': case 'terminated':
      return { ...state, status: event.type, endedAt: event.at }
    // Money moves beside the case: no decision waits for it.
    case 'paymentOrdered': case 'paymentVoided': case 'paymentReceived': case 'paymentRefunded': return state
  }
}

type Acceptance = Extract<CaseEvent, { type: 'accepted' | 'acceptedDeemed' }>

/** Accepting, the officer has looked at everything handed in so far: nothing is left to verify. */
function accept(state: CaseState, event: Acceptance): CaseState {
  return {
    ...state, ...deadlines(event), owed: event.owed, deferred: event.owed, toVerify: [], correction: undefined,
  }
}

/** GZ-06: acceptance is considered anew, with the proof itself; an open correction stays open. */
function withdrawCommitment(state: CaseState, event: Extract<CaseEvent, { type: 'commitmentWithdrawn' }>): CaseState {
  const { commitmentId, materialId, until } = event
  const before = state.status === 'correcting' ? state.correction?.points ?? [] : []
  const at = `/provisions/${materialId}`
  return {
    ...state, status: 'correcting', withdrawnCommitments: [...state.withdrawnCommitments, commitmentId],
    acceptedAt: undefined, decideBy: undefined, statutoryBy: undefined, pauses: endPauses(state, event.at),
    correction: {
      points: [...before.filter((point) => point.at !== at), { at, code: 'material-missing', materialId }], until,
    },
  }
}

function applySupplement(state: CaseState, event: Extract<CaseEvent, { type: 'supplemented' }>): CaseState {
  const owed = state.owed.filter((material) => !event.materialIds.includes(material.materialId))
  const toVerify = [...new Set([...state.toVerify, ...event.materialIds])]
  if (state.status !== 'correcting') return { ...state, owed, toVerify }
  if (event.complete) {
    return {
      ...state, owed, toVerify, status: 'received', correction: undefined, correctedAt: event.at,
      completeSince: event.at,
    }
  }
  // Partial corrections keep the case in correction (LC-07).
  const points = state.correction?.points.filter((point) => !event.fixed.includes(point.at)) ?? []
  return { ...state, owed, toVerify, correction: state.correction && { ...state.correction, points } }
}

function verifySupplement(state: CaseState, materialIds: string[]): CaseState {
  const verified = { ...state, toVerify: state.toVerify.filter((id) => !materialIds.includes(id)) }
  const waiting = state.status === 'acceptedTolerant' || state.status === 'acceptedDeemed'
  return waiting && !awaitsMaterials(verified) ? { ...verified, status: 'reviewing' } : verified
}

function refuseSupplement(state: CaseState, points: CorrectionPoint[]): CaseState {
  const refused = points.flatMap((point) => point.materialId ? [point.materialId] : [])
  const due = (materialId: string) => state.deferred.find((one) => one.materialId === materialId) ?? { materialId }
  return {
    ...state, supplementRefusals: state.supplementRefusals + 1,
    toVerify: state.toVerify.filter((id) => !refused.includes(id)),
    owed: [...state.owed.filter((one) => !refused.includes(one.materialId)), ...refused.map(due)],
  }
}

/** Something deferred is not in yet, or in and not checked yet. */
export function awaitsMaterials(state: Pick<CaseState, 'owed' | 'toVerify'>): boolean {
  return state.owed.length > 0 || state.toVerify.length > 0
}

function endPauses(state: CaseState, at: string): CaseState['pauses'] {
  return state.pauses.map((pause) => pause.to ? pause : { ...pause, to: at })
}

function deadlines(event: { decideBy?: PlainDate, statutoryBy?: PlainDate }): Partial<CaseState> {
  return {
    ...(event.decideBy && { decideBy: event.decideBy }), ...(event.statutoryBy && { statutoryBy: event.statutoryBy }),
  }
}
