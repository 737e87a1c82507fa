import { createHash } from 'node:crypto'
import type { PublicKey } from '../database/schema.ts'

/** RFC 7638: SHA-256 over the required members in lexicographic order. */
export function thumbprint({ crv, kty, x, y }: PublicKey): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
}
