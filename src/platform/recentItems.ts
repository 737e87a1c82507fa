/** The items somebody looked at last on this phone: codes only, in localStorage, which may refuse. */
const storageKey = 'recent-items'
const most = 6

export function listRecent(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    return Array.isArray(stored) ? stored.filter((code) => typeof code === 'string').slice(0, most) : []
  } catch {
    return []
  }
}

/** Puts an item first. */
export function noteRecent(code: string): void {
  const codes = [code, ...listRecent().filter((one) => one !== code)].slice(0, most)
  try {
    localStorage.setItem(storageKey, JSON.stringify(codes))
  } catch {
    // Refused or full: the list is a convenience.
  }
}

export function forgetRecent(): void {
  try {
    localStorage.removeItem(storageKey)
  } catch {
    // Nothing was kept then.
  }
}
