import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Condition } from '../../src/domain/condition.ts'
import type { Facts, Provision } from '../../src/domain/facts.ts'
import type { Item, Outcome, VerdictKind } from '../../src/domain/item.ts'
import { assessFiling, listDefects, listForbidden, listUnfileable } from '../../src/domain/verdict.ts'
import { calendar } from './arbitraries.ts'
import { exampleFacts, exampleItem, uploadId } from './exampleItem.ts'

const item = exampleItem()
const file: Provision = { way: 'file', uploadIds: [uploadId] }

function without(id: string): Record<string, Provision> {
  return Object.fromEntries(Object.entries(exampleFacts().provisions).filter(([key]) => key !== id))
}

function giving(id: string, provision: Provision): Partial<Facts> {
  return { provisions: { ...exampleFacts().provisions, [id]: provision } }
}

describe('the outcomes of intake (行政许可法 第三十二条)', () => {
  it.each<[string, Partial<Facts>, VerdictKind, string[]]>([
    ['everything is there', {}, 'acceptable', []],
    ['a secondary material comes later', giving('housing', { way: 'later' }), 'acceptableWithDeferral', []],
    ['a proof is declared', giving('marriage', { way: 'declare', commitmentId: 'declareMarriage' }), 'acceptable', []],
    ['a main material is missing', { provisions: without('idCard') }, 'correctionNeeded',
      ['material-missing /provisions/idCard']],
    ['the catalogue asks for a correction', { form: { phone: '13800138000', people: '100' } }, 'correctionNeeded',
      ['outcome-correction /form/people']],
    ['no permit is needed', { answers: { kind: 'none' } }, 'noPermitNeeded', ['outcome-noPermitNeeded /answers/kind']],
    ['another authority decides', { answers: { kind: 'elsewhere' } }, 'notOurs', ['outcome-notOurs /answers/kind']],
  ])('%s', (_name, facts, kind, reasons) => {
    const verdict = assessFiling(item, exampleFacts(facts), calendar)
    expect(verdict.kind).toBe(kind)
    expect(verdict.reasons.map((reason) => `${reason.code} ${reason.at}`)).toEqual(reasons)
  })

  it('names the competent authority with a refusal for want of competence (LC-04)', () => {
    expect(assessFiling(item, exampleFacts({ answers: { kind: 'elsewhere' } }), calendar).authority).toBe('别处机关')
  })

  it('says everything that is wrong at once', () => {
    const facts = exampleFacts({ answers: { kind: 'maybe' }, form: { phone: '1', people: '9999' }, provisions: {} })
    expect(assessFiling(item, facts, calendar).reasons.map((reason) => reason.at)).toEqual(
      ['/answers/kind', '/form/phone', '/form/people', '/provisions/idCard', '/provisions/housing', '/provisions/marriage',
        '/form/people'])
  })

  it('warns without standing in the way', () => {
    const verdict = assessFiling(item, exampleFacts({ form: { phone: '13800138000', startsOn: '2026-12-09' } }), calendar)
    expect(verdict).toMatchObject({ kind: 'acceptable', warnings: [{ code: 'outcome-warning', at: '/form/startsOn' }] })
  })
})

describe('what one resident cannot file alone (windowOnly)', () => {
  const together = (when: Condition, at = 'answers.kind'): Outcome =>
    ({ id: 'together', when, leadsTo: 'windowOnly', text: '双方到场', basis: 'test', authority: '登记大厅', at })
  const both = exampleItem({ outcomes: [together({ fact: 'answers.kind', is: 'renew' }), ...item.outcomes] })
  const renewing = exampleFacts({ answers: { kind: 'renew', lost: 'no' }, provisions: {} })

  it('leads to the window, whatever else is missing, and says where that is', () => {
    const verdict = assessFiling(both, renewing, calendar)
    expect(verdict).toMatchObject({
      kind: 'windowOnly', authority: '登记大厅',
      reasons: [{ code: 'outcome-windowOnly', at: '/answers/kind', outcomeId: 'together' }],
    })
    expect(verdict.reasons).toHaveLength(1)
    expect(assessFiling(both, exampleFacts(), calendar).kind).toBe('acceptable')
  })

  it('is forbidden to file, unlike a filing whose materials are missing', () => {
    expect(listForbidden(listDefects(both, renewing))).toEqual([{ code: 'outcome-windowOnly', at: '/answers/kind', outcomeId: 'together' }])
    expect(listUnfileable(listDefects(both, renewing)).map(({ code }) => code)).toEqual(['outcome-windowOnly'])
    expect(listForbidden(listDefects(item, renewing))).toEqual([])
  })

  it('comes after no permit needed and another authority, in whatever order the catalogue has them', () => {
    const leads = (leadsTo: Outcome['leadsTo'], id: string): Outcome =>
      ({ ...together({ fact: 'answers.kind', is: 'new' }), id, leadsTo, authority: id })
    const all = [leads('warning', 'careful'), leads('correction', 'wrong'), leads('windowOnly', 'hall'), leads('notOurs', 'city'), leads('noPermitNeeded', 'free')]
    const kind = (outcomes: Outcome[]) => {
      const verdict = assessFiling(exampleItem({ outcomes }), exampleFacts(), calendar)
      return [verdict.kind, verdict.reasons[0]?.outcomeId]
    }
    for (const turned of [(list: Outcome[]) => list, (list: Outcome[]) => list.toReversed()]) {
      expect(kind(turned(all))).toEqual(['noPermitNeeded', 'free'])
      expect(kind(turned(all.slice(0, 4)))).toEqual(['notOurs', 'city'])
      expect(kind(turned(all.slice(0, 3)))).toEqual(['windowOnly', 'hall'])
      expect(kind(turned(all.slice(0, 2)))).toEqual(['correctionNeeded', 'wrong'])
    }
  })

  it('is not said while the fact that decides is not known', () => {
    const byPeople = exampleItem({ outcomes: [together({ fact: 'form.people', atLeast: 2 }, 'form.people')] })
    expect(assessFiling(byPeople, exampleFacts(), calendar).kind).toBe('acceptable')
    expect(assessFiling(byPeople, exampleFacts({ form: { phone: '13800138000', people: '2' } }), calendar).kind).toBe('windowOnly')
  })
})

describe('one reason each', () => {
  it.each<[string, Partial<Facts>, string]>([
    ['question not answered', { answers: {} }, 'answer-missing'],
    ['unknown answer', { answers: { kind: 'other' } }, 'answer-unknown'],
    ['field not filled in', { form: {} }, 'field-missing'],
    ['field of blanks', { form: { phone: '  ' } }, 'field-missing'],
    ['wrong phone', { form: { phone: '12000000000' } }, 'phone-mobile-prefix'],
    ['too many files', giving('idCard', { way: 'file', uploadIds: [uploadId, uploadId, uploadId] }), 'material-too-many-files'],
    ['a file without files', giving('idCard', { way: 'file', uploadIds: [] }), 'material-missing'],
    ['no licence in the library', giving('idCard', { way: 'library' }), 'licence-not-found'],
    ['no licence for this material', giving('housing', { way: 'library' }), 'library-not-allowed'],
    ['the form is not handed in', giving('form', file), 'library-not-allowed'],
    ['a main material later', giving('idCard', { way: 'later' }), 'deferral-not-allowed'],
    ['later after a breach', { ...giving('housing', { way: 'later' }), credit: 'breach' }, 'deferral-excluded-person'],
    ['declaring what is not listed', giving('housing', { way: 'declare', commitmentId: 'declareMarriage' }), 'commitment-not-allowed'],
    ['another declaration', giving('marriage', { way: 'declare', commitmentId: 'other' }), 'commitment-not-allowed'],
    ['declared by an agent', { ...giving('marriage', { way: 'declare', commitmentId: 'declareMarriage' }), capacity: 'agent' },
      'commitment-by-agent'],
    ['declared after a breach', { ...giving('marriage', { way: 'declare', commitmentId: 'declareMarriage' }), credit: 'breach' },
      'commitment-excluded-person'],
    ['a capacity not offered', { capacity: 'legalRepresentative' }, 'capacity-not-offered'],
    ['a child alone', { applicant: { birthDate: '2010-11-21' } }, 'guardian-needed'],
    ['a guardian of an adult', { capacity: 'guardian' }, 'guardian-of-adult'],
  ])('%s', (_name, facts, code) => {
    expect(listDefects(item, exampleFacts(facts)).map((reason) => reason.code)).toContain(code)
  })

  it('a child of 16 files alone, up to 17 with a guardian too', () => {
    const sixteen = { birthDate: '2010-11-20' }
    expect(listDefects(item, exampleFacts({ applicant: sixteen }))).toEqual([])
    expect(listDefects(item, exampleFacts({ applicant: sixteen, capacity: 'guardian' }))).toEqual([])
  })

  it('only a missing material may be filed knowingly; ways the catalogue does not offer are forbidden', () => {
    const facts = exampleFacts({ form: {}, ...giving('idCard', { way: 'later' }) })
    const missing = exampleFacts({ provisions: without('idCard') })
    expect(listForbidden(listDefects(item, facts)).map((reason) => reason.code)).toEqual(['deferral-not-allowed'])
    expect(listUnfileable(listDefects(item, facts)).map((reason) => reason.code)).toEqual(
      ['field-missing', 'deferral-not-allowed'])
    expect(listUnfileable(listDefects(item, missing))).toEqual([])
  })
})

describe('what goes with it', () => {
  it('forecasts from today, as if accepted today', () => {
    expect(assessFiling(item, exampleFacts(), calendar).forecast).toEqual(
      { acceptBy: '2026-11-27', decideBy: '2026-12-04', statutoryBy: '2026-12-18' })
    expect(assessFiling(exampleItem({ caseType: 'instant' }), exampleFacts(), calendar).forecast.decideBy).toBe('2026-11-20')
  })

  it('leaves a date out rather than guess it, and says so', () => {
    const verdict = assessFiling(item, exampleFacts({ today: '2026-12-28' }), calendar)
    expect(verdict.forecast).toEqual({})
    expect(verdict.assumed).toContain('calendar')
  })

  it('gives days and date of a deferral', () => {
    expect(assessFiling(item, exampleFacts(giving('housing', { way: 'later' })), calendar).deferrals).toEqual(
      [{ materialId: 'housing', days: 8, due: '2026-12-02' }])
  })

  it('says which unknown facts it took as favourable', () => {
    const deferred = giving('housing', { way: 'later' })
    const library = giving('idCard', { way: 'library' })
    expect(assessFiling(item, exampleFacts({ credit: 'unknown' }), calendar).assumed).toEqual([])
    expect(assessFiling(item, exampleFacts({ ...deferred, credit: 'unknown' }), calendar).assumed).toEqual(['credit'])
    expect(assessFiling(item, exampleFacts({ ...library, licences: undefined }), calendar).assumed).toEqual(['licences'])
  })

  it('ignores a declaration left behind for a material that no longer applies', () => {
    const gone = exampleItem({ materials: item.materials.map((material) => material.id === 'marriage'
      ? { ...material, when: { fact: 'answers.kind', is: 'renew' } } : material) })
    const facts = exampleFacts(giving('marriage', { way: 'declare', commitmentId: 'declareMarriage' }))
    expect(assessFiling(gone, facts, calendar)).toMatchObject({ kind: 'acceptable', commitments: [] })
  })

  it('adds up the fees that apply and says when one is open', () => {
    const fee = (answers: Record<string, string>) => assessFiling(item, exampleFacts({ answers }), calendar).fee
    expect(fee({ kind: 'renew' })).toEqual({ lines: [{ feeId: 'base', amountFen: 6000 }], totalFen: 6000, open: true })
    expect(fee({ kind: 'renew', lost: 'yes' }).totalFen).toBe(8000)
  })
})

const anyProvision: fc.Arbitrary<Provision> = fc.oneof(
  fc.record({ way: fc.constant('file' as const), uploadIds: fc.array(fc.constant(uploadId), { maxLength: 4 }) }),
  fc.record({ way: fc.constant('library' as const) }),
  fc.constant({ way: 'later' as const }),
  fc.record({ way: fc.constant('declare' as const), commitmentId: fc.constantFrom('declareMarriage', 'x') }),
)
const materialIds = [...item.materials.map((material) => material.id), 'nobody']
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  today: fc.constantFrom('2026-11-20', '2026-12-31', '2030-01-01'),
  capacity: fc.constantFrom('self', 'guardian', 'agent', 'legalRepresentative'),
  applicant: fc.record({ birthDate: fc.constantFrom('1958-01-01', '2017-05-05') }, { requiredKeys: [] }),
  credit: fc.constantFrom('clean', 'breach', 'unknown'),
  licences: fc.option(fc.subarray(['citizenIdCard', 'other']), { nil: undefined }),
  answers: fc.dictionary(fc.constantFrom('kind', 'lost', 'x'), fc.constantFrom('new', 'renew', 'none', 'elsewhere', 'yes', '')),
  form: fc.dictionary(fc.constantFrom('phone', 'people', 'startsOn', 'reason'), fc.string()),
  provisions: fc.dictionary(fc.constantFrom(...materialIds), anyProvision),
})

describe('whatever the facts', () => {
  it('gives one verdict, the same twice, with a reason exactly when something stands in the way', () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      const verdict = assessFiling(item, facts, calendar)
      expect(assessFiling(structuredClone(item), structuredClone(facts), calendar)).toEqual(verdict)
      expect(verdict.reasons.length > 0).toBe(!verdict.kind.startsWith('acceptable'))
      if (verdict.kind === 'notOurs') expect(verdict.authority).toBeTruthy()
    }))
  })

  it('never lets somebody with a breach defer or declare', () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      const verdict = assessFiling(item, { ...facts, credit: 'breach' }, calendar)
      if (verdict.kind.startsWith('acceptable')) expect([...verdict.deferrals, ...verdict.commitments]).toEqual([])
    }))
  })

  it('never defers past two working days before the promise', () => {
    const anyItem: fc.Arbitrary<Item> = fc.record({ days: fc.integer({ min: 0, max: 40 }) })
      .map(({ days }) => exampleItem({ promised: { days, unit: 'workingDay' } }))
    fc.assert(fc.property(anyItem, anyFacts, (some, facts) => {
      for (const deferral of assessFiling(some, facts, calendar).deferrals) {
        expect(deferral.days).toBeLessThanOrEqual(some.promised.days - 2)
      }
    }))
  })
})
