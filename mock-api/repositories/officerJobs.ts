import { and, asc, eq, isNull, lt, lte, or } from 'drizzle-orm'
import { officerJobs } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

export type OfficerJob = typeof officerJobs.$inferSelect

export async function insertJob(tx: Transaction, job: OfficerJob): Promise<void> {
  await tx.insert(officerJobs).values(job)
}

/**
 * Takes the next due job for as long as the lease runs. Servers that look at the same time take different jobs; a
 * job whose server died comes back when its lease has run out.
 */
export async function leaseJob(
  tx: Transaction, { dueAt, now, leaseUntil }: { dueAt: string, now: string, leaseUntil: string },
): Promise<OfficerJob | undefined> {
  const due = await tx.select().from(officerJobs)
    .where(and(lte(officerJobs.runAfter, dueAt), or(isNull(officerJobs.leaseUntil), lt(officerJobs.leaseUntil, now))))
    .orderBy(asc(officerJobs.runAfter)).limit(1).for('update', { skipLocked: true })
  const job = due[0]
  if (!job) return undefined
  const attempts = job.attempts + 1
  await tx.update(officerJobs).set({ leaseUntil, attempts }).where(eq(officerJobs.id, job.id))
  return { ...job, leaseUntil, attempts }
}

/** @returns false when the job is not ours any more: its lease ran out and somebody else has it */
export async function deleteJob(tx: Transaction, job: OfficerJob): Promise<boolean> {
  const rows = await tx.delete(officerJobs)
    .where(and(eq(officerJobs.id, job.id), eq(officerJobs.attempts, job.attempts)))
    .returning({ id: officerJobs.id })
  return rows.length > 0
}

/** Puts a job off; it is free for anybody then. */
export async function postponeJob(tx: Transaction, job: OfficerJob, runAfter: string): Promise<void> {
  await tx.update(officerJobs).set({ runAfter, leaseUntil: null })
    .where(and(eq(officerJobs.id, job.id), eq(officerJobs.attempts, job.attempts)))
}
