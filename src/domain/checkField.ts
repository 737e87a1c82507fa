import { checkCitizenId } from './identifiers/citizenId.ts'
import { checkDriverFileNumber } from './identifiers/driverFileNumber.ts'
import { normalise } from './identifiers/normalise.ts'
import { checkPassport } from './identifiers/passport.ts'
import { checkPhone } from './identifiers/phone.ts'
import { checkUscc } from './identifiers/uscc.ts'
import type { Field, FieldKind } from './item.ts'
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
    case 'number': return checkNumber(field, normalise(text))
    case 'date': return isPlainDate(text) ? undefined : 'date-invalid'
    case 'phone': return codeOf(checkPhone(text))
    case 'citizenId': return codeOf(checkCitizenId(text, today))
    case 'uscc': return codeOf(checkUscc(text))
    case 'passport': return codeOf(checkPassport(text))
    case 'driverFileNumber': return codeOf(checkDriverFileNumber(text))
    case 'text': case 'textarea': case 'address':
      return hasControlCharacter(text) ? 'field-control-character' : undefined
  }
}

const foldedKinds: readonly FieldKind[] = ['number', 'phone', 'citizenId', 'uscc', 'passport', 'driverFileNumber']

/** The value as it is kept: full-width and spaces folded in numbers and codes, other text only trimmed. */
export function normaliseField(field: Field, value: string): string {
  return foldedKinds.includes(field.kind) ? normalise(value) : value.trim()
}

function checkNumber(field: Field, text: string): string | undefined {
  if (!/^\d{1,9}$/.test(text)) return 'number-invalid'
  const number = Number(text)
  if (field.min !== undefined && number < field.min) return 'number-too-small'
  return field.max !== undefined && number > field.max ? 'number-too-large' : undefined
}

function hasControlCharacter(text: string): boolean {
  return /[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)
}

function codeOf(result: { ok: true } | { ok: false, error: string }): string | undefined {
  return result.ok ? undefined : result.error
}
