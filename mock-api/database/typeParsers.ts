import pg from 'pg'
import type { CustomTypesConfig } from 'pg'

const { builtins } = pg.types

/** Values as the app knows them, the same from both engines and in raw SQL as in Drizzle's queries. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.DATE, (text) => text],
  [builtins.INT8, parseSafeInteger],
  [builtins.TIMESTAMPTZ, parseInstant],
])

export const appTypes: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format ?? 'text'),
}

/** Drizzle passes its own parsers with every query; this client puts ours in their place. */
export class AppClient extends pg.Client {
  // `query` has a dozen overloads; the only thing that changes on the way is `types`.
  override query = ((...[query, ...rest]: unknown[]) => {
    const parent = super.query.bind(this) as (...args: unknown[]) => unknown
    return parent(isConfig(query) ? { ...query, types: appTypes } : query, ...rest)
  }) as pg.Client['query']
}

/** A plain description of a query, as opposed to its text or an object that submits itself. */
function isConfig(query: unknown): query is object {
  return typeof query === 'object' && query !== null && !('submit' in query)
}

function parseSafeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the safe integers`)
  return value
}

/** `2026-03-01 08:00:00.123+08` to `2026-03-01T00:00:00.123Z`. */
function parseInstant(text: string): string {
  return new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString()
}
