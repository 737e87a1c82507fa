import type { KeyInput } from '../contract/filing.ts'
import { getAccountKey, openAccountTransaction } from './accountKeys.ts'
import { openDeviceDatabase } from './deviceDatabase.ts'
import type { SigningKeyRow } from './deviceSchema.ts'
import { fromBase64Url, toBase64Url } from './encoding.ts'

export interface SigningKey {
  publicJwk: KeyInput['publicKey']
  /** Idempotency key under which this pair is registered. */
  registrationId: string
  /** The server's name for the key; undefined until it is registered. */
  keyId?: string
  /** Raw r‖s over the UTF-8 bytes, base64url. */
  sign(payload: string): Promise<string>
  /** Whether this very pair has made a signature: one made before the pair was replaced is nobody's any more. */
  hasSigned(payload: string, value: string): Promise<boolean>
  saveKeyId(id: string): Promise<void>
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const
const method = { name: 'ECDSA', hash: 'SHA-256' } as const

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
      const value = await crypto.subtle.sign(method, row.pair.privateKey, new TextEncoder().encode(payload))
      return toBase64Url(new Uint8Array(value))
    },
    hasSigned: (payload, value) => crypto.subtle.verify(
      method, row.pair.publicKey, fromBase64Url(value), new TextEncoder().encode(payload)),
    saveKeyId: (keyId) => updateSigning(accountId, (signing) => ({ ...(signing ?? row), keyId })).then(() => undefined),
  }
}

/** Forgets the server's name for the key, so that it is registered anew (the server does not know it any more). */
export async function forgetKeyId(accountId: string): Promise<void> {
  await updateSigning(accountId, (signing) => signing && {
    pair: signing.pair, registrationId: crypto.randomUUID(),
  })
}

/** Makes a new pair: the server takes nothing signed with the old one any more (挂失, ES-07). */
export async function replaceSigningKey(accountId: string): Promise<void> {
  const made = await makePair()
  await updateSigning(accountId, () => made)
}

/** The server's name for this device's key, without making one. */
export async function findKeyId(accountId: string): Promise<string | undefined> {
  return (await findRow(accountId))?.keyId
}

async function findRow(accountId: string): Promise<SigningKeyRow | undefined> {
  return (await (await openDeviceDatabase()).get('keys', accountId))?.signing
}

async function makePair(): Promise<SigningKeyRow> {
  // `extractable` is about the private half; a public key can always be read.
  const pair = await crypto.subtle.generateKey(curve, false, ['sign', 'verify'])
  return { pair, registrationId: crypto.randomUUID() }
}

async function makeRow(accountId: string): Promise<SigningKeyRow> {
  const made = await makePair()
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
