/**
 * Whether the server last reached was a demonstration: every page says so, also without a network. Nothing personal,
 * so it lies in localStorage, where a private window may refuse it.
 */
const storageKey = 'demo'

export function rememberDemo(demo: boolean): void {
  try {
    if (demo) localStorage.setItem(storageKey, 'yes')
    else localStorage.removeItem(storageKey)
  } catch {
    // Refused: then it is known only while the server can be asked.
  }
}

export function wasDemo(): boolean {
  try {
    return localStorage.getItem(storageKey) !== null
  } catch {
    return false
  }
}
