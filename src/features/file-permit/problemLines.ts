import type { Problem } from '../../contract/problems.ts'
import { t } from '../../platform/i18n.ts'
import { defectText } from './defectText.ts'

/** A problem in words: what happened, then each thing it points at, without saying the same thing twice. */
export function problemLines(problem: Problem): string[] {
  const details = (problem.errors ?? []).map((error) => defectText(error.code))
  return [t(`problems.${problem.code}`), ...new Set(details)]
}
