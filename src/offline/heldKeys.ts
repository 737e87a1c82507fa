/** Data keys of accounts with a PIN, while they are unlocked: in the memory of this tab and nowhere else. */
const held = new Map<string, { keyId: string, dataKey: CryptoKey }>()

export function holdKey(accountId: string, keyId: string, dataKey: CryptoKey): void {
  held.set(accountId, { keyId, dataKey })
}

/** The key by that name; undefined while the account is locked, or was given another key meanwhile. */
export function findHeldKey(accountId: string, keyId: string | undefined): CryptoKey | undefined {
  const found = held.get(accountId)
  return found?.keyId === keyId ? found?.dataKey : undefined
}

export function dropHeldKeys(): void {
  held.clear()
}
