import { randomBytes } from 'node:crypto'
import type { Person } from '../adapters/identity/port.ts'
import { inTransaction } from '../database/transaction.ts'
import { uuidV7 } from '../database/uuidV7.ts'
import type { AppDependencies } from '../dependencies.ts'
import { upsertAccount } from '../repositories/accounts.ts'
import { insertSession } from '../repositories/sessions.ts'
import { absoluteMillis, shift } from './sessionTerms.ts'
import { tokenHash } from './tokenHash.ts'

/** Lets a person in, whom the identity provider vouches for. @returns the token for the session cookie */
export async function openSession(
  { database, clock }: Pick<AppDependencies, 'database' | 'clock'>, { auth, ...person }: Person,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const at = clock.now()
  const id = uuidV7(Date.parse(at))
  await inTransaction(database.db, async (tx) => {
    const accountId = await upsertAccount(tx, { ...person, id, at })
    await insertSession(tx, { id: tokenHash(token), accountId, auth, at, expiresAt: shift(at, absoluteMillis) })
  })
  return token
}
