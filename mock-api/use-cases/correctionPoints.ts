import type { CorrectionPoint } from '../../src/domain/caseEvents.ts'
import type { Item } from '../../src/domain/item.ts'
import type { Reason } from '../../src/domain/verdict.ts'

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
