import type { OfficerActionInput } from '../../../src/contract/officerAction.ts'
import type { CaseState } from '../../../src/domain/caseStatus.ts'
import type { Item } from '../../../src/domain/item.ts'
import type { Verdict } from '../../../src/domain/verdict.ts'

/** A case as it lies on the desk; the verdict is what the rules make of it today. */
export interface DeskCase {
  caseNo: string
  item: Item
  state: CaseState
  verdict: Verdict
}

/** Whoever decides on cases. People do it through the officer routes; then nobody decides here. */
export interface Officer {
  /** The next action, or undefined while it is somebody else's turn. */
  decideNext(desk: DeskCase): Omit<OfficerActionInput, 'afterSeq'> | undefined
}
