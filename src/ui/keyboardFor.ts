import type { Field } from '../domain/item.ts'

interface Keyboard {
  type: 'text' | 'tel'
  inputmode?: 'numeric' | 'tel' | 'text'
  autocomplete: string
  autocapitalize?: 'characters' | 'off'
}

/** The right keyboard and autofill hint for a field; numbers are typed as text, so that nothing spins or rounds. */
export function keyboardFor(field: Field): Keyboard {
  const autocomplete = field.autocomplete ?? 'off'
  switch (field.kind) {
    case 'phone': return { type: 'tel', inputmode: 'tel', autocomplete }
    case 'number': case 'driverFileNumber': return { type: 'text', inputmode: 'numeric', autocomplete }
    case 'citizenId': case 'uscc': case 'passport': case 'foreignPassport': case 'vin': case 'idNumber':
    case 'plate': case 'exitEntryPermit':
      return { type: 'text', inputmode: 'text', autocomplete, autocapitalize: 'characters' }
    default: return { type: 'text', autocomplete }
  }
}
