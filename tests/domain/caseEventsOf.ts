import type { CaseEvent, CaseEventData } from '../../src/domain/caseEvents.ts'
import { addDays } from '../../src/domain/plainDate.ts'

/** Event data as a case's events, a day apart from 2026-11-02, 02:00Z; the first is `submitted`. */
export function caseEventsOf(...data: CaseEventData[]): CaseEvent[] {
  return [{ type: 'submitted' } as const, ...data].map((event, index) => ({
    ...event, seq: index + 1, at: dayAt(index), actor: 'officer' as const,
  }))
}

export function dayAt(index: number): string {
  return `${addDays('2026-11-02', index)}T02:00:00.000Z`
}
