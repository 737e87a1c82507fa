/**
 * Finds any of these names in a text, however they are spelt: each of their characters may be written `#` and two
 * digits (ISO 32000-1, 7.3.5). They are looked for in the bare text and not in what was read of it, because another
 * reader may read a broken file otherwise than we do.
 */
export function spelled(...names: string[]): RegExp {
  const spellings = names.map((name) => [...name].map((char) => `(?:${char}|#${digitsOf(char)})`).join(''))
  return new RegExp(`/(?:${spellings.join('|')})(?=[\\0\\t\\n\\f\\r ()<>[\\]{}/%]|$)`)
}

function digitsOf(char: string): string {
  const hex = char.charCodeAt(0).toString(16)
  return [...hex].map((digit) => `[${digit}${digit.toUpperCase()}]`).join('')
}
