/**
 * Versioned texts a resident reads or signs: the application form, the deferral statement (RQ-06), the commitment
 * notice with its declaration (rules.md §3.2), the personal-data notice (PIPL 第十七条). Rendered to one exact string
 * on phone and server; the signature covers those bytes.
 */
import type { PlainDate } from './plainDate.ts'

export type DocumentKind = 'application' | 'deferral' | 'commitment' | 'privacy' | 'minorPrivacy' | 'blankForm'

export interface DocumentTemplate {
  id: string
  version: number
  kind: DocumentKind
  effectiveFrom: PlainDate
  title: string
  /** Proposed wording, not the bureau's own. */
  proposed: boolean
  /** Lines with {placeholders}, {documentVersion} among them; `{#rows}` and `{#files}`, alone on a line, are blocks. */
  lines: string[]
  /** Statements the signer ticks one by one, none pre-ticked. */
  statements: { id: string, text: string }[]
  sources: string[]
}

/** In the catalogue: also where each obligatory element stands, a line's beginning or `#` and a statement's id. */
export interface DocumentFile extends DocumentTemplate {
  elements?: Record<string, string>
}

export interface DocumentParams {
  /** Values for the placeholders; a missing one is a bug and throws. */
  values: Record<string, string>
  /** Lines for `{#rows}`. */
  rows: string[]
  /** Lines for `{#files}`: what was attached, by its hash. */
  files?: string[]
}

/** Renders a template to the exact text shown and signed: LF line ends, no trailing white space, NFC. */
export function renderDocument(template: DocumentTemplate, params: DocumentParams): string {
  const values = { ...params.values, documentVersion: String(template.version) }
  const blocks: Record<string, string[] | undefined> = { '{#rows}': params.rows, '{#files}': params.files ?? [] }
  const body = template.lines.flatMap((line) => blocks[line] ?? [fillLine(line, values)])
  const statements = template.statements.map((statement, index) => `${index + 1}. ${statement.text}`)
  return [template.title, ...body, ...statements]
    .map((line) => line.replace(/\s+$/u, '')).join('\n').normalize('NFC')
}

function fillLine(line: string, values: Record<string, string>): string {
  return line.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`document placeholder without a value: ${name}`)
    // A resident's own line breaks must not forge lines of the document.
    return value.replace(/\s+/gu, ' ')
  })
}

export interface SignedParts {
  documentId: string
  documentVersion: number
  /** The rendered text, exactly as shown. */
  text: string
  signerName: string
  /** Hex SHA-256 of the drawing's bytes, empty when the name was typed only. */
  drawingSha256: string
  /** Ids of the statements ticked, in the template's order. */
  statements: string[]
  /** Instant on the signer's device; the legal time is the server's (ES-09). */
  signedAt: string
  /** How the text was shown (ES-03). */
  shown: { openedAt: string, seconds: number, scrolledToEnd: boolean }
}

/** The bytes under the signature, as text: the shown text first, then everything the signer added. */
export function signingPayload(parts: SignedParts): string {
  const { openedAt, seconds, scrolledToEnd } = parts.shown
  const added = [
    parts.documentId, parts.documentVersion, parts.signerName, parts.drawingSha256, parts.statements, parts.signedAt,
    openedAt, seconds, scrolledToEnd,
  ]
  return `${parts.text}\n${JSON.stringify(added)}`
}
