/** One spelling for what a resident types and what the catalogue says. */
import type { Pinyin } from './pinyin.ts'

/** Longer queries are cut: nobody types them, and each character costs time. */
export const longestQuery = 60

/**
 * Letters and digits only, half width, lower case, simplified characters; one space where anything else stood.
 * Never throws: half a surrogate pair is no letter.
 */
export function normaliseText(text: string, pinyin: Pinyin): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(/[üǖǘǚǜ]/g, 'v').normalize('NFD')
    .replace(/\p{M}+/gu, '').normalize('NFC')
  let kept = ''
  for (const character of plain) {
    if (/[\p{L}\p{N}]/u.test(character)) kept += pinyin.simplified.get(character) ?? character
    else if (!kept.endsWith(' ')) kept += ' '
  }
  return kept.trim()
}

/** The beginning of a query, as its characters. */
export function normaliseQuery(query: string, pinyin: Pinyin): string {
  // Twice the length in UTF-16 holds that many code points of any kind.
  const start = [...query.slice(0, 2 * longestQuery)].slice(0, longestQuery).join('')
  return [...normaliseText(start, pinyin)].slice(0, longestQuery).join('').trim()
}

/** The words of a normalised text: each Chinese character on its own, Latin letters and digits in runs. */
export function cutText(normalised: string): string[] {
  return normalised.match(/[a-z0-9]+|[^ ]/gu) ?? []
}

export function isLatin(character: string): boolean {
  return /^[a-z0-9]/.test(character)
}
