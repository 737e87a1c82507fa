import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import { readOne } from '../repositories/readOne.ts'

/** Does the database answer? @throws when it does not */
export async function checkHealth({ database }: Pick<AppDependencies, 'database'>): Promise<void> {
  await inTransaction(database.db, readOne)
}
