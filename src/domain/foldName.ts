/** A name as it is compared while it is typed: forms of a character (full width, say) and spaces make no other one. */
export function foldName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, '')
}
