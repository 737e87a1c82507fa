import { describe, expect, test } from 'vitest'
import { listScenarios } from '../../mock-api/catalogue/scenarios.ts'
import { evaluate } from '../../src/domain/condition.ts'
import { lookUpFacts } from '../../src/domain/facts.ts'
import type { CreditRecord, Facts, Provision } from '../../src/domain/facts.ts'
import type { Item, Material } from '../../src/domain/item.ts'
import { addMonths } from '../../src/domain/plainDate.ts'
import { checkProvision } from '../../src/domain/provisions.ts'
import { listMaterials, listWays } from '../../src/domain/requirements.ts'
import type { Way } from '../../src/domain/requirements.ts'
import type { ReusableMaterial } from '../../src/domain/reuse.ts'
import { getItemFiles, today } from './plantCatalogue.ts'

const items = getItemFiles()
const credits: CreditRecord[] = ['clean', 'unknown', 'breach']
const ways: Way[] = ['file', 'library', 'reuse', 'later', 'declare']
const caseNo = '11449999000000019F44401000030012026031012345678'

/** Handed in so many months ago with a case of the same applicant. */
const earlier = ({ reuse }: Material, months: number): ReusableMaterial =>
  ({ caseNo, materialId: 'earlier', kind: reuse?.kind ?? '', handedInAt: `${addMonths(today, -months)}T04:00:00.000Z` })

/** One situation each: more of them change which materials apply, hardly ever how they may be given. */
function situations(item: Item): Facts[] {
  const found = new Map<string, Facts>()
  for (const facts of listScenarios(item, today)) {
    const applies = listMaterials(item, facts).map(({ material }) => material.id).join()
    const declared = item.commitments.filter(({ when }) => evaluate(when, lookUpFacts(item, facts)) === true).length
    found.set(`${facts.capacity} ${declared} ${applies}`, facts)
    if (found.size >= 60) break
  }
  return [...found.values()]
}

/** By the catalogue's own words, without the rules that are tried. */
function expected(item: Item, material: Material, facts: Facts, credit: CreditRecord, fresh: boolean): Way[] {
  const trusted = credit !== 'breach'
  const commitment = item.commitments.find(({ materialId, when }) =>
    materialId === material.id && evaluate(when, lookUpFacts(item, facts)) === true)
  const days = item.promised.unit === 'workingDay' ? item.promised.days : Math.floor(item.promised.days * 5 / 7)
  const may: Record<Way, boolean> = {
    file: true,
    library: material.licence !== undefined,
    reuse: material.reuse !== undefined && fresh,
    later: trusted && material.necessity === 3 && material.deferral !== undefined && days > 2,
    declare: trusted && !item.commitmentExcluded && commitment?.signers.includes(facts.capacity) === true,
  }
  return ways.filter((way) => may[way])
}

function give(item: Item, material: Material, way: Way, known: ReusableMaterial): Provision {
  switch (way) {
    case 'file': return { way, uploadIds: ['upload'] }
    case 'library': case 'later': return { way }
    case 'reuse': return { way, caseNo, materialId: known.materialId, handedInAt: known.handedInAt }
    case 'declare': return {
      way, commitmentId: item.commitments.find(({ materialId }) => materialId === material.id)?.id ?? 'none',
    }
  }
}

describe.each(items)('$name', (item) => {
  test('each material is offered in the ways the catalogue and the person allow, and taken in no other', () => {
    const wrong: string[] = []
    for (const facts of situations(item)) {
      for (const { material, applies } of listMaterials(item, facts)) {
        if (material.kind === 'form') continue
        for (const credit of credits) {
          for (const fresh of [true, false]) {
            const known = earlier(material, fresh ? material.reuse?.months ?? 1 : (material.reuse?.months ?? 1) + 1)
            const given: Facts = {
              ...facts, credit, licences: material.licence ? [material.licence] : [],
              reusable: { list: [known], current: true },
            }
            const offered = listWays(item, material, given)
            const taken = ways.filter((way) => checkProvision(item, material, {
              ...given, provisions: { [material.id]: give(item, material, way, known) } }, applies) === undefined)
            const right = expected(item, material, facts, credit, fresh)
            const at = `${facts.capacity} ${credit} ${material.id} ${fresh ? 'fresh' : 'old'}`
            if (offered.join() !== right.join()) wrong.push(`${at} offered ${offered.join()} not ${right.join()}`)
            if (taken.join() !== right.join()) wrong.push(`${at} taken ${taken.join()} not ${right.join()}`)
          }
        }
      }
    }
    expect(wrong.slice(0, 5)).toEqual([])
  })
})

test('the walk meets every way, and every reason against one', () => {
  const materials = items.flatMap((item) => item.materials.map((material) => ({ item, material })))
  const some = (holds: (one: (typeof materials)[number]) => unknown) => materials.some(holds)
  expect([
    some(({ material }) => material.licence), some(({ material }) => material.reuse),
    some(({ material }) => material.deferral), some(({ item }) => item.commitments.length > 0),
    some(({ item }) => item.commitments.some(({ signers }) => signers.length < item.capacities.length)),
  ]).toEqual([true, true, true, true, true])
})
