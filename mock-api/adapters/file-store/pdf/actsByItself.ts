import { resolve } from './pdfParts.ts'
import type { PdfParts } from './pdfParts.ts'
import type { PdfValue } from './pdfSyntax.ts'
import { spelled } from './spelled.ts'

/** Scripts, programs, forms that send themselves, files within the file, other files, films and sounds (12.6, 7.11). */
const active = spelled(
  'JavaScript', 'Launch', 'EmbeddedFile', 'EmbeddedFiles', 'RichMedia', 'SubmitForm', 'ImportData', 'GoToE', 'GoToR',
  'Rendition', 'XFA',
)
const opening = spelled('OpenAction')

/**
 * Does a PDF do or carry more than show pages? Word processors have one open at a page, which is an `OpenAction` too:
 * that alone is none.
 */
export function actsByItself(parts: PdfParts): boolean {
  if (parts.texts.some((text) => active.test(text))) return true
  if (parts.dictionaries.some((dictionary) => dictionary.has('EF'))) return true
  const actions = parts.dictionaries.map((dictionary) => dictionary.get('OpenAction')).filter((action) => action !== undefined)
  // It may stand there and not where we have read: somebody else finds it.
  if (actions.length === 0) return parts.texts.some((text) => opening.test(text))
  return actions.some((action) => !isDestination(parts, action))
}

/** A place in the document (12.3.2), or the action that goes to one and does nothing next. */
function isDestination(parts: PdfParts, given: PdfValue): boolean {
  const action = resolve(parts, given)
  if (!(action instanceof Map)) return true
  return action.get('S') === '/GoTo' && !action.has('Next')
}
