import type { Facts, Provision } from '../../src/domain/facts.ts'
import type { Example, Item } from '../../src/domain/item.ts'
import { validValue } from './validValue.ts'
import { findCommitment, listFields, listMaterials } from '../../src/domain/requirements.ts'

/**
 * An example of the catalogue as facts for the rules: required fields it does not name are filled in rightly, materials
 * it does not name are handed in, credit is clean.
 */
export function exampleFacts(item: Item, example: Example): Facts {
  const { today, capacity, birthDate, idKind, credit, answers, form, provisions: ways } = example.facts
  const facts: Facts = {
    today, capacity, applicant: { ...(birthDate && { birthDate }), ...(idKind && { idKind }) },
    credit: credit ?? 'clean',
    // The library lends to the people concerned; an agent uploads what the principal gave him.
    licences: capacity === 'agent' ? [] : item.materials.flatMap(({ licence }) => licence ? [licence] : []),
    answers, form: form ?? {}, provisions: {},
  }
  facts.form = fillForm(item, facts)
  for (const { material, applies } of listMaterials(item, facts)) {
    const way = ways?.[material.id] ?? (applies && material.necessity !== 2 && material.kind !== 'form' ? 'file' : 'missing')
    const provision = provide(way, findCommitment(item, material, facts)?.id)
    if (provision) facts.provisions[material.id] = provision
  }
  return facts
}

/** A field filled in may open another: filled in until none is left. */
function fillForm(item: Item, facts: Facts): Record<string, string> {
  const open = listFields(item, facts).filter(({ id, required }) => required && facts.form[id] === undefined)
  if (open.length === 0) return facts.form
  const filled = Object.fromEntries(open.map((field) =>
    [field.id, validValue(field, facts.today, field.entry?.number)]))
  return fillForm(item, { ...facts, form: { ...facts.form, ...filled } })
}

type ExampleWay = NonNullable<Example['facts']['provisions']>[string]

function provide(way: ExampleWay, commitmentId = ''): Provision | undefined {
  switch (way) {
    case 'file': return { way, uploadIds: ['example'] }
    case 'library': case 'later': return { way }
    case 'declare': return { way, commitmentId }
    case 'missing': return undefined
  }
}
