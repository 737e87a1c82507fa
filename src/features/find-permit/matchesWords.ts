/** True when a word holds the query, at least two characters long; one in Latin letters must begin with it. */
export function matchesWords(query: string, words: string[]): boolean {
  const wanted = normalise(query)
  return wanted.length >= 2 && words.some((word) => {
    const normal = normalise(word)
    return /^[a-z]/.test(wanted) ? normal.startsWith(wanted) : normal.includes(wanted)
  })
}

/** Full width to half width, lower case, no spaces or punctuation. */
function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
