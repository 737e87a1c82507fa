import { checkCitizenId } from './identifiers/citizenId.ts'
import { checkDriverFileNumber } from './identifiers/driverFileNumber.ts'
import { checkExitEntryPermit } from './identifiers/exitEntryPermit.ts'
import { normalise } from './identifiers/normalise.ts'
import { checkPassport } from './identifiers/passport.ts'
import { checkPhone } from './identifiers/phone.ts'
import { checkPlate } from './identifiers/plate.ts'
import { checkUscc } from './identifiers/uscc.ts'
import { checkVin } from './identifiers/vin.ts'
import type { Field, FieldKind, IdKind } from './item.ts'
import { checkPersonIdentity } from './personIdentity.ts'
import { isPlainDate } from './plainDate.ts'
import type { PlainDate } from './plainDate.ts'

const defaultMaxLength = 200

/** Gives the code of what is wrong with a field's value, undefined when it is fine. Identifier codes: rules.md §6. */
export function checkField(field: Field, value: string, today: PlainDate): string | undefined {
  const text = value.trim()
  if (text === '') return field.required ? 'field-missing' : undefined
  if ([...text].length > (field.maxLength ?? defaultMaxLength)) return 'field-too-long'
  return checkKind(field, text, today)
}

function checkKind(field: Field, text: string, today: PlainDate): string | undefined {
  switch (field.kind) {
    case 'choice': return field.options?.some((option) => option.value === text) ? undefined : 'choice-unknown'
    case 'number': return checkNumber(field, fold(field, text))
    case 'date': return isPlainDate(text) ? undefined : 'date-invalid'
    case 'phone': return codeOf(checkPhone(text))
    case 'citizenId': return codeOf(checkCitizenId(text, today))
    case 'uscc': return codeOf(checkUscc(text))
    case 'passport': return codeOf(checkPassport(text))
    case 'foreignPassport': return codeOf(checkPassport(text, 'foreign'))
    case 'driverFileNumber': return codeOf(checkDriverFileNumber(text))
    case 'plate': return codeOf(checkPlate(text))
    case 'vin': return codeOf(checkVin(text))
    case 'exitEntryPermit': return codeOf(checkExitEntryPermit(text))
    case 'idNumber': return checkAnyIdentity(text, today)
    case 'text': case 'textarea': case 'address':
      return hasControlCharacter(text) ? 'field-control-character' : undefined
  }
}

const foldedKinds: readonly FieldKind[] = [
  'number', 'phone', 'citizenId', 'uscc', 'passport', 'foreignPassport', 'driverFileNumber', 'plate', 'vin', 'idNumber',
  'exitEntryPermit',
]

/** The value as it is kept: full-width and spaces folded in numbers and codes, other text only trimmed. */
export function normaliseField(field: Field, value: string): string {
  return foldedKinds.includes(field.kind) ? fold(field, value) : value.trim()
}

/** A hyphen in a number stays and is refused: 5-10 is a span, not five hundred and ten. */
function fold(field: Field, value: string): string {
  return field.kind === 'number' && /[\p{Pd}\u2212]/u.test(value) ? value.trim() : normalise(value)
}

function checkNumber(field: Field, text: string): string | undefined {
  if (!/^\d{1,9}$/.test(text)) return 'number-invalid'
  const number = Number(text)
  if (field.min !== undefined && number < field.min) return 'number-too-small'
  return field.max !== undefined && number > field.max ? 'number-too-large' : undefined
}

/**
 * Any kind of identity document: of most it is enough that one fits; otherwise what is wrong with it as a citizen's
 * number is told. Passport numbers have no common form, but none is longer than nine digits (ICAO 9303): more of them
 * are a citizen's number mistyped.
 */
function checkAnyIdentity(text: string, today: PlainDate): string | undefined {
  const kinds: IdKind[] = ['hmtResidencePermit', 'hmtTravelPermit', 'foreignPermanentResident']
  if (!/^\d{10,}X?$/.test(normalise(text))) kinds.push('passport')
  if (kinds.some((kind) => checkPersonIdentity(kind, text, today).ok)) return undefined
  return codeOf(checkCitizenId(text, today))
}

function hasControlCharacter(text: string): boolean {
  return /[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)
}

function codeOf(result: { ok: true } | { ok: false, error: string }): string | undefined {
  return result.ok ? undefined : result.error
}
