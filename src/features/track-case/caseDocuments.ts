import type { CaseView, NoticeView } from '../../contract/caseViews.ts'
import { formatDate, formatDateTime } from '../../platform/format.ts'
import { hasText, t } from '../../platform/i18n.ts'
import { defectText } from '../../platform/problemText.ts'
import { reasonText } from './caseTexts.ts'

/** A 文书 in words: the same on the screen, on paper and in a file. */
export interface CaseDocumentWords {
  id: string
  /** In the list. */
  heading: string
  /** At the top of the paper; the text that was signed has its own. */
  title?: string
  /** What was signed, line by line and in its own language. */
  signed: string[]
  rows: { label: string, value: string }[]
  lines: string[]
}

/** What the bureau has issued and what the resident has signed. */
export function listDocuments({ notices, signatures }: Pick<CaseView, 'notices' | 'signatures'>): CaseDocumentWords[] {
  return [...notices.map(noticeWords), ...signatures.map(signatureWords)]
}

function noticeWords(notice: NoticeView): CaseDocumentWords {
  const title = t(`trackCase.notices.${notice.kind}`)
  return {
    id: notice.id,
    heading: `${title} · ${formatDateTime(notice.issuedAt)}`,
    title,
    signed: [],
    rows: [
      { label: t('trackCase.documentNo'), value: notice.documentNo },
      ...notice.body.map(({ key, value }) => ({ label: label(key), value: words(value) })),
    ],
    lines: [...notice.lines.map(reasonText), ...explained(notice)],
  }
}

function signatureWords(signature: CaseView['signatures'][number]): CaseDocumentWords {
  const signed = signature.text.split('\n')
  return {
    id: signature.documentId,
    heading: t('trackCase.signed', { title: signed[0] ?? '' }),
    signed,
    rows: [
      { label: t('trackCase.signer'), value: signature.signerName },
      { label: t('trackCase.signedAt'), value: formatDateTime(signature.signedAt) },
      { label: t('trackCase.signatureReceived'), value: formatDateTime(signature.receivedAt) },
      {
        label: t('trackCase.signatureCheck'),
        value: t(signature.verified ? 'trackCase.signatureValid' : 'trackCase.signatureInvalid'),
      },
      { label: t('trackCase.sha256'), value: signature.sha256 },
    ],
    lines: [],
  }
}

/** A row that begins with `point-` names what is wrong, as the defect does. */
function label(key: string): string {
  const path = `trackCase.noticeKeys.${key}`
  return hasText(path) ? t(path) : defectText(key.replace(/^point-/, ''))
}

/** Dates as people read them, also in the middle of a row. */
function words(value: string): string {
  return value.replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, formatDateTime)
    .replace(/(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])/g, formatDate)
}

/** What a paper of this kind always says: how to supply, what follows, where to turn (rules.md §1.5). */
function explained({ kind }: NoticeView): string[] {
  const path = `trackCase.noticeTexts.${kind}`
  return hasText(path) ? t(path).split('\n') : []
}
