/** Residents made to measure: whoever an example of the catalogue speaks of, with numbers that belong to nobody. */
import type { ApplicantInput, FilingInput } from '../../../src/contract/filing.ts'
import { mod11Check } from '../../../src/domain/identifiers/mod11.ts'
import type { ExampleFacts, IdKind, Item } from '../../../src/domain/item.ts'
import { addYears } from '../../../src/domain/plainDate.ts'
import type { PlainDate } from '../../../src/domain/plainDate.ts'

export interface Resident {
  /** What an identity provider says of whoever files. */
  claims: object
  applicant: ApplicantInput & { birthDate: PlainDate }
  organisation: FilingInput['organisation']
}

const organisation = { name: '示例演艺有限公司', uscc: '91449999MA00000073' }
/** Where an example does not say how old somebody is. */
const ages = { child: 10, adult: 30 }

let made = 0

/** Somebody who may file an item as the example does, and in whose name. */
export function makeResident(item: Pick<Item, 'audiences'>, { capacity, birthDate, idKind, today }: ExampleFacts): Resident {
  const age = capacity === 'guardian' ? ages.child : ages.adult
  const applicant = makePerson('示例申请人', idKind ?? 'citizenId', birthDate ?? addYears(today, -age))
  const isOwn = capacity === 'self' || capacity === 'legalRepresentative'
  const filer = isOwn ? applicant : makePerson('示例经办人', 'citizenId', addYears(today, -ages.adult))
  const forOrganisation = capacity === 'legalRepresentative' || !item.audiences.includes('individual')
  return {
    applicant,
    organisation: forOrganisation ? organisation : undefined,
    claims: {
      ...toClaims(filer), phone_number: '15400000009', address: { formatted: '示例市示例区示例路 9 号' },
      ...(capacity === 'guardian' && { wards: [toClaims(applicant)] }),
      ...(capacity === 'legalRepresentative' && { organisations: [{ ...organisation, role: capacity }] }),
    },
  }
}

function makePerson(name: string, idKind: IdKind, birthDate: PlainDate): Resident['applicant'] {
  made += 1
  return { name, idKind, idNumber: makeNumber(idKind, birthDate, made), birthDate }
}

/** Forms and check characters as in src/domain/identifiers; 449999 is no region, 840 any nationality. */
function makeNumber(idKind: IdKind, birthDate: PlainDate, serial: number): string {
  switch (idKind) {
    case 'citizenId': return withBirth('449999', birthDate, serial)
    case 'hmtResidencePermit': return withBirth('810000', birthDate, serial)
    case 'foreignPermanentResident': return withBirth('944840', birthDate, serial)
    case 'hmtTravelPermit': return `H${String(serial).padStart(8, '0')}`
    case 'passport': return `X${String(serial).padStart(7, '0')}`
  }
}

function withBirth(region: string, birthDate: PlainDate, serial: number): string {
  const digits = `${region}${birthDate.replaceAll('-', '')}${String(serial % 1000).padStart(3, '0')}`
  return digits + mod11Check(digits)
}

function toClaims({ name, idKind, idNumber, birthDate }: Resident['applicant']): object {
  return { name, id_kind: idKind, id_number: idNumber, birthdate: birthDate }
}
