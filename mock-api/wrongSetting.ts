/** Stops the start with one line, in both languages. */
export class WrongSetting extends Error {}

export function wrong(chinese: string, english: string): never {
  throw new WrongSetting(`${chinese} | ${english}`)
}
