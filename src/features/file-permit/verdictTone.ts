import type { VerdictKind } from '../../domain/item.ts'

/** The tone of a verdict; while something is still to be filled in it is only information. */
export function verdictTone(kind: VerdictKind, unfinished: boolean): 'info' | 'warning' | 'success' {
  if (unfinished || kind === 'noPermitNeeded') return 'info'
  return kind.startsWith('acceptable') ? 'success' : 'warning'
}
