import type { CaseView } from '../../contract/caseViews.ts'
import { fieldName, findField } from '../../domain/entries.ts'
import type { Field, Item, Material, Question } from '../../domain/item.ts'
import type { PlainDate } from '../../domain/plainDate.ts'

export interface Need {
  at: string
  material?: Material
  field?: Field
  question?: Question
  due?: PlainDate
  code?: string
  note?: string
}

/** Away from its card a field says whose it is. */
function namedField(item: Item, id = ''): Field | undefined {
  const field = findField(item, id)
  return field && { ...field, label: fieldName(field) }
}

/** What the case still needs from the resident: owed materials, then each point of the correction notice. */
export function toSupply({ item, owed, correction }: CaseView): Need[] {
  const materials = owed.map(({ materialId, due }) => ({
    at: `/provisions/${materialId}`, due, material: item.materials.find((one) => one.id === materialId),
  }))
  const points = (correction?.points ?? []).map(({ at, code, note }) => {
    const [, group, id] = at.split('/')
    return {
      at, code, note,
      material: group === 'provisions' ? item.materials.find((one) => one.id === id) : undefined,
      field: group === 'form' ? namedField(item, id) : undefined,
      question: group === 'answers' ? item.questions.find((one) => one.id === id) : undefined,
    }
  })
  return [...materials, ...points.filter((point) => !materials.some((one) => one.at === point.at))]
}
