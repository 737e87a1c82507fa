import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Facts } from '../../src/domain/facts.ts'
import { addDays, addMonths, plainDateAt } from '../../src/domain/plainDate.ts'
import { listWays } from '../../src/domain/requirements.ts'
import { checkReuse, listReusable, reusableUntil } from '../../src/domain/reuse.ts'
import type { ReusableMaterial } from '../../src/domain/reuse.ts'
import { assessFiling, listForbidden } from '../../src/domain/verdict.ts'
import { calendar, knownDate } from './arbitraries.ts'
import { exampleFacts, exampleItem, exampleMaterial } from './exampleItem.ts'

const caseNo = '11449999000000019F44401000030012026031012345678'
const photo = exampleMaterial('photo', { kind: 'photo', reuse: { kind: 'portrait', months: 12 } })
const earlier = (handedInAt: string, kind = 'portrait'): ReusableMaterial =>
  ({ caseNo, materialId: 'old', kind, handedInAt })
const given = ({ handedInAt }: ReusableMaterial) => ({ way: 'reuse' as const, caseNo, materialId: 'old', handedInAt })
const item = exampleItem({ materials: [photo, ...exampleItem().materials] })

describe('how long it may be given again', () => {
  it.each([
    ['the same day a year later is the last', '2025-11-20T03:00:00.000Z', 12, '2026-11-20'],
    ['the day is that of Shanghai', '2025-11-20T16:00:00.000Z', 12, '2026-11-21'],
    ['first given on 29 February: to 28 February', '2024-02-29T03:00:00.000Z', 12, '2025-02-28'],
    ['the last day of a shorter month', '2026-08-31T03:00:00.000Z', 6, '2027-02-28'],
  ])('%s', (_name, handedInAt, months, until) => {
    expect(reusableUntil(months, handedInAt)).toBe(until)
  })

  it('is taken to its last day and on no later one', () => {
    fc.assert(fc.property(knownDate, fc.integer({ min: 1, max: 60 }), (first, months) => {
      const material = exampleMaterial('photo', { reuse: { kind: 'portrait', months } })
      const one = earlier(`${first}T04:00:00.000Z`)
      const check = (today: string) =>
        checkReuse(material, given(one), { today, reusable: { list: [one], current: true } })
      const last = addMonths(plainDateAt(one.handedInAt), months)
      expect([check(first), check(last), check(addDays(last, 1))]).toEqual([undefined, undefined, 'reuse-expired'])
    }))
  })

  it('nothing grows younger by being known later: the last day hangs on the first day alone', () => {
    fc.assert(fc.property(knownDate, fc.integer({ min: 0, max: 400 }), (first, days) => {
      const one = earlier(`${first}T04:00:00.000Z`)
      const [now, later] = [listReusable(photo, [one], first), listReusable(photo, [one], addDays(first, days))]
      expect(later[0]?.until).toBe(now[0]?.until)
    }))
  })
})

describe('what is offered', () => {
  const at = '2026-05-05T03:00:00.000Z'
  it.each<[string, Facts['reusable'], boolean]>([
    ['while nobody has looked', undefined, true],
    ['where one fits', { list: [earlier(at)], current: true }, true],
    ['from this phone\'s copy too', { list: [earlier(at)], current: false }, true],
    ['not where there is none', { list: [], current: true }, false],
    ['not of another kind', { list: [earlier(at, 'lease')], current: true }, false],
    ['not what has run out', { list: [earlier('2025-11-19T03:00:00.000Z')], current: true }, false],
    ['one that has not run out beside one that has', { list: [earlier('2025-11-19T03:00:00.000Z'), earlier(at)], current: true }, true],
  ])('%s', (_name, reusable, offered) => {
    expect(listWays(item, photo, exampleFacts({ reusable })).includes('reuse')).toBe(offered)
  })

  it('also after a breach: it is no promise', () => {
    const facts = exampleFacts({ credit: 'breach', reusable: { list: [earlier(at)], current: true } })
    expect(listWays(item, photo, facts)).toEqual(['file', 'reuse'])
  })

  it('never for what the catalogue does not let be given again', () => {
    expect(listWays(item, exampleMaterial('x'), exampleFacts({ reusable: { list: [earlier(at)], current: true } })))
      .toEqual(['file'])
  })
})

describe('the verdict', () => {
  const one = earlier('2026-05-05T03:00:00.000Z')
  const judge = (reusable: Facts['reusable'], provision = given(one), id = 'photo') => assessFiling(
    item, exampleFacts({ reusable, provisions: { ...exampleFacts().provisions, [id]: provision } }), calendar)

  it('takes it as given', () => {
    expect(judge({ list: [one], current: true })).toMatchObject({ kind: 'acceptable', reasons: [], assumed: [] })
  })

  it('says what it assumed: nobody has looked, or the copy may be old', () => {
    expect(judge(undefined)).toMatchObject({ kind: 'acceptable', assumed: ['reusable'] })
    expect(judge({ list: [one], current: false })).toMatchObject({ kind: 'acceptable', assumed: ['reusable'] })
  })

  it.each([
    ['gone', { list: [], current: true }, given(one), 'reuse-not-found'],
    ['of another applicant, without a network too', { list: [], current: false }, given(one), 'reuse-not-found'],
    ['replaced since', { list: [earlier('2026-06-01T03:00:00.000Z')], current: true }, given(one), 'reuse-not-found'],
    ['of another kind', { list: [{ ...one, kind: 'lease' }], current: true }, given(one), 'reuse-not-found'],
    ['no instant at all', { list: [one], current: true }, { ...given(one), handedInAt: 'nonsense' }, 'reuse-not-found'],
    ['too old, by the copy as well', { list: [earlier('2025-01-01T03:00:00.000Z')], current: false },
      given(earlier('2025-01-01T03:00:00.000Z')), 'reuse-expired'],
  ])('names what is %s', (_name, reusable, provision, code) => {
    expect(judge(reusable, provision).reasons).toEqual([{ code, at: '/provisions/photo' }])
  })

  it('a way the catalogue does not allow is no filing', () => {
    const { reasons } = judge({ list: [one], current: true }, given(one), 'idCard')
    expect(listForbidden(reasons)).toEqual([{ code: 'reuse-not-allowed', at: '/provisions/idCard' }])
  })
})
