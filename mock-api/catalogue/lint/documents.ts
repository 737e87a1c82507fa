/** Texts to read and sign: their placeholders can be filled, their obligatory statements are there. */
import type { DocumentFile, DocumentKind } from '../../../src/domain/documents.ts'
import { isPlainDate } from '../../../src/domain/plainDate.ts'
import { blocking, usedTwice } from '../finding.ts'
import type { FoundInItem } from '../finding.ts'
import { lintElements } from './documentElements.ts'

/** As `listFilingDocuments` fills them. */
const filingValues = [
  'itemName', 'itemCode', 'itemVersion', 'body', 'filingId', 'applicantName', 'applicantIdNumber', 'filerName',
  'filerPhone', 'organisationName', 'organisationCode', 'capacity', 'helper', 'signedOn', 'legalBasis', 'promisedDays',
  'documentVersion',
]
/** As the notice of personal-data handling is filled. */
const noticeValues = ['itemName', 'body', 'bureau', 'processor', 'processorPhone', 'documentVersion']

const placeholders: Record<DocumentKind, string[]> = {
  application: filingValues, deferral: filingValues, commitment: filingValues,
  privacy: noticeValues, minorPrivacy: noticeValues, blankForm: ['bureau'],
}

/** RQ-06 and rules.md §3.2 name five statements each; a notice asks for no consent (PI-01). */
const statements: Record<DocumentKind, { least: number, most: number }> = {
  application: { least: 1, most: 20 }, deferral: { least: 5, most: 20 }, commitment: { least: 5, most: 20 },
  privacy: { least: 0, most: 0 }, minorPrivacy: { least: 0, most: 0 }, blankForm: { least: 0, most: 0 },
}

export const obligatoryKinds: DocumentKind[] = ['application', 'deferral', 'privacy', 'minorPrivacy']

/** Stand alone on their line. */
const blocks = ['{#rows}', '{#files}']

export function lintDocument(template: DocumentFile): FoundInItem[] {
  const names = template.lines.flatMap((line, index) => blocks.includes(line) ? []
    : [...line.matchAll(/\{([^}]*)\}/g)].map((match) => ({ index, name: match[1] ?? '' })))
  const ids = template.statements.map(({ id }) => id)
  const { least, most } = statements[template.kind]
  return [
    ...names.filter(({ name }) => !placeholders[template.kind].includes(name)).map(({ index, name }) =>
      blocking(`/lines/${index}`, 'placeholder', `不认识的占位 {${name}}`, `unknown placeholder {${name}}`)),
    ...ids.length < least || ids.length > most
      ? [blocking('/statements', 'statements', '应逐条声明的内容数目不对', 'the obligatory statements are not as many as required')] : [],
    // Without its files' hashes an application would not say what was handed in with it.
    ...template.kind === 'application' && !template.lines.includes('{#files}')
      ? [blocking('/lines', 'files', '申请表要有单独一行 {#files}', 'an application needs a line {#files}')] : [],
    ...lintElements(template),
    ...usedTwice('/statements', ids),
    ...isPlainDate(template.effectiveFrom) ? []
      : [blocking('/effectiveFrom', 'date', '没有这一天', 'no such day')],
  ]
}
