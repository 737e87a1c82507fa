import type { ProblemValue } from '../../../../src/contract/problems.ts'
import { isHarmlessTail } from '../foreignContent.ts'
import { inTurns } from '../inTurns.ts'
import { actsByItself } from './actsByItself.ts'
import { countPages } from './countPages.ts'
import { PdfSyntaxError } from './pdfSyntax.ts'
import { readPdf } from './readPdf.ts'
import { spelled } from './spelled.ts'
import { swells } from './swells.ts'

/** The longest thing anybody hands in is a set of contracts. */
const maxPages = 200

const endMark = '%%EOF'

/**
 * A PDF that is a document and nothing else: whole, readable without a password, of so many pages, and one that does
 * nothing by itself on the computer of whoever opens it.
 * Problems: `file-damaged`, `file-mixed`, `pdf-encrypted`, `pdf-active`, `pdf-too-many-pages`.
 */
export async function inspectPdf(bytes: Buffer): Promise<ProblemValue | undefined> {
  const end = bytes.lastIndexOf(endMark)
  if (end < 0) return { code: 'file-damaged' }
  if (!isHarmlessTail(bytes.subarray(end + endMark.length))) return { code: 'file-mixed' }
  // Its parts cannot be read; whoever makes one for us has no need of it.
  if (spelled('Encrypt').test(bytes.toString('latin1'))) return { code: 'pdf-encrypted' }
  try {
    return await inTurns(() => inspectParts(bytes))
  } catch (error) {
    if (error instanceof PdfSyntaxError) return { code: 'file-damaged' }
    throw error
  }
}

async function inspectParts(bytes: Buffer): Promise<ProblemValue | undefined> {
  const parts = await readPdf(bytes)
  if (actsByItself(parts)) return { code: 'pdf-active' }
  const pages = countPages(parts, maxPages)
  if (pages === 0) return { code: 'file-damaged' }
  if (pages > maxPages) return { code: 'pdf-too-many-pages', facts: { maxPages } }
  return await swells(bytes, parts) ? { code: 'file-damaged' } : undefined
}
