/**
 * What people paste into a number field, made comparable (rules.md §6): full-width forms become half-width, spaces,
 * hyphens and invisible marks (phones' contact books add them) go, letters become capitals.
 */
export function normalise(input: string): string {
  return input
    .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xFEE0))
    .replace(/[\s\p{Cf}\p{Pd}\u2212]/gu, '')
    .replace(/[a-z]/g, (char) => char.toUpperCase())
}
