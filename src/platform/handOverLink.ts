/**
 * What a scanned code brings: a sealed draft in the fragment of an address. A fragment reaches no server; here it is
 * taken out of the address and the history too, before anything else on the page can keep it.
 */
const key = 'hand-over'
/** Long enough to sign in, too short to be found later. */
const keptMilliseconds = 10 * 60_000
const longest = 4_000

/** The sealed draft of this address, or the one put aside for a sign-in; either is given once. */
export function takeHandOverLink(now: Date): string | undefined {
  const { hash, pathname, search } = window.location
  const aside = takeAside(now)
  if (hash.length < 2) return aside
  // The router keeps the address in the state too.
  window.history.replaceState({ ...window.history.state, current: pathname + search }, '', pathname + search)
  return asSealed(hash.slice(1))
}

/**
 * Puts it aside for the way to the identity provider and back: sealed as it is, in this tab only, for ten minutes. The
 * passphrase is not with it.
 */
export function putAsideForSignIn(sealed: string, now: Date): void {
  window.sessionStorage.setItem(key, JSON.stringify({ sealed, until: now.getTime() + keptMilliseconds }))
}

function takeAside(now: Date): string | undefined {
  const kept = window.sessionStorage.getItem(key)
  window.sessionStorage.removeItem(key)
  if (!kept) return undefined
  const { sealed, until } = JSON.parse(kept) as { sealed: string, until: number }
  return until > now.getTime() ? asSealed(sealed) : undefined
}

function asSealed(text: string): string | undefined {
  const isWhole = text.length <= longest && text.length % 4 !== 1 && /^[A-Za-z0-9_-]+$/.test(text)
  return isWhole ? text : undefined
}
