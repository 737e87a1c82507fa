import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decisionDates } from '../../src/domain/decisionDates.ts'
import { addDays } from '../../src/domain/plainDate.ts'
import calendar from '../../mock-api/catalogue/calendar.json' with { type: 'json' }

const promised = (days: number) => ({ days, unit: 'workingDay' as const })
const byLaw = (days: number) => ({ days, unit: 'day' as const })

test.each([
  ['a promise well inside the law', '2026-03-10', 3, 7, '2026-03-13', '2026-03-17'],
  ['a holiday stretches the promise past the law: the law holds', '2026-09-30', 3, 7, '2026-10-08', '2026-10-08'],
  ['the same before Mid-Autumn', '2026-09-24', 7, 15, '2026-10-09', '2026-10-09'],
])('%s', (_, acceptedOn, days, lawDays, decideBy, statutoryBy) => {
  const item = { caseType: 'promised' as const, promised: promised(days), statutory: byLaw(lawDays) }
  expect(decisionDates(item, acceptedOn, calendar)).toEqual({ decideBy, statutoryBy })
})

test('an instant item is decided on the day', () => {
  const item = { caseType: 'instant' as const, promised: promised(1), statutory: promised(1) }
  expect(decisionDates(item, '2026-03-10', calendar).decideBy).toBe('2026-03-10')
})

test('beyond the last calendar nothing is said', () => {
  const item = { caseType: 'promised' as const, promised: promised(7), statutory: promised(20) }
  expect(decisionDates(item, '2026-12-31', calendar)).toEqual({})
})

test('where no law sets a limit, the promise stands alone', () => {
  const item = { caseType: 'promised' as const, promised: promised(7), statutory: null }
  expect(decisionDates(item, '2026-03-10', calendar)).toEqual({ decideBy: '2026-03-19' })
  expect(decisionDates({ ...item, caseType: 'instant' }, '2026-03-10', calendar)).toEqual({ decideBy: '2026-03-10' })
  expect(decisionDates(item, '2026-12-31', calendar)).toEqual({})
})

test('a promise never outlasts the law', () => {
  const upTo = (max: number) => fc.integer({ min: 1, max })
  const span = fc.record({ start: upTo(330), days: upTo(20), law: upTo(30) })
  fc.assert(fc.property(span, ({ start, days, law }) => {
    const item = { caseType: 'promised' as const, promised: promised(days), statutory: byLaw(law) }
    const { decideBy, statutoryBy } = decisionDates(item, addDays('2026-01-01', start), calendar)
    return !decideBy || !statutoryBy || decideBy <= statutoryBy
  }))
})
