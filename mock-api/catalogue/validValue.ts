import { mod11Check } from '../../src/domain/identifiers/mod11.ts'
import type { Field } from '../../src/domain/item.ts'
import { addDays } from '../../src/domain/plainDate.ts'
import type { PlainDate } from '../../src/domain/plainDate.ts'

/**
 * A value the field takes: of the synthetic ones of rules.md §6, none of which belongs to anybody. `entry` makes those
 * of a group's entries differ where the catalogue asks for it.
 */
export function validValue(field: Field, today: PlainDate, entry = 1): string {
  switch (field.kind) {
    case 'choice': return field.options?.[0]?.value ?? ''
    case 'number': return String(Math.max(field.min ?? 1, Math.min(field.max ?? 1, 1)))
    case 'date': return addDays(today, 60)
    case 'phone': return '13800138000'
    case 'citizenId': case 'idNumber': return entry === 1 ? '44999919900307004X' : madeUpNumber(entry)
    case 'uscc': return '91449999MA00000073'
    case 'passport': return 'E00000000'
    case 'foreignPassport': return 'X1234567'
    case 'driverFileNumber': return '449900000001'
    case 'plate': return '粤A00000'
    case 'vin': return 'LSVAA000000000001'
    case 'exitEntryPermit': return 'C00000000'
    case 'text': case 'textarea': case 'address': return entry === 1 ? '示例' : `示例${entry}`
  }
}

/** Another number of the same made-up region and day, with its right check character. */
function madeUpNumber(entry: number): string {
  const body = `44999919900307${String(100 + entry)}`
  return `${body}${mod11Check(body)}`
}
