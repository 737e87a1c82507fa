import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import { deleteOrphans, listKnownIds } from '../repositories/uploads.ts'
import { shift } from './sessionTerms.ts'

const hourMillis = 3_600_000
const dayMillis = 24 * hourMillis

/** How long a file waits here for its filing: residents are told so. */
export const keptHours = 7 * 24

/**
 * Throws away what nobody will come back for: uploads unfinished after a day, files in no case after `keptHours`, and
 * files the database knows nothing of.
 * @returns how many files went
 */
export async function sweepUploads(
  { database, clock, fileStore }: Pick<AppDependencies, 'database' | 'clock' | 'fileStore'>,
): Promise<number> {
  const yesterday = shift(clock.now(), -dayMillis)
  const stored = await fileStore.listUntouchedSince(yesterday)
  const deleted = await inTransaction(database.db, (tx) =>
    deleteOrphans(tx, yesterday, shift(clock.now(), -keptHours * hourMillis)))
  const known = new Set(await inTransaction(database.db, (tx) => listKnownIds(tx, stored)))
  const orphans = new Set([...deleted, ...stored.filter((id) => !known.has(id))])
  for (const id of orphans) await fileStore.remove(id)
  return orphans.size
}
