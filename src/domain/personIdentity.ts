import { checkCitizenId } from './identifiers/citizenId.ts'
import { checkForeignPermanentResident } from './identifiers/foreignPermanentResident.ts'
import { checkHmtResidencePermit } from './identifiers/hmtResidencePermit.ts'
import { checkHmtTravelPermit } from './identifiers/hmtTravelPermit.ts'
import { checkPassport } from './identifiers/passport.ts'
import type { IdKind } from './item.ts'
import { isPlainDate } from './plainDate.ts'
import type { PlainDate } from './plainDate.ts'
import { fail, ok } from './result.ts'
import type { Result } from './result.ts'

export interface PersonIdentity {
  /** Normalised number. */
  value: string
  /** Where the number itself says it. */
  birthDate?: PlainDate
}

/** Checks an identity number by its kind (rules.md §6) and reads the birth date where the number holds one. */
export function checkPersonIdentity(idKind: IdKind, input: string, today: PlainDate): Result<PersonIdentity, string> {
  const result = checkByKind(idKind, input, today)
  if (!result.ok) return fail(result.error)
  const { value } = result
  return ok('birthDate' in value ? { value: value.value, birthDate: value.birthDate } : { value: value.value })
}

/** Whether somebody may have been born on a day, or it is not said. */
export function isBirthDate(date: string | undefined, today: PlainDate): boolean {
  return date === undefined || (isPlainDate(date) && date <= today)
}

function checkByKind(idKind: IdKind, input: string, today: PlainDate) {
  switch (idKind) {
    case 'citizenId': return checkCitizenId(input, today)
    case 'hmtResidencePermit': return checkHmtResidencePermit(input, today)
    case 'hmtTravelPermit': return checkHmtTravelPermit(input)
    case 'foreignPermanentResident': return checkForeignPermanentResident(input, today)
    case 'passport': return checkPassport(input, 'foreign')
  }
}
