import { acceptanceDeadline } from '../../src/domain/clocks.ts'
import { endOfDay, plainDateAt } from '../../src/domain/plainDate.ts'
import { assessFiling } from '../../src/domain/verdict.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Officer } from '../adapters/officer/port.ts'
import type { AppDependencies } from '../dependencies.ts'
import { lockCase } from '../repositories/cases.ts'
import { deleteJob, leaseJob, postponeJob } from '../repositories/officerJobs.ts'
import type { OfficerJob } from '../repositories/officerJobs.ts'
import { factsOf, loadCaseFile, system } from './caseFile.ts'
import type { CaseFile } from './caseFile.ts'
import { enqueueStandIn } from './enqueueJobs.ts'
import { acceptance } from './officerEvents.ts'
import { shift } from './sessionTerms.ts'
import { recordWithNotice, takeOfficerAction } from './takeOfficerAction.ts'

type Deps = Pick<AppDependencies, 'database' | 'catalogue' | 'clock' | 'settings'>

export interface OfficerJobOptions {
  officer: Officer
  /** How long a job lies on the desk before the stand-in takes its next step, milliseconds. */
  stepMillis: number
  /** At most so many jobs in one go. */
  limit?: number
}

const leaseMillis = 30_000
const longestPostponement = 3_600_000

/**
 * Works off what is due: the stand-in's next steps, and cases nobody has answered in five working days. Any number of
 * servers may run it at once. A job that fails comes again, later each time.
 * @returns how many jobs were done
 * @throws AggregateError of the jobs that failed, after the others were done
 */
export async function runOfficerJobs(deps: Deps, options: OfficerJobOptions): Promise<number> {
  const { stepMillis, limit = 50 } = options
  const failures: unknown[] = []
  let done = 0
  while (done + failures.length < limit) {
    const now = deps.clock.now()
    const job = await inTransaction(deps.database.db, (tx) =>
      leaseJob(tx, { dueAt: shift(now, -stepMillis), now, leaseUntil: shift(now, leaseMillis) }))
    if (!job) break
    try {
      await runJob(deps, options, job)
      done += 1
    } catch (error) {
      failures.push(error)
      const wait = Math.min(longestPostponement, 1000 * 2 ** job.attempts)
      await inTransaction(deps.database.db, (tx) => postponeJob(tx, job, shift(now, wait)))
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'officer jobs failed')
  return done
}

/** The step and the end of its job commit together: a step is taken once, whatever dies when. */
async function runJob(deps: Deps, { officer }: OfficerJobOptions, job: OfficerJob): Promise<void> {
  await inTransaction(deps.database.db, async (tx) => {
    if (!await deleteJob(tx, job)) return
    const found = await lockCase(tx, { id: job.caseId })
    if (!found) return
    const file = await loadCaseFile(tx, deps, found)
    if (job.kind === 'deemAcceptance') await deemAcceptance(tx, deps, file)
    else await takeStep(tx, deps, officer, file)
  })
}

/** One step of the stand-in; accepting and deciding an instant case are one. */
async function takeStep(tx: Transaction, deps: Deps, officer: Officer, file: CaseFile): Promise<void> {
  const at = deps.clock.now()
  const verdict = assessFiling(file.item, factsOf(file, plainDateAt(at)), deps.catalogue.view.calendar)
  const order = officer.decideNext({ caseNo: file.row.caseNo, item: file.item, state: file.state, verdict })
  if (!order) return
  const after = await takeOfficerAction(tx, deps, file, order, { kind: 'officer', accountId: null }, at)
  if (!after.ok) throw new Error(`the stand-in may not ${order.action} a case that is ${file.state.status}`)
  if (order.action === 'accept' && file.item.caseType === 'instant') return takeStep(tx, deps, officer, after.value)
  await enqueueStandIn(tx, deps, file.row.id, at)
}

/** 视为受理: five working days without a notice (行政许可法 第三十二条第一款第四项). */
async function deemAcceptance(tx: Transaction, deps: Deps, file: CaseFile): Promise<void> {
  const { calendar } = deps.catalogue.view
  const at = deps.clock.now()
  const completeOn = plainDateAt(file.state.completeSince)
  const last = acceptanceDeadline(completeOn, calendar)
  // Answered meanwhile, waiting for the visit, or complete since a later day, which has a job of its own.
  if (file.state.status !== 'received' || !last || Date.parse(at) < Date.parse(endOfDay(last))) return
  const event = { type: 'acceptedDeemed', ...acceptance(file, plainDateAt(at), calendar, completeOn) } as const
  await recordWithNotice(tx, deps, file, event, system, at)
  await enqueueStandIn(tx, deps, file.row.id, at)
}
