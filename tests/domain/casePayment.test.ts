import { describe, expect, it } from 'vitest'
import { mayOfficer, mayResident } from '../../src/domain/caseActions.ts'
import type { CaseEventData } from '../../src/domain/caseEvents.ts'
import { paymentUntil } from '../../src/domain/casePayment.ts'
import { foldCase } from '../../src/domain/caseStatus.ts'
import { caseEventsOf } from './caseEventsOf.ts'

const fold = (...data: CaseEventData[]) => foldCase(caseEventsOf({ type: 'accepted', owed: [] }, ...data))

const ordered: CaseEventData = { type: 'paymentOrdered', orderNo: 'A', amountFen: 12_000, until: '2026-12-02' }
const order = { orderNo: 'A', amountFen: 12_000 }
const received = (channel: 'online' | 'window'): CaseEventData => ({ type: 'paymentReceived', ...order, channel })
const refunded: CaseEventData = { type: 'paymentRefunded', ...order, channel: 'online' }
const surplus: CaseEventData = { ...refunded, surplus: true }
const granted: CaseEventData = { type: 'granted', permitNo: 'X' }
const endings: CaseEventData[] = [
  { type: 'denied', reason: 'r' }, { type: 'withdrawn', reason: '' }, { type: 'terminated', reason: 'r' },
  { type: 'notAccepted', reason: 'r' }, { type: 'notRequired', reason: 'r' },
]

describe('the fee is a fold', () => {
  it('of nothing where no order asks for one', () => {
    expect(fold(granted)).not.toHaveProperty('payment')
    for (const ending of endings) expect(fold(ending)).not.toHaveProperty('payment')
  })

  it.each<[string, CaseEventData[]]>([
    ['open', [ordered]],
    ['open', [ordered, granted]],
    ['open', [ordered, granted, { type: 'delivered', way: 'window' }]],
    ['paid', [ordered, received('online')]],
    ['paid', [ordered, received('window'), granted]],
    ['paid', [ordered, received('window'), surplus]],
    ['refunded', [ordered, received('online'), { type: 'withdrawn', reason: '' }, refunded]],
    ['open', [ordered, { ...ordered, orderNo: 'B' }]],
  ])('%s', (state, events) => {
    expect(fold(...events).payment).toMatchObject({ state })
  })

  it.each(endings)('void or on its way back when the case is $type', (ending) => {
    expect(fold(ordered, ending).payment?.state).toBe('void')
    expect(fold(ordered, ending, surplus).payment?.state).toBe('void')
    expect(fold(ordered, received('online'), ending).payment).toMatchObject({ state: 'refunding', channel: 'online' })
    expect(fold(ordered, received('online'), ending, surplus).payment?.state).toBe('refunding')
  })

  it('beside the case: no status changes with it', () => {
    for (const money of [[ordered], [ordered, received('online')], [ordered, received('online'), surplus]]) {
      expect(fold(...money).status).toBe('accepted')
      expect(fold({ type: 'reviewStarted' }, ...money).status).toBe('reviewing')
    }
  })
})

describe('money moves', () => {
  it('while an order is open, and only then', () => {
    const may = (...events: CaseEventData[]) => {
      const state = fold(...events)
      return [mayResident(state, 'payCase'), mayOfficer(state, 'recordPayment')]
    }
    expect(may()).toEqual([false, false])
    expect(may(ordered)).toEqual([true, true])
    expect(may(ordered, granted, { type: 'delivered', way: 'window' })).toEqual([true, true])
    expect(may(ordered, received('online'))).toEqual([false, false])
    for (const ending of endings) expect(may(ordered, ending)).toEqual([false, false])
  })

  it('back over the counter only what came in there, and when the case has ended', () => {
    const may = (...events: CaseEventData[]) => mayOfficer(fold(...events), 'recordRefund')
    for (const ending of endings) {
      expect(may(ordered, received('window'), ending)).toBe(true)
      expect(may(ordered, received('online'), ending)).toBe(false)
      expect(may(ordered, ending)).toBe(false)
      expect(may(ordered, received('window'), ending, { ...refunded, channel: 'window' })).toBe(false)
    }
    expect(may(ordered, received('window'))).toBe(false)
  })
})

it('an order may be paid online for thirty days, the last one included', () => {
  expect(paymentUntil('2026-11-15')).toBe('2026-12-15')
})
