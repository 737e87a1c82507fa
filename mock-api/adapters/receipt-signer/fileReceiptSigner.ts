import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import type { JsonWebKey } from 'node:crypto'
import { receiptKeyId } from '../../../src/domain/receiptProof.ts'
import type { PublicKey } from '../../database/schema.ts'
import { keepSecret } from '../keepSecret.ts'
import { thumbprint } from '../thumbprint.ts'
import type { ReceiptSigner } from './port.ts'

/**
 * 演示签名 with a key of this server's own. Several servers on one database need not share it: the public halves of
 * all are in the database, and whoever checks a receipt gets them all.
 */
export function fileReceiptSigner(dataDir: string): ReceiptSigner {
  const key = createPrivateKey({ key: keepSecret(dataDir, 'receipt-key', generate), format: 'jwk' })
  const { kty, crv, x, y } = key.export({ format: 'jwk' })
  const publicKey = { kty, crv, x, y } as PublicKey
  return {
    keyId: receiptKeyId(thumbprint(publicKey)),
    publicKey,
    sign: (text) => sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  }
}

function generate(): JsonWebKey {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
}
