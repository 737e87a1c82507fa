/** The phone forecasts, the server judges: for equal facts the same, whatever was filled in, item by item. */
import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../../mock-api/database/schema.ts'
import { judgeFiling } from '../../../mock-api/use-cases/judgeFiling.ts'
import type { FilingInput } from '../../../src/contract/filing.ts'
import { entryKey } from '../../../src/domain/entries.ts'
import type { CreditRecord, Facts, Provision } from '../../../src/domain/facts.ts'
import type { Field, Item } from '../../../src/domain/item.ts'
import { listMaterials } from '../../../src/domain/requirements.ts'
import { assessFiling, listDefects, listForbidden, listUnfileable } from '../../../src/domain/verdict.ts'
import { listPrivacy, present } from '../../support/filingFixture.ts'
import { pick, randomFrom } from '../../support/randomFrom.ts'
import { embeddedEngine } from '../../support/testDatabase.ts'
import { startTestApp } from '../../support/testServer.ts'
import type { TestApp } from '../../support/testServer.ts'

/** Another one every time; the one that failed is printed, and FILING_SEED plays it again. */
const seed = Number(process.env.FILING_SEED ?? randomInt(2 ** 31))
const filingsPerItem = 40
const today = '2026-12-01'
const profile: Profile = {
  name: '李敏', idKind: 'citizenId' as const, idNumber: '449999198810120029', birthDate: '1988-10-12', phone: '15400000002',
  address: '示例市示例区文昌路 9 号 201 房',
  wards: [{ name: '周小禾', idKind: 'citizenId' as const, idNumber: '449999201701050038', birthDate: '2017-01-05' }],
  organisations: [{ name: '示例演艺有限公司', uscc: '91449999MA00000073', role: 'legalRepresentative' as const }],
}

describe(`phone and server, seed ${seed}`, () => {
  const engine = embeddedEngine()
  let server: TestApp
  let codes: string[] = []

  beforeAll(async () => {
    server = await startTestApp(await engine.open())
    server.clock.set(`${today}T02:00:00.000Z`)
    codes = server.deps.catalogue.view.items.map(({ code }) => code)
  })
  afterAll(() => server.close())

  it('come to the same verdict, or name the same defects', async () => {
    expect(codes).toHaveLength(85)
    const seen = { taken: 0, refused: 0, inGroups: 0 }
    for (const [at, code] of codes.entries()) {
      // As a phone gets it, through JSON and whatever the route does to it.
      const served = (await server.visitor.get(`/api/items/${code}`)).json<Item>()
      const random = randomFrom(seed + at)
      for (let count = 0; count < filingsPerItem; count += 1) compare(served, random, seen)
    }
    // A test that never met one of these would prove little.
    for (const [name, times] of Object.entries(seen)) expect(times, name).toBeGreaterThan(20)
  }, 120_000)

  function compare(served: Item, random: () => number, seen: Record<'taken' | 'refused' | 'inGroups', number>): void {
    const { facts, filing } = anyFiling(served, random)
    const judged = judgeFiling(server.deps.catalogue, profile, filing, {
      credit: facts.credit, held: undefined, reusable: [],
    }, today)
    const defects = listDefects(served, facts)
    const refused = [listForbidden(defects), listUnfileable(defects)].find((list) => list.length > 0)
    const told = `${served.code} ${JSON.stringify(filing)}`
    if (Object.keys(facts.form).some((key) => key.includes('.'))) seen.inGroups += 1
    if (refused) {
      seen.refused += 1
      expect(judged.ok ? judged.value.verdict : judged.error.errors, told)
        .toEqual(refused.map(({ at, code }) => ({ pointer: at, code })))
      return
    }
    seen.taken += 1
    expect(judged.ok ? judged.value.verdict : judged.error, told)
      .toEqual(assessFiling(served, facts, server.deps.catalogue.view.calendar))
  }

  function anyFiling(item: Item, random: () => number): { facts: Facts, filing: FilingInput } {
    const capacity = pick(random, item.capacities.filter((one) => one !== 'agent'))
    const person = capacity === 'guardian' ? present(profile.wards[0]) : profile
    const { name, idKind, idNumber, birthDate } = person
    const credit = pick(random, ['clean', 'breach', 'unknown'] as CreditRecord[])
    const answers = Object.fromEntries(item.questions.filter(() => random() < 0.95)
      .map(({ id, options }) => [id, pick(random, random() < 0.02 ? ['gone'] : options.map(({ value }) => value))]))
    const form = anyForm(item, random)
    const facts: Facts = {
      today, capacity, credit, licences: undefined, reusable: { list: [], current: true },
      applicant: { birthDate, idKind }, answers, form, provisions: {},
    }
    const needed = listMaterials(item, facts).map(({ material }) => material)
    const provisions = Object.fromEntries(needed.filter(({ kind }) => kind !== 'form' && random() < 0.9)
      .map(({ id }): [string, Provision] => [id, anyProvision(item, id, random)]))
    const organisation = capacity === 'legalRepresentative' ? profile.organisations[0] : undefined
    return {
      facts: { ...facts, provisions },
      filing: {
        filingId: '0195a000-0000-7000-8000-000000000001', itemCode: item.code, itemVersion: item.version, capacity,
        applicant: { name, idKind, idNumber, birthDate }, answers, form, provisions, signatures: [],
        ...(organisation && { organisation: { name: organisation.name, uscc: organisation.uscc } }),
        noticesShown: listPrivacy(server.deps.catalogue.view)
          .map(({ id, version }) => ({ documentId: id, documentVersion: version, at: server.clock.now() })),
        tappedAt: server.clock.now(),
      },
    }
  }
})

/** Of a group none to three entries, sometimes with a gap. */
function anyForm(item: Item, random: () => number): Record<string, string> {
  const some = random() < 0.8 ? 0.99 : 0.7
  const fields = item.form.flatMap(({ id, repeat, fields: own }) => repeat
    ? [1, 2, 3].filter(() => random() < 0.5).flatMap((number) =>
        own.map((field) => ({ ...field, id: entryKey(id, number, field.id) })))
    : own)
  return Object.fromEntries(fields.filter(() => random() < some).map((field) => [field.id, anyValue(field, random)]))
}

const values: Partial<Record<Field['kind'], string[]>> = {
  citizenId: ['44999919900307004X', '449999201701050038', '44999920160601002X'], phone: ['13800138000', '15400000002'],
  date: ['2026-12-05', '2026-12-20', '2027-02-01', '2025-06-01'], uscc: ['91449999MA00000073'],
  plate: ['粤A12345', '粤B67890'], passport: ['E12345678'], idNumber: ['44999919900307004X'],
}

function anyValue({ kind, options, min = 1, max = 100 }: Field, random: () => number): string {
  if (random() < 0.02) return pick(random, ['', 'x', '2026-02-30', '449999199003070041'])
  if (kind === 'choice') return pick(random, (options ?? []).map(({ value }) => value))
  if (kind === 'number') return String(min + Math.floor(random() * (max - min + 1)))
  return pick(random, values[kind] ?? ['示例市示例区文昌路 9 号 201 房'])
}

function anyProvision({ commitments }: Item, materialId: string, random: () => number): Provision {
  const declared = commitments.find((one) => one.materialId === materialId)
  const ways: Provision[] = [
    { way: 'file', uploadIds: ['0195a000-0000-7000-8000-000000000009'] }, { way: 'library' },
    ...random() < 0.2 ? [{ way: 'later' } as const] : [],
    ...declared && random() < 0.4 ? [{ way: 'declare', commitmentId: declared.id } as const] : [],
  ]
  return pick(random, ways)
}
