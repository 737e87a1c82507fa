/** True when the query is one of the words, or a piece of one at least two characters long. */
export function matchesWords(query: string, words: string[]): boolean {
  const wanted = normalise(query)
  return wanted.length >= 2 && words.some((word) => normalise(word).includes(wanted))
}

/** Full width to half width, lower case, no spaces or punctuation. */
function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
