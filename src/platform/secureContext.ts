/**
 * Whether this page may keep personal data. http on a LAN address has no crypto.subtle and no service worker: there
 * the app reads and searches only.
 */
export function isSecure(): boolean {
  return globalThis.isSecureContext && globalThis.crypto?.subtle !== undefined && globalThis.indexedDB !== undefined
}
