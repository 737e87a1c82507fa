/**
 * A number as screens show it: the first three and last four characters (rules.md §6). Numbers under nine characters
 * would be all but readable that way; they keep the first and the last two, and under four characters nothing.
 */
export function maskIdentifier(value: string): string {
  const characters = [...value]
  const [head, tail] = characters.length >= 9 ? [3, 4] : characters.length >= 4 ? [1, 2] : [0, 0]
  return characters.map((char, index) => index < head || index >= characters.length - tail ? char : '*').join('')
}
