import { createPublicKey, verify } from 'node:crypto'
import { signingPayload } from '../../src/domain/documents.ts'
import type { SignedParts } from '../../src/domain/documents.ts'
import type { PublicKey } from '../database/schema.ts'

/** Whether the holder of this key has signed exactly these parts. */
export function isSigned(publicKey: PublicKey, parts: SignedParts, signature: string): boolean {
  const key = createPublicKey({ key: publicKey, format: 'jwk' })
  const value = Buffer.from(signature, 'base64url')
  return verify('sha256', Buffer.from(signingPayload(parts)), { key, dsaEncoding: 'ieee-p1363' }, value)
}
