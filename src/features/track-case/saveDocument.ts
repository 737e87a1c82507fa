import { nowInstant } from '../../platform/clock.ts'
import { saveBlob } from '../../platform/download.ts'
import { formatDateTime } from '../../platform/format.ts'
import { t } from '../../platform/i18n.ts'
import type { CaseDocumentWords } from './caseDocuments.ts'

/** Without it, readers on Chinese systems take the file for GBK. */
const byteOrderMark = '\ufeff'

/** The document as plain text, which every phone and computer opens and nothing in it can run. */
export function documentText({ title, signed, rows, lines }: CaseDocumentWords, madeAt: string): string {
  const parts = [
    title ? [title] : [],
    signed,
    rows.map((row) => t('trackCase.copy.row', row)),
    lines,
    [t('trackCase.copy.only'), t('trackCase.documentsDemo'), t('trackCase.copy.madeAt', { time: formatDateTime(madeAt) })],
  ]
  return parts.filter((part) => part.length > 0).map((part) => `${part.join('\n')}\n`).join('\n')
}

export function saveDocument(words: CaseDocumentWords): void {
  const text = byteOrderMark + documentText(words, nowInstant())
  saveBlob(new Blob([text], { type: 'text/plain;charset=utf-8' }), fileName(words))
}

/** The heading without what file systems refuse. */
function fileName({ heading }: CaseDocumentWords): string {
  return `${heading.replace(/[\\/:*?"<>|·\s]+/g, '-').slice(0, 80)}.txt`
}
