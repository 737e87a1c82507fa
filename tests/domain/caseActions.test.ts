import { describe, expect, it } from 'vitest'
import { actionsByStatus, mayOfficer, mayResident, officerActions, residentActions } from '../../src/domain/caseActions.ts'
import type { CaseEventData } from '../../src/domain/caseEvents.ts'
import { caseStatuses, foldCase } from '../../src/domain/caseStatus.ts'
import { caseEventsOf } from './caseEventsOf.ts'

const fold = (...data: CaseEventData[]) => foldCase(caseEventsOf(...data))
const accepted: CaseEventData = { type: 'accepted', owed: [] }
const tolerant: CaseEventData = { type: 'accepted', owed: [{ materialId: 'housing', due: '2026-11-20' }] }
const correction: CaseEventData = {
  type: 'correctionRequested', points: [{ at: '/provisions/idCard', code: 'material-missing' }], until: '2026-12-05',
}
const handIn: CaseEventData = { type: 'supplemented', materialIds: ['housing'], fixed: [], complete: true }
const refused: CaseEventData = {
  type: 'supplementRefused', points: [{ at: '/provisions/housing', code: 'unreadable', materialId: 'housing' }],
}
const special: CaseEventData = { type: 'specialStarted', kind: 'review', reason: '', expectedDays: 3 }

describe('actionsByStatus', () => {
  it('says something for every status and nothing unknown', () => {
    expect(Object.keys(actionsByStatus).sort()).toEqual([...caseStatuses].sort())
    for (const { resident, officer } of Object.values(actionsByStatus)) {
      for (const action of resident) expect(residentActions).toContain(action)
      for (const action of officer) expect(officerActions).toContain(action)
      expect(new Set([...resident, ...officer]).size).toBe(resident.length + officer.length)
    }
  })

  it('lets a resident withdraw until the decision and not after (LC-23)', () => {
    const may = caseStatuses.filter((status) => actionsByStatus[status].resident.includes('withdrawCase'))
    expect(may).toEqual(['received', 'awaitingVisit', 'correcting', 'accepted', 'acceptedTolerant', 'acceptedDeemed',
      'reviewing', 'special'])
  })

  it('leaves an ended case to nothing but a rating and its money', () => {
    for (const status of ['denied', 'notAccepted', 'notRequired', 'withdrawn', 'terminated'] as const) {
      expect(actionsByStatus[status]).toEqual({ resident: ['rateService'], officer: ['recordRefund'] })
    }
    expect(actionsByStatus.delivered).toEqual({ resident: ['rateService', 'payCase'], officer: ['recordPayment'] })
  })

  it('uses every action somewhere', () => {
    const used = new Set(Object.values(actionsByStatus).flatMap(({ resident, officer }) => [...resident, ...officer]))
    expect([...used].sort()).toEqual([...residentActions, ...officerActions].sort())
  })
})

describe('mayOfficer', () => {
  it.each<[string, boolean, CaseEventData[], Parameters<typeof mayOfficer>[1]]>([
    ['accept what came in', true, [], 'accept'],
    ['not before the visit is over', false, [{ type: 'prechecked' }], 'accept'],
    ['one visit', false, [{ type: 'prechecked' }, { type: 'visited' }], 'precheck'],
    ['ask for corrections', true, [], 'requestCorrection'],
    ['once only (LC-06)', false, [correction, handIn], 'requestCorrection'],
    ['no acceptance while correcting', false, [correction], 'accept'],
    ['verify a supplement', true, [tolerant, handIn], 'verifySupplement'],
    ['nothing to verify', false, [tolerant], 'verifySupplement'],
    ['refuse a supplement', true, [tolerant, handIn], 'refuseSupplement'],
    ['once only (RQ-12)', false, [tolerant, handIn, refused, handIn], 'refuseSupplement'],
    ['nothing to refuse', false, [tolerant], 'refuseSupplement'],
    ['no grant while owed (RQ-10)', false, [tolerant], 'grant'],
    ['no grant while unchecked (RQ-10)', false, [tolerant, handIn], 'grant'],
    ['no grant after a pause while owed', false, [tolerant, special, { type: 'specialEnded' }], 'grant'],
    ['no grant while owed under deemed acceptance', false, [{ type: 'acceptedDeemed', owed: [{ materialId: 'x' }] }], 'grant'],
    ['grant when verified', true, [tolerant, handIn, { type: 'supplementVerified', materialIds: ['housing'] }], 'grant'],
    ['refusing is possible while owed', true, [tolerant], 'deny'],
    ['extend', true, [accepted], 'extend'],
    ['once only (LC-13)', false, [accepted, { type: 'extended', reason: '', approver: '' }], 'extend'],
    ['nothing after the decision', false, [accepted, { type: 'denied', reason: '' }], 'grant'],
    ['deliver what was granted', true, [accepted, { type: 'granted', permitNo: '' }], 'deliver'],
    ['no decision during a pause', false, [accepted, special], 'grant'],
  ])('%s: %s', (_name, expected, events, action) => {
    expect(mayOfficer(fold(...events), action)).toBe(expected)
  })
})

describe('mayResident', () => {
  it.each<[string, boolean, CaseEventData[], Parameters<typeof mayResident>[1]]>([
    ['supplement a correction', true, [correction], 'supplementCase'],
    ['supplement what is owed', true, [tolerant], 'supplementCase'],
    ['supplement what is owed during a pause', true, [tolerant, special], 'supplementCase'],
    ['supplement under deemed acceptance', true, [{ type: 'acceptedDeemed', owed: [{ materialId: 'x' }] }], 'supplementCase'],
    ['nothing owed any more', false, [tolerant, handIn], 'supplementCase'],
    ['hand in a refused supplement again', true, [tolerant, handIn, refused], 'supplementCase'],
    ['nothing owed', false, [accepted], 'supplementCase'],
    ['nothing to supplement yet', false, [], 'supplementCase'],
    ['rate an acceptance', true, [accepted], 'rateService'],
    ['nothing to rate yet', false, [], 'rateService'],
    ['withdraw', true, [correction], 'withdrawCase'],
    ['no withdrawal of a decision', false, [accepted, { type: 'granted', permitNo: '' }], 'withdrawCase'],
  ])('%s: %s', (_name, expected, events, action) => {
    expect(mayResident(fold(...events), action)).toBe(expected)
  })
})
