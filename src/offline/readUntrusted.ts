/**
 * Reads a value somebody else wrote, taking nothing over that was not asked for by name: each function gives a value
 * of its own or throws UntrustedError.
 */
export class UntrustedError extends Error {
  override readonly name = 'UntrustedError'
}

/** A plain object with no other keys than these. */
export function readObject<Key extends string>(value: unknown, keys: readonly Key[]): Partial<Record<Key, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UntrustedError('no object')
  if (Object.keys(value).some((key) => !(keys as readonly string[]).includes(key))) throw new UntrustedError('a key')
  return value
}

export function readText(value: unknown, most: number, pattern?: RegExp): string {
  if (typeof value !== 'string' || value.length > most) throw new UntrustedError('no text')
  if (pattern && !pattern.test(value)) throw new UntrustedError('another text')
  return value
}

export function readWhole(value: unknown, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw new UntrustedError('no such number')
  }
  return value
}

export function readOneOf<T extends string>(value: unknown, list: readonly T[]): T {
  const found = list.find((one) => one === value)
  if (found === undefined) throw new UntrustedError('not one of these')
  return found
}

export function readList<T>(value: unknown, most: number, readOne: (one: unknown) => T): T[] {
  if (!Array.isArray(value) || value.length > most) throw new UntrustedError('no list')
  return value.map(readOne)
}

const catalogueName = /^[A-Za-z][A-Za-z0-9-]{0,63}$/

/** A record under names of the catalogue's kind; what every object has (`constructor`, say) is no such name. */
export function readRecord<T>(
  value: unknown, most: number, readOne: (one: unknown) => T, pattern = catalogueName,
): Record<string, T> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UntrustedError('no record')
  const entries = Object.entries(value)
  if (entries.length > most || entries.some(([key]) => key in {} || !pattern.test(key))) {
    throw new UntrustedError('a name')
  }
  return Object.fromEntries(entries.map(([key, one]) => [key, readOne(one)]))
}

export function readInstant(value: unknown): string {
  const text = readText(value, 30, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/)
  if (Number.isNaN(Date.parse(text))) throw new UntrustedError('no instant')
  return text
}
