import { inTransaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import { deleteSession } from '../repositories/sessions.ts'
import { tokenHash } from './tokenHash.ts'

/** Ends the session of this token; nothing happens when it has ended already. */
export async function signOut({ database }: Pick<AppDependencies, 'database'>, token: string): Promise<void> {
  await inTransaction(database.db, (tx) => deleteSession(tx, tokenHash(token)))
}
