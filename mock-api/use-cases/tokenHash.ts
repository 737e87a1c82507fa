import { createHash } from 'node:crypto'

/** What the database keeps of a session token: who reads it there cannot sign in with it. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
