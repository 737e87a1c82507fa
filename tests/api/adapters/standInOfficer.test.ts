import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standInOfficer } from '../../../mock-api/adapters/officer/standInOfficer.ts'
import { mayOfficer } from '../../../src/domain/caseActions.ts'
import type { CaseEventData } from '../../../src/domain/caseEvents.ts'
import { foldCase } from '../../../src/domain/caseStatus.ts'
import type { Facts } from '../../../src/domain/facts.ts'
import type { Item } from '../../../src/domain/item.ts'
import { assessFiling } from '../../../src/domain/verdict.ts'
import { calendar } from '../../domain/arbitraries.ts'
import { caseEventsOf } from '../../domain/caseEventsOf.ts'
import { exampleFacts, exampleItem } from '../../domain/exampleItem.ts'

function next(events: CaseEventData[], facts: Partial<Facts> = {}, item: Item = exampleItem()) {
  return standInOfficer.decideNext({
    caseNo: '11449999000000019F44401000110032026031012345678', item, state: foldCase(caseEventsOf(...events)),
    verdict: assessFiling(item, exampleFacts(facts), calendar),
  })
}

const visit = { count: 1, reason: 'r', bring: [], where: 'w' }
const accepted: CaseEventData = { type: 'accepted', owed: [] }
const tolerant: CaseEventData = { type: 'accepted', owed: [{ materialId: 'housing' }] }
const handIn: CaseEventData = { type: 'supplemented', materialIds: ['housing'], fixed: [], complete: true }
const correction: CaseEventData = { type: 'correctionRequested', points: [], until: '2026-12-20' }
const late = { form: { phone: '13800138000', startsOn: '2026-11-30' } }
const refusing = exampleItem({
  outcomes: exampleItem().outcomes.map((one) => one.id === 'tooLate' ? { ...one, refused: true } : one),
})

describe('the stand-in officer', () => {
  it.each<[string, CaseEventData[], Partial<Facts>, Item | undefined, object | undefined]>([
    ['accepts what is whole', [], {}, undefined, { action: 'accept' }],
    ['sees the person first', [], {}, exampleItem({ visit }), { action: 'precheck' }],
    ['simulates the visit', [{ type: 'prechecked' }], {}, exampleItem({ visit }), { action: 'recordVisit' }],
    ['accepts after it', [{ type: 'prechecked' }, { type: 'visited' }], {}, exampleItem({ visit }), { action: 'accept' }],
    ['asks for what is missing', [], { provisions: {} }, undefined, { action: 'requestCorrection' }],
    ['asks once', [correction, handIn], { provisions: {} }, undefined, { action: 'refuseAcceptance', reason: 'material-missing' }],
    ['waits for a correction', [correction], { provisions: {} }, undefined, undefined],
    ['sends to the competent authority', [], { answers: { kind: 'elsewhere' } }, undefined,
      { action: 'refuseAcceptance', reason: 'outcome elsewhere', authority: '别处机关' }],
    ['says that no permit is needed', [], { answers: { kind: 'none' } }, undefined,
      { action: 'declareNotRequired', reason: 'outcome noPermit' }],
    ['takes a warning for a warning', [], late, undefined, { action: 'accept' }],
    ['refuses in writing where the catalogue says so', [], late, refusing, { action: 'refuseAcceptance', reason: 'outcome tooLate' }],
    ['waits for what is owed', [tolerant], {}, undefined, undefined],
    ['checks what came', [tolerant, handIn], {}, undefined, { action: 'verifySupplement' }],
    ['reviews', [accepted], {}, undefined, { action: 'startReview' }],
    ['decides an instant case at once', [accepted], {}, exampleItem({ caseType: 'instant' }),
      { action: 'grant', permitNo: 'DEMO-2026031012345678' }],
    ['hands over', [accepted, { type: 'granted', permitNo: 'x' }], {}, undefined, { action: 'deliver', way: 'pickup' }],
    ['leaves a special procedure to people', [accepted, { type: 'specialStarted', kind: '', reason: '', expectedDays: 1 }],
      {}, undefined, undefined],
    ['is done with a withdrawn case', [{ type: 'withdrawn', reason: '' }], {}, undefined, undefined],
  ])('%s', (_name, events, facts, item, expected) => {
    expect(next(events, facts, item)).toEqual(expected)
  })

  it('does nothing an officer may not do, and ends no case for being late', () => {
    const anyEvent = fc.constantFrom<CaseEventData>(accepted, tolerant, handIn, correction, { type: 'prechecked' },
      { type: 'visited' }, { type: 'reviewStarted' }, { type: 'granted', permitNo: 'x' }, { type: 'specialEnded' },
      { type: 'acceptedDeemed', owed: [{ materialId: 'housing' }] },
      { type: 'supplementVerified', materialIds: ['housing'] }, { type: 'withdrawn', reason: '' })
    fc.assert(fc.property(fc.array(anyEvent, { maxLength: 8 }), fc.boolean(), (events, whole) => {
      const order = next(events, whole ? {} : { provisions: {} })
      if (!order) return
      expect(mayOfficer(foldCase(caseEventsOf(...events)), order.action)).toBe(true)
      expect(['terminate', 'deny']).not.toContain(order.action)
    }))
  })
})
