/** A case as the use-cases hold it, inside their transaction: its row, its events, and what these add up to. */
import type { ActorKind, CaseEvent, CaseEventData } from '../../src/domain/caseEvents.ts'
import { acceptanceDeadline } from '../../src/domain/clocks.ts'
import { foldCase } from '../../src/domain/caseStatus.ts'
import type { CaseState } from '../../src/domain/caseStatus.ts'
import type { Facts } from '../../src/domain/facts.ts'
import type { Item } from '../../src/domain/item.ts'
import { plainDateAt } from '../../src/domain/plainDate.ts'
import type { Transaction } from '../database/transaction.ts'
import { uuidV7 } from '../database/uuidV7.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { insertEvents, listEvents } from '../repositories/caseEvents.ts'
import { updateCase } from '../repositories/cases.ts'
import type { CaseChange, CaseRow, FoundCase, Reader } from '../repositories/cases.ts'

export interface CaseFile {
  row: CaseRow
  filerName: string
  item: Item
  events: CaseEvent[]
  state: CaseState
}

/** What a case holds besides its events; a correction changes it. */
export type CaseContent = Pick<CaseChange, 'answers' | 'form' | 'provisions'>

/** Nobody in person. */
export const system: Actor = { kind: 'system', accountId: null }

export interface Actor {
  kind: ActorKind
  /** null: the stand-in officer, or the system. */
  accountId: string | null
}

/** Applicant and filer may read a case; an applicant without an account at filing is known by their number. */
export function mayRead({ applicantAccountId, filerAccountId, applicant }: CaseRow, { id, profile }: Account): boolean {
  if (filerAccountId === id || applicantAccountId === id) return true
  return applicantAccountId === null && applicant.idKind === profile.idKind && applicant.idNumber === profile.idNumber
}

/** An account as the database asks for what it may read. */
export function readerOf({ id: accountId, profile: { idKind, idNumber } }: Account): Reader {
  return { accountId, idKind, idNumber }
}

/** @throws Error when the item's version has left the catalogue: old versions stay readable */
function getItem({ catalogue }: Pick<AppDependencies, 'catalogue'>, row: CaseRow): Item {
  const item = catalogue.findItem(row.itemCode, row.itemVersion)
  if (!item) throw new Error(`no item ${row.itemCode}@${row.itemVersion}`)
  return item
}

export async function loadCaseFiles(
  tx: Transaction, deps: Pick<AppDependencies, 'catalogue'>, found: readonly FoundCase[],
): Promise<CaseFile[]> {
  const events = await listEvents(tx, found.map(({ row }) => row.id))
  return found.map(({ row, filerName }) => {
    const own = events.get(row.id) ?? []
    return { row, filerName, item: getItem(deps, row), events: own, state: foldCase(own) }
  })
}

export async function loadCaseFile(
  tx: Transaction, deps: Pick<AppDependencies, 'catalogue'>, found: FoundCase,
): Promise<CaseFile> {
  const [file] = await loadCaseFiles(tx, deps, [found])
  return file!
}

/** What the rules know of a case on a day; record and library were asked when it was filed. */
export function factsOf({ row }: Pick<CaseFile, 'row'>, today: string): Facts {
  const { capacity, applicant, answers, form, provisions } = row
  return {
    today, capacity, applicant: { birthDate: applicant.birthDate, idKind: applicant.idKind }, credit: 'unknown',
    licences: undefined, answers, form, provisions,
  }
}

/** Appends events at one instant and brings the row in line with them. @returns the case as it is then */
export async function recordEvents(
  tx: Transaction, { catalogue }: Pick<AppDependencies, 'catalogue'>, file: CaseFile, at: string, actor: Actor,
  data: CaseEventData[], change: CaseContent = {},
): Promise<CaseFile> {
  const seq = file.events.length
  const added = data.map((one, index): CaseEvent => ({ ...one, seq: seq + 1 + index, at, actor: actor.kind }))
  const events = [...file.events, ...added]
  const state = foldCase(events)
  const waits = state.status === 'received' || state.status === 'awaitingVisit'
  const update = {
    ...change, status: state.status, updatedAt: at, version: file.row.version + 1,
    acceptanceDue: waits ? acceptanceDeadline(plainDateAt(state.completeSince), catalogue.view.calendar) ?? null : null,
    decisionDue: state.decideBy ?? null,
  }
  await insertEvents(tx, file.row.id, added.map((event) => (
    { id: uuidV7(Date.parse(at)), event, actorAccountId: actor.accountId })))
  await updateCase(tx, file.row.id, update)
  return { ...file, row: { ...file.row, ...update }, events, state }
}
