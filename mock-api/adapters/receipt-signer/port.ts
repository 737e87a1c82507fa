import type { PublicKey } from '../../database/schema.ts'

/** Signs receipts in the server's name: a demo key of its own, or the bureau's electronic seal behind this port. */
export interface ReceiptSigner {
  keyId: string
  publicKey: PublicKey
  /** ECDSA P-256 with SHA-256 over the UTF-8 bytes, r‖s, base64url. */
  sign(text: string): string
}
