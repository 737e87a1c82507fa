import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseEventData } from '../../src/domain/caseEvents.ts'
import { caseStatuses, foldCase } from '../../src/domain/caseStatus.ts'
import type { CaseStatus } from '../../src/domain/caseStatus.ts'
import { caseEventsOf, dayAt } from './caseEventsOf.ts'

const fold = (...data: CaseEventData[]) => foldCase(caseEventsOf(...data))

const owed = [{ materialId: 'housing', due: '2026-11-20' }, { materialId: 'photo', due: '2026-11-18' }]
const tolerant: CaseEventData = { type: 'accepted', owed, decideBy: '2026-11-30', statutoryBy: '2026-12-10' }
const accepted: CaseEventData = { type: 'accepted', owed: [], decideBy: '2026-11-30', statutoryBy: '2026-12-10' }
const points = [
  { at: '/provisions/idCard', code: 'material-missing', materialId: 'idCard' }, { at: '/form/people', code: 'outcome-correction' },
]
const correction: CaseEventData = { type: 'correctionRequested', points, until: '2026-12-05' }
const handIn = (materialIds: string[], complete: boolean, fixed: string[] = []): CaseEventData =>
  ({ type: 'supplemented', materialIds, fixed, complete })
const special: CaseEventData = { type: 'specialStarted', kind: 'review', reason: 'r', expectedDays: 5 }
const withdrawCommitment: CaseEventData = {
  type: 'commitmentWithdrawn', commitmentId: 'c', materialId: 'marriage', reason: 'r', until: '2026-12-20',
}

describe('status is a fold', () => {
  it.each<[CaseStatus, CaseEventData[]]>([
    ['received', []],
    ['awaitingVisit', [{ type: 'prechecked' }]],
    ['received', [{ type: 'prechecked' }, { type: 'visited' }]],
    ['correcting', [correction]],
    ['correcting', [correction, handIn(['idCard'], false)]],
    ['received', [correction, handIn(['idCard'], true)]],
    ['accepted', [accepted]],
    ['acceptedTolerant', [tolerant]],
    ['acceptedTolerant', [tolerant, handIn(['housing', 'photo'], true)]],
    ['acceptedTolerant', [tolerant, handIn(['housing'], false), { type: 'supplementVerified', materialIds: ['housing'] }]],
    ['reviewing', [tolerant, handIn(['housing', 'photo'], true),
      { type: 'supplementVerified', materialIds: ['housing', 'photo'] }]],
    ['acceptedDeemed', [{ type: 'acceptedDeemed', owed: [] }]],
    ['reviewing', [accepted, { type: 'reviewStarted' }]],
    ['special', [accepted, { type: 'reviewStarted' }, special]],
    ['reviewing', [accepted, special, { type: 'specialEnded' }]],
    ['acceptedTolerant', [tolerant, special, { type: 'specialEnded' }]],
    ['granted', [accepted, { type: 'granted', permitNo: 'X' }]],
    ['delivered', [accepted, { type: 'granted', permitNo: 'X' }, { type: 'delivered', way: 'window' }]],
    ['denied', [accepted, { type: 'denied', reason: 'r' }]],
    ['notAccepted', [{ type: 'notAccepted', reason: 'r' }]],
    ['notRequired', [{ type: 'notRequired', reason: 'r' }]],
    ['withdrawn', [accepted, { type: 'withdrawn', reason: '' }]],
    ['terminated', [tolerant, { type: 'terminated', reason: 'r' }]],
    ['correcting', [accepted, withdrawCommitment]],
  ])('%s', (status, events) => {
    expect(fold(...events).status).toBe(status)
  })

  it('starts with submitted, once', () => {
    expect(() => foldCase([])).toThrow('starts with submitted')
    expect(() => foldCase(caseEventsOf().map((event) => ({ ...event, type: 'prechecked' as const })))).toThrow()
    expect(() => fold({ type: 'submitted' })).toThrow('once')
  })
})

describe('acceptance', () => {
  it('keeps its deadlines and is dated by its event', () => {
    expect(fold(accepted)).toMatchObject({ acceptedAt: dayAt(1), decideBy: '2026-11-30', statutoryBy: '2026-12-10' })
  })

  it('is as of receipt when deemed, or as of the visit or correction that completed the set (LC-05)', () => {
    const deemed: CaseEventData = { type: 'acceptedDeemed', owed: [] }
    expect(fold(deemed).acceptedAt).toBe(dayAt(0))
    expect(fold({ type: 'prechecked' }, { type: 'visited' }, deemed).acceptedAt).toBe(dayAt(2))
    expect(fold(correction, handIn(['idCard'], true), deemed).acceptedAt).toBe(dayAt(2))
  })

  it('is as of the day the complete corrected set came, not the day the officer says so (LC-07)', () => {
    const state = fold(correction, handIn(['idCard'], false), handIn([], true), accepted)
    expect(state).toMatchObject({ acceptedAt: dayAt(3), status: 'accepted', correction: undefined })
  })

  it('leaves nothing to verify: a corrected case can be decided', () => {
    expect(fold(correction, handIn(['idCard'], true)).toVerify).toEqual(['idCard'])
    expect(fold(correction, handIn(['idCard'], true), accepted).toVerify).toEqual([])
  })
})

describe('correction', () => {
  it('keeps only the open points after a partial delivery', () => {
    const state = fold(correction, handIn(['idCard'], false, ['/provisions/idCard']))
    expect(state.correction).toEqual({ points: [points[1]], until: '2026-12-05' })
  })

  it('is over when complete', () => {
    expect(fold(correction, handIn([], true, points.map((point) => point.at))).correction).toBeUndefined()
  })
})

describe('容缺', () => {
  it('counts what is owed down, whichever comes first', () => {
    const state = fold(tolerant, handIn(['photo'], false))
    expect([state.owed, state.toVerify]).toEqual([[owed[0]], ['photo']])
  })

  it('a refused supplement is owed again, on its old day; the rest stays to be verified (RQ-12)', () => {
    const state = fold(tolerant, handIn(['housing', 'photo'], true),
      { type: 'supplementRefused', points: [{ at: '/provisions/housing', code: 'unreadable', materialId: 'housing' }] })
    expect(state).toMatchObject({
      status: 'acceptedTolerant', owed: [owed[0]], toVerify: ['photo'], supplementRefusals: 1,
    })
  })

  it('is open under deemed acceptance too', () => {
    const deemed = fold({ type: 'acceptedDeemed', owed })
    expect(deemed.owed).toEqual(owed)
    expect(fold({ type: 'acceptedDeemed', owed }, handIn(['housing', 'photo'], true),
      { type: 'supplementVerified', materialIds: ['housing', 'photo'] }).status).toBe('reviewing')
  })
})

describe('a withdrawn commitment (GZ-06)', () => {
  it('asks for the proof and drops acceptance with its deadlines', () => {
    expect(fold(accepted, withdrawCommitment)).toMatchObject({
      status: 'correcting', withdrawnCommitments: ['c'], acceptedAt: undefined, decideBy: undefined,
      correction: { until: '2026-12-20', points: [{ at: '/provisions/marriage', code: 'material-missing' }] },
    })
  })

  it('adds to an open correction instead of replacing it, and is no correction notice of the officer', () => {
    const state = fold(correction, withdrawCommitment)
    expect(state.correction?.points.map((point) => point.at)).toEqual(
      ['/provisions/idCard', '/form/people', '/provisions/marriage'])
    expect(state.correctionRequests).toBe(1)
  })

  it('lets the clock go on', () => {
    expect(fold(accepted, special, withdrawCommitment).pauses).toEqual([
      { from: dayAt(2), to: dayAt(3), kind: 'review' }])
  })
})

describe('pauses and extension', () => {
  it('keeps each pause with its days', () => {
    const state = fold(accepted, special, { type: 'specialEnded' }, special)
    expect(state.pauses).toEqual([
      { from: dayAt(2), to: dayAt(3), kind: 'review' }, { from: dayAt(4), kind: 'review' }])
  })

  it('moves only the date it names', () => {
    const state = fold(accepted, { type: 'extended', reason: 'r', approver: 'a', decideBy: '2026-12-08' })
    expect(state).toMatchObject({ decideBy: '2026-12-08', statutoryBy: '2026-12-10', extensions: 1 })
  })
})

const anyEvent: fc.Arbitrary<CaseEventData> = fc.constantFrom<CaseEventData>(
  { type: 'prechecked' }, { type: 'visited' }, accepted, tolerant, { type: 'acceptedDeemed', owed }, correction,
  handIn(['housing'], false), handIn(['housing', 'photo', 'idCard'], true),
  { type: 'supplementVerified', materialIds: ['housing', 'photo'] },
  { type: 'supplementRefused', points: [{ at: '/provisions/photo', code: 'x', materialId: 'photo' }] },
  { type: 'reviewStarted' }, special, { type: 'specialEnded' }, withdrawCommitment, { type: 'granted', permitNo: 'X' },
)

describe('whatever happened', () => {
  it('gives a status, never owes a material twice or owes what it verifies', () => {
    fc.assert(fc.property(fc.array(anyEvent, { maxLength: 12 }), (events) => {
      const state = fold(...events)
      expect(caseStatuses).toContain(state.status)
      const ids = [...state.owed.map((one) => one.materialId)]
      expect(new Set(ids).size).toBe(ids.length)
    }))
  })

  it('changes no event and no state folded before', () => {
    fc.assert(fc.property(fc.array(anyEvent, { maxLength: 12 }), (events) => {
      const list = caseEventsOf(...events)
      const copy = structuredClone(list)
      const halfway = foldCase(list.slice(0, Math.ceil(list.length / 2)))
      const frozen = structuredClone(halfway)
      foldCase(list)
      expect(list).toEqual(copy)
      expect(halfway).toEqual(frozen)
    }))
  })
})
