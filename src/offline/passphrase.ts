/**
 * What opens a hand-over, to be read aloud from one phone and typed into the other: twenty digits as on a bank card.
 * Digits have no look-alikes, no capitals and need no input method; twenty of them are 66 bits.
 */
const digits = 20
const groupLength = 4

export function newPassphrase(): string {
  let made = ''
  while (made.length < digits) {
    // 250 is the last multiple of ten in a byte: what is above would make some digits likelier than others.
    for (const byte of crypto.getRandomValues(new Uint8Array(digits))) if (byte < 250) made += byte % 10
  }
  return groupDigits(made.slice(0, digits))
}

/** The digits alone, whatever was typed around them; full-width ones count. */
export function plainPassphrase(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/\D/g, '')
}

export function isWholePassphrase(typed: string): boolean {
  return plainPassphrase(typed).length === digits
}

/** In fours, as they are read. */
function groupDigits(plain: string): string {
  return plain.match(new RegExp(`.{1,${groupLength}}`, 'g'))?.join(' ') ?? ''
}
