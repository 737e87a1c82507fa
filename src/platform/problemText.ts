import type { Problem } from '../contract/problems.ts'
import type { HttpFailure } from './http.ts'
import { hasText, t } from './i18n.ts'

/** Words for a defect's code; a code without words still says that something is to be checked. */
export function defectText(code: string): string {
  const key = `defects.${code}`
  return hasText(key) ? t(key) : t('defects.other')
}

/** A problem in words: what happened, then each thing it points at, without saying the same thing twice. */
export function problemLines(problem: Problem): string[] {
  const details = (problem.errors ?? []).map((error) => defectText(error.code))
  return [t(`problems.${problem.code}`), ...new Set(details)]
}

/** A failed request in words. */
export function failureText(failure: HttpFailure): string {
  return t(failure.kind === 'problem' ? `problems.${failure.problem.code}` : `problems.${failure.kind}`)
}
