import type { CaseView } from '../../contract/caseViews.ts'
import type { Problem } from '../../contract/problems.ts'
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
  /** What the server found wrong with what was sent for it. */
  refused?: string
}

/** Away from its card a field says whose it is. */
function namedField(item: Item, id = ''): Field | undefined {
  const field = findField(item, id)
  return field && { ...field, label: fieldName(field) }
}

/** What the filing has at this place, to be given (anew). */
function findPart(item: Item, at: string): Pick<Need, 'material' | 'field' | 'question'> {
  const [, group, id] = at.split('/')
  switch (group) {
    case 'provisions': return { material: item.materials.find((one) => one.id === id) }
    case 'form': return { field: namedField(item, id) }
    case 'answers': return { question: item.questions.find((one) => one.id === id) }
    default: return {}
  }
}

/**
 * What the case still needs from the resident: owed materials, each point of the correction notice, and what the
 * server asked for when it refused what was sent: a corrected answer may make something else necessary.
 */
export function toSupply({ item, owed, correction }: CaseView, problem?: Problem): Need[] {
  const refused = (problem?.errors ?? []).filter(({ pointer }) => Object.values(findPart(item, pointer)).some(Boolean))
  const materials = owed.map(({ materialId, due }) => ({
    at: `/provisions/${materialId}`, due, material: item.materials.find((one) => one.id === materialId),
  }))
  const points = (correction?.points ?? []).map(({ at, code, note }) => ({ at, code, note, ...findPart(item, at) }))
  const more = refused.map(({ pointer: at }) => ({ at, ...findPart(item, at) }))
  const needs = new Map<string, Need>()
  for (const need of [...materials, ...points, ...more]) if (!needs.has(need.at)) needs.set(need.at, need)
  return [...needs.values()].map((need) => {
    const error = refused.find(({ pointer }) => pointer === need.at)
    return error ? { ...need, refused: error.code } : need
  })
}
