import type { KeyInput } from '../contract/filing.ts'
import { getAccountKey, openAccountTransaction } from './accountKeys.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import type { SigningKeyRow } from './deviceSchema.ts'
import { toBase64Url } from './encoding.ts'

export interface SigningKey {
  publicJwk: KeyInput['publicKey']
  /** Idempotency key under which this pair is registered. */
  registrationId: string
  /** The server's name for the key; undefined until it is registered. */
  keyId?: string
  /** Raw r‖s over the UTF-8 bytes, base64url. */
  sign(payload: string): Promise<string>
  saveKeyId(id: string): Promise<void>
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const

/**
 * The account's signing key on this device, made on first use; the private half cannot be read out, and for the same
 * reason no PIN can wrap it. While the account is locked this app does not sign (AccountLockedError); that is a gate,
 * not a lock: code of this origin could still use the pair. A new pair at every PIN would break what is signed and
 * waits in the outbox.
 */
export async function getSigningKey(accountId: string): Promise<SigningKey> {
  await getAccountKey(accountId)
  const row = await findRow(accountId) ?? await makeRow(accountId)
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', row.pair.publicKey)
  return {
    publicJwk: { kty, crv, x, y } as KeyInput['publicKey'],
    registrationId: row.registrationId,
    ...(row.keyId !== undefined && { keyId: row.keyId }),
    sign: async (payload) => {
      const bytes = new TextEncoder().encode(payload)
      const value = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, row.pair.privateKey, bytes)
      return toBase64Url(new Uint8Array(value))
    },
    saveKeyId: (keyId) => updateSigning(accountId, (signing) => ({ ...(signing ?? row), keyId })).then(() => undefined),
  }
}

/** Forgets the server's name for the key, so that it is registered anew (the server does not know it any more). */
export async function forgetKeyId(accountId: string): Promise<void> {
  await updateSigning(accountId, (signing) => signing && {
    pair: signing.pair, registrationId: crypto.randomUUID(),
  })
}

async function findRow(accountId: string): Promise<SigningKeyRow | undefined> {
  return (await (await openDeviceDatabase()).get('keys', accountId))?.signing
}

async function makeRow(accountId: string): Promise<SigningKeyRow> {
  // `extractable` is about the private half; a public key can always be read.
  const pair = await crypto.subtle.generateKey(curve, false, ['sign', 'verify'])
  const made: SigningKeyRow = { pair, registrationId: crypto.randomUUID() }
  // Another tab may have been faster.
  return await updateSigning(accountId, (signing) => signing ?? made) ?? made
}

async function updateSigning(
  accountId: string, change: (signing: SigningKeyRow | undefined) => SigningKeyRow | undefined,
): Promise<SigningKeyRow | undefined> {
  const transaction = await openAccountTransaction(accountId, ['keys'])
  const store = transaction.objectStore('keys')
  const row = await store.get(accountId)
  const signing = change(row?.signing)
  if (row && signing) await store.put({ ...row, signing })
  await transaction.done
  return signing
}
