/** What a new PIN must be: long enough to take long, and none of those that are tried first. */
export type PinDefect = 'pin-too-short' | 'pin-too-simple'

const leastLength = 6
const pairs = /^(..)\1+$/

/** The code of what is wrong with it, undefined when it will do. */
export function findPinDefect(pin: string): PinDefect | undefined {
  const characters = [...pin]
  if (characters.length < leastLength) return 'pin-too-short'
  return new Set(characters).size === 1 || pairs.test(pin) || isRun(characters) ? 'pin-too-simple' : undefined
}

/** 123456, 987654, abcdef: each character follows the one before by the same step of one. */
function isRun(characters: string[]): boolean {
  const codes = characters.map((character) => character.codePointAt(0) ?? 0)
  return [1, -1].some((step) => codes.every((code, index) => index === 0 || code - (codes[index - 1] ?? 0) === step))
}
