/**
 * Wraps a data key with a PIN: PBKDF2-SHA-256 over the PIN, then HMAC with a secret of this device, then AES-GCM.
 *
 * It protects what lies on a phone that was found or borrowed, against its apps' pages and against rows copied by a
 * page: without the secret, which no page can read out, they cannot even be guessed at elsewhere. Whoever copies the
 * browser's whole profile from the disk copies that secret too (browsers do not keep such keys in hardware), and six
 * digits are then guessed within days at most: a longer passcode is what helps there. Rows sealed before the PIN was
 * set may survive, deleted, in the disk's free space, with the key of that time. And nothing here protects an
 * unlocked app, or against code that runs in it.
 */
import type { PinLock } from '../deviceSchema.ts'

/** OWASP's floor for PBKDF2-HMAC-SHA-256; a faster phone gets more. */
export const leastIterations = 600_000
const mostIterations = 5_000_000
/** What a resident may wait for one try. */
const wantedMilliseconds = 500
const sampleIterations = 100_000

/** How many iterations take this phone about half a second. */
export async function measureIterations(clock: () => number = () => performance.now()): Promise<number> {
  const begun = clock()
  await stretch('measure', new Uint8Array(16), sampleIterations)
  const spent = Math.max(clock() - begun, 1)
  const fitting = Math.round(sampleIterations * wantedMilliseconds / spent)
  return Math.min(mostIterations, Math.max(leastIterations, fitting))
}

/** A data key of its own for what is sealed from now on; extractable, because only such a key can be wrapped. */
export function makeWrappableKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])
}

/** The key wrapped with a PIN, a new salt and a new secret; no try was wrong yet. */
export async function wrapKey(dataKey: CryptoKey, pin: string, iterations: number, now: Date): Promise<PinLock> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const pepper = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const wrapping = await deriveKey(pin, { salt, iterations, pepper })
  const wrapped = await crypto.subtle.wrapKey('raw', dataKey, wrapping, { name: 'AES-GCM', iv })
  return {
    salt, iterations, isNumeric: /^\d+$/.test(pin), pepper, iv, wrapped, failed: 0, wait: 0,
    countedAt: now.toISOString(),
  }
}

/** The key, if the PIN is right; undefined if not. Extractable only to be wrapped with another PIN. */
export async function unwrapKey(lock: PinLock, pin: string, extractable = false): Promise<CryptoKey | undefined> {
  const wrapping = await deriveKey(pin, lock)
  try {
    return await crypto.subtle.unwrapKey(
      'raw', lock.wrapped, wrapping, { name: 'AES-GCM', iv: lock.iv }, 'AES-GCM', extractable, ['encrypt', 'decrypt'],
    )
  } catch {
    // GCM knows a wrong key by its tag.
    return undefined
  }
}

async function deriveKey(
  pin: string, { salt, iterations, pepper }: Pick<PinLock, 'salt' | 'iterations' | 'pepper'>,
): Promise<CryptoKey> {
  const mixed = await crypto.subtle.sign('HMAC', pepper, await stretch(pin, salt, iterations))
  return crypto.subtle.importKey('raw', mixed, 'AES-GCM', false, ['wrapKey', 'unwrapKey'])
}

async function stretch(pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<ArrayBuffer> {
  const bytes = new TextEncoder().encode(pin.normalize('NFKC'))
  const base = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits'])
  return crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, base, 256)
}
