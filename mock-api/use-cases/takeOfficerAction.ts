import type { ProblemValue } from '../../src/contract/problems.ts'
import type { CaseEventData } from '../../src/domain/caseEvents.ts'
import { plainDateAt } from '../../src/domain/plainDate.ts'
import { ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import { setMaterialState } from '../repositories/caseMaterials.ts'
import { recordEvents } from './caseFile.ts'
import type { Actor, CaseContent, CaseFile } from './caseFile.ts'
import { enqueueAcceptance } from './enqueueJobs.ts'
import { issueNotice } from './issueNotice.ts'
import { keepPayment } from './keepPayment.ts'
import { noticeFor } from './noticeContents.ts'
import { decideEvent } from './officerEvents.ts'
import type { OfficerOrder } from './officerEvents.ts'

type Deps = Pick<AppDependencies, 'catalogue'>

/** Carries an officer's action out on a locked case. Problems: those of `decideEvent`. @returns the case after it */
export async function takeOfficerAction(
  tx: Transaction, deps: Deps, file: CaseFile, order: OfficerOrder, actor: Actor, at: string,
): Promise<Result<CaseFile, ProblemValue>> {
  const event = decideEvent(file, order, plainDateAt(at), deps.catalogue.view.calendar)
  return event.ok ? ok(await recordWithNotice(tx, deps, file, event.value, actor, at)) : event
}

/** Appends an event, keeps materials and fee in line and issues the paper that goes with it. */
export async function recordWithNotice(
  tx: Transaction, deps: Deps, file: CaseFile, event: CaseEventData, actor: Actor, at: string, change: CaseContent = {},
): Promise<CaseFile> {
  const after = await recordEvents(tx, deps, file, at, actor, [event], change)
  await keepMaterials(tx, file, event)
  // The set is complete with the visit: the five working days start anew.
  if (event.type === 'visited') await enqueueAcceptance(tx, deps, file.row.id, at)
  const recorded = after.events.at(-1)!
  const notice = noticeFor(file.item, recorded, after.state)
  if (notice) await issueNotice(tx, deps, after, at, notice)
  return keepPayment(tx, deps, after, recorded)
}

async function keepMaterials(tx: Transaction, { row, state }: CaseFile, event: CaseEventData): Promise<void> {
  if (event.type === 'accepted') await setMaterialState(tx, row.id, state.toVerify, 'verified')
  if (event.type === 'supplementVerified') await setMaterialState(tx, row.id, event.materialIds, 'verified')
  if (event.type === 'supplementRefused') {
    const refused = event.points.flatMap(({ materialId }) => materialId ? [materialId] : [])
    await setMaterialState(tx, row.id, refused, 'refused')
  }
}
