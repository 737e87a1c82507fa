/** Status is a fold over the events (rules.md §1.1); nothing else decides it. */
import type { CaseEvent, CorrectionPoint, OwedMaterial } from './caseEvents.ts'
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
  /** Owed under 容缺 and not handed in yet. */
  owed: OwedMaterial[]
  /** Handed in, to be checked by the officer. */
  toVerify: string[]
  correction?: { points: CorrectionPoint[], until: PlainDate }
  correctionRequests: number
  supplementRefusals: number
  decideBy?: PlainDate
  statutoryBy?: PlainDate
  visited: boolean
  withdrawnCommitments: string[]
  /** Special procedures that stop the clock (行政许可法 第四十五条). */
  pauses: { from: string, to?: string, kind: string }[]
}

/** Folds a case's events, first to last. The first must be `submitted`. */
export function foldCase(events: readonly CaseEvent[]): CaseState {
  const [first, ...rest] = events
  if (first?.type !== 'submitted') throw new Error('a case starts with submitted')
  const received: CaseState = {
    status: 'received', receivedAt: first.at, owed: [], toVerify: [], correctionRequests: 0, supplementRefusals: 0,
    visited: false, withdrawnCommitments: [], pauses: [],
  }
  return rest.reduce(applyEvent, received)
}

function applyEvent(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'submitted': throw new Error('submitted comes once')
    case 'prechecked': return { ...state, status: 'awaitingVisit' }
    case 'visited': return { ...state, status: 'received', visited: true }
    case 'accepted': return {
      ...state, ...deadlines(event), acceptedAt: event.at, owed: event.owed,
      status: event.owed.length > 0 ? 'acceptedTolerant' : 'accepted', correction: undefined,
    }
    // Accepted as of the day the materials were received, not of the sixth day (LC-05).
    case 'acceptedDeemed': return { ...state, ...deadlines(event), status: 'acceptedDeemed', acceptedAt: state.receivedAt }
    case 'correctionRequested': return {
      ...state, status: 'correcting', correction: { points: event.points, until: event.until },
      correctionRequests: state.correctionRequests + 1,
    }
    case 'commitmentWithdrawn': return {
      ...state, status: 'correcting', withdrawnCommitments: [...state.withdrawnCommitments, event.commitmentId],
      correction: {
        points: [{ at: `/provisions/${event.materialId}`, code: 'material-missing', materialId: event.materialId }],
        until: event.until,
      },
    }
    case 'supplemented': return applySupplement(state, event.materialIds, event.complete)
    case 'supplementVerified': return verifySupplement(state, event.materialIds)
    case 'supplementRefused': return {
      ...state, toVerify: [], supplementRefusals: state.supplementRefusals + 1,
      owed: [...state.owed, ...event.points.flatMap((point) => point.materialId ? [{ materialId: point.materialId }] : [])],
    }
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
      ...state, status: 'reviewing',
      pauses: state.pauses.map((pause) => pause.to ? pause : { ...pause, to: event.at }),
    }
    case 'extended': return { ...state, ...deadlines(event) }
    case 'granted': return { ...state, status: 'granted', decidedAt: event.at }
    case 'denied': return { ...state, status: 'denied', decidedAt: event.at, endedAt: event.at }
    case 'delivered': return { ...state, status: 'delivered', endedAt: event.at }
    case 'notAccepted': case 'notRequired': case 'withdrawn': case 'terminated':
      return { ...state, status: event.type, endedAt: event.at }
  }
}

function applySupplement(state: CaseState, materialIds: string[], complete: boolean): CaseState {
  const owed = state.owed.filter((material) => !materialIds.includes(material.materialId))
  const toVerify = [...new Set([...state.toVerify, ...materialIds])]
  // Partial corrections keep the case in correction (LC-07).
  if (state.status !== 'correcting' || !complete) return { ...state, owed, toVerify }
  return { ...state, owed, toVerify, status: 'received', correction: undefined }
}

function verifySupplement(state: CaseState, materialIds: string[]): CaseState {
  const toVerify = state.toVerify.filter((id) => !materialIds.includes(id))
  const done = state.status === 'acceptedTolerant' && state.owed.length === 0 && toVerify.length === 0
  return { ...state, toVerify, status: done ? 'reviewing' : state.status }
}

function deadlines(event: { decideBy?: PlainDate, statutoryBy?: PlainDate }): Partial<CaseState> {
  return {
    ...(event.decideBy && { decideBy: event.decideBy }), ...(event.statutoryBy && { statutoryBy: event.statutoryBy }),
  }
}
