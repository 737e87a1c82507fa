import { describe, expect, it } from 'vitest'
import { demoPeople } from '../../../mock-api/adapters/identity/stand-in/people.ts'
import { readPerson } from '../../../mock-api/adapters/identity/readPerson.ts'
import { checkCitizenId } from '../../../src/domain/identifiers/citizenId.ts'
import { checkForeignPermanentResident } from '../../../src/domain/identifiers/foreignPermanentResident.ts'
import { checkHmtResidencePermit } from '../../../src/domain/identifiers/hmtResidencePermit.ts'
import { checkPhone } from '../../../src/domain/identifiers/phone.ts'
import { checkUscc } from '../../../src/domain/identifiers/uscc.ts'
import { ageOn } from '../../../src/domain/plainDate.ts'

const today = '2026-06-01'
const at = '2026-06-01T00:00:00.000Z'

function check(idKind: string, number: string) {
  if (idKind === 'citizenId') return checkCitizenId(number, today)
  if (idKind === 'hmtResidencePermit') return checkHmtResidencePermit(number, today)
  return checkForeignPermanentResident(number, today)
}

const people = demoPeople.map(({ id, claims }) => ({ id, person: readPerson({ iss: 'i', sub: id }, claims, at) }))
const profileOf = (id: string) => people.find((entry) => entry.id === id)?.person?.profile

describe('the demo people', () => {
  it.each(people)('$id has numbers that pass every check and fit the birth date', ({ person }) => {
    const profile = person?.profile
    if (!profile) throw new Error('the claims are not understood')
    expect(check(profile.idKind, profile.idNumber).ok).toBe(true)
    expect(profile.idNumber).toContain(profile.birthDate?.replaceAll('-', ''))
    expect(checkPhone(profile.phone).ok).toBe(true)
    for (const { uscc } of profile.organisations) expect(checkUscc(uscc).ok).toBe(true)
    for (const { idNumber, birthDate } of profile.wards) {
      expect(checkCitizenId(idNumber, today).ok).toBe(true)
      expect(idNumber).toContain(birthDate.replaceAll('-', ''))
    }
  })

  it('uses only numbers that belong to nobody', () => {
    for (const { person } of people) {
      const { idNumber, phone, wards } = person?.profile ?? { idNumber: '', phone: '', wards: [] }
      for (const number of [idNumber, ...wards.map((ward) => ward.idNumber)]) {
        expect(number).toMatch(/^(449999\d{11}[\dX]|810000190001010018|944840190001010015)$/)
      }
      // 154 is allocated to no operator.
      expect(phone).toMatch(/^154/)
    }
  })

  it('is one aged 68, the mother of a child of 9, a breach, and two officers', () => {
    expect(ageOn(profileOf('chen')?.birthDate ?? '', today)).toBe(68)
    expect(ageOn(profileOf('li')?.wards[0]?.birthDate ?? '', today)).toBe(9)
    expect(demoPeople.filter(({ credit }) => credit === 'breach').map(({ id }) => id)).toEqual(['zhao'])
    expect(people.filter(({ person }) => person?.role === 'officer')).toHaveLength(2)
    expect(profileOf('wang')?.organisations[0]?.role).toBe('legalRepresentative')
  })
})
