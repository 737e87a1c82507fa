import { asc, inArray } from 'drizzle-orm'
import type { CaseEvent } from '../../src/domain/caseEvents.ts'
import { caseEvents } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

interface NewEvent {
  id: string
  event: CaseEvent
  /** Who did it; null for the stand-in and the system. */
  actorAccountId: string | null
}

/** The (case, seq) key refuses a second event in the same place. */
export async function insertEvents(tx: Transaction, caseId: string, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.insert(caseEvents).values(events.map(({ id, event, actorAccountId }) => {
    const { seq, at, actor, type, ...data } = event
    return { caseId, seq, id, type, at, actorKind: actor, actorAccountId, data }
  }))
}

/** Each case's events, first to last. */
export async function listEvents(tx: Transaction, caseIds: readonly string[]): Promise<Map<string, CaseEvent[]>> {
  const events = new Map<string, CaseEvent[]>(caseIds.map((id) => [id, []]))
  if (caseIds.length === 0) return events
  const rows = await tx.select().from(caseEvents).where(inArray(caseEvents.caseId, [...caseIds]))
    .orderBy(asc(caseEvents.seq))
  for (const { caseId, seq, type, at, actorKind, data } of rows) {
    events.get(caseId)?.push({ ...data as object, type, seq, at, actor: actorKind } as CaseEvent)
  }
  return events
}
