import type { Field } from '../../src/domain/item.ts'
import { addDays } from '../../src/domain/plainDate.ts'
import type { PlainDate } from '../../src/domain/plainDate.ts'

/** A value the field takes: of the synthetic ones of rules.md §6, none of which belongs to anybody. */
export function validValue(field: Field, today: PlainDate): string {
  switch (field.kind) {
    case 'choice': return field.options?.[0]?.value ?? ''
    case 'number': return String(Math.max(field.min ?? 1, Math.min(field.max ?? 1, 1)))
    case 'date': return addDays(today, 60)
    case 'phone': return '13800138000'
    case 'citizenId': case 'idNumber': return '44999919900307004X'
    case 'uscc': return '91449999MA00000073'
    case 'passport': return 'E00000000'
    case 'foreignPassport': return 'X1234567'
    case 'driverFileNumber': return '449900000001'
    case 'plate': return '粤A00000'
    case 'vin': return 'LSVAA000000000001'
    case 'exitEntryPermit': return 'C00000000'
    case 'text': case 'textarea': case 'address': return '示例'
  }
}
