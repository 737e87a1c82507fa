import type { Problem } from '../contract/problems.ts'
import { formatDateTime } from './format.ts'
import type { HttpFailure } from './http.ts'
import { hasText, t } from './i18n.ts'

/** Words for a defect's code; a code without words still says that something is to be checked. */
export function defectText(code: string): string {
  const key = `defects.${code}`
  return hasText(key) ? t(key) : t('defects.other')
}

/** What there is to say of a place, after its name; a question's without its mark. */
export function textAt(name: string, text: string): string {
  return t('ui.errorAt', { name: name.replace(/[？?]$/u, ''), text })
}

/**
 * A problem in words: what happened, then each thing it points at, without saying the same thing twice, and when it
 * will be over, if that is known.
 */
export function problemLines({ code, errors = [], facts }: Problem): string[] {
  const details = errors.map((error) => defectText(error.code))
  const until = facts?.['until']
  const end = typeof until === 'string' ? [t('ui.possibleFrom', { until: formatDateTime(until) })] : []
  return [t(`problems.${code}`), ...new Set(details), ...end]
}

/** A failed request in words. */
export function failureText(failure: HttpFailure): string {
  return t(failure.kind === 'problem' ? `problems.${failure.problem.code}` : `problems.${failure.kind}`)
}
