import { resolve } from './pdfParts.ts'
import type { PdfParts } from './pdfParts.ts'
import type { PdfDictionary, PdfValue } from './pdfSyntax.ts'

/** A tree of pages is as deep as its logarithm; one deeper than this is a trap. */
const deepest = 40
/** Of the versions of a document together. Nodes that name each other can stand for billions, pages or none. */
const mostVisits = 100_000

interface Climb {
  parts: PdfParts
  most: number
  visits: number
}

/**
 * How many pages a reader would show: the leaves of the tree, each as often as it is named, whatever `Count` says.
 * Above `most` it is `most + 1`.
 */
export function countPages(parts: PdfParts, most: number): number {
  const { dictionaries } = parts
  const roots = dictionaries.map((dictionary) => resolve(parts, dictionary.get('Root')))
  const catalogues = new Set([...roots, ...dictionaries.filter((dictionary) => dictionary.get('Type') === '/Catalog')])
  const climb: Climb = { parts, most, visits: 0 }
  const counts = [...catalogues].filter((catalogue) => catalogue instanceof Map)
    .map((catalogue) => countLeaves(climb, catalogue.get('Pages'), 0))
  // Of a tree that nobody can climb the pages are left, which readers gather themselves.
  const pages = Math.max(0, ...counts) || dictionaries.filter((dictionary) => dictionary.get('Type') === '/Page').length
  return Math.min(pages, most + 1)
}

function countLeaves(climb: Climb, node: PdfValue | undefined, depth: number): number {
  if (++climb.visits > mostVisits || depth > deepest) return climb.most + 1
  const dictionary = resolve(climb.parts, node)
  if (!(dictionary instanceof Map)) return 0
  const kids = kidsOf(climb.parts, dictionary)
  if (!kids) return dictionary.get('Type') === '/Pages' ? 0 : 1
  let pages = 0
  for (const kid of kids) {
    pages += countLeaves(climb, kid, depth + 1)
    if (pages > climb.most) break
  }
  return pages
}

function kidsOf(parts: PdfParts, dictionary: PdfDictionary): PdfValue[] | undefined {
  const kids = resolve(parts, dictionary.get('Kids'))
  return Array.isArray(kids) ? kids : undefined
}
