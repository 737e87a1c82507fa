import { acceptanceDeadline } from '../../src/domain/clocks.ts'
import { endOfDay, plainDateAt } from '../../src/domain/plainDate.ts'
import type { Transaction } from '../database/transaction.ts'
import { uuidV7 } from '../database/uuidV7.ts'
import type { AppDependencies } from '../dependencies.ts'
import { insertJob } from '../repositories/officerJobs.ts'

export type JobKind = 'standIn' | 'deemAcceptance'

/** Puts a case on the stand-in officer's desk, where there is one. */
export async function enqueueStandIn(
  tx: Transaction, { settings }: Pick<AppDependencies, 'settings'>, caseId: string, at: string,
): Promise<void> {
  if (settings.officer === 'standIn') await enqueue(tx, caseId, 'standIn', at, at)
}

/**
 * Has the case looked at when the five working days are over: without a notice by then it counts as accepted
 * (LC-05). Where the calendar ends nothing is guessed, and nothing deemed.
 */
export async function enqueueAcceptance(
  tx: Transaction, { catalogue }: Pick<AppDependencies, 'catalogue'>, caseId: string, completeSince: string,
): Promise<void> {
  const last = acceptanceDeadline(plainDateAt(completeSince), catalogue.view.calendar)
  if (last) await enqueue(tx, caseId, 'deemAcceptance', completeSince, endOfDay(last))
}

function enqueue(tx: Transaction, caseId: string, kind: JobKind, now: string, runAfter: string): Promise<void> {
  const id = uuidV7(Date.parse(now))
  return insertJob(tx, { id, caseId, kind, payload: {}, runAfter, leaseUntil: null, attempts: 0 })
}
