import { hasText, t } from '../../platform/i18n.ts'

/** Words for a defect's code; a code without words still says that something is to be checked. */
export function defectText(code: string): string {
  const key = `defects.${code}`
  return hasText(key) ? t(key) : t('defects.other')
}
