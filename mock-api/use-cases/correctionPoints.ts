import type { CorrectionPoint } from '../../src/domain/caseEvents.ts'
import { askedFields } from '../../src/domain/entries.ts'
import type { Item } from '../../src/domain/item.ts'
import type { Reason } from '../../src/domain/verdict.ts'
import type { CaseFile } from './caseFile.ts'

/** Whether the case has such a place, of a group only entries that were filed: nobody could mend another. */
export function isAskedOf({ item, row }: CaseFile, at: string): boolean {
  const [, group, id] = at.split('/')
  const asked: readonly { id: string }[] = group === 'form'
    ? item.form.flatMap((section) => askedFields(section, row.form))
    : group === 'answers' ? item.questions : item.materials
  return asked.some((one) => one.id === id)
}

/** What the rules find wrong, as points of a correction notice in the catalogue's words. */
export function reasonsToPoints(item: Item, reasons: readonly Reason[]): CorrectionPoint[] {
  return reasons.filter(isCorrectable).map(({ at, code, outcomeId }) => {
    const materialId = /^\/provisions\/(.+)$/.exec(at)?.[1]
    const note = item.outcomes.find((outcome) => outcome.id === outcomeId)?.text
    return { at, code, ...(materialId && { materialId }), ...(note && { note }) }
  })
}

/** Every other defect is refused at the door, in a filing and in a supplement alike. */
function isCorrectable({ code }: Reason): boolean {
  return code === 'material-missing' || code === 'outcome-correction'
}
