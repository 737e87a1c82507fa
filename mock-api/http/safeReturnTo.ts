/** Any origin will do: only whether an address leaves it is looked at. */
const somewhere = 'https://somewhere.invalid'

/**
 * Where sign-in may lead back to: a path of this site, normalised. Everything else (another site, `//host`, a
 * backslash, a control character) becomes `/`.
 */
export function safeReturnTo(text: unknown): string {
  if (typeof text !== 'string' || text.length > 2_000 || !/^\/(?![/\\])[^\\\u0000-\u0020\u007f]*$/.test(text)) return '/'
  if (!URL.canParse(text, somewhere)) return '/'
  const { origin, pathname, search, hash } = new URL(text, somewhere)
  const path = pathname + search + hash
  return origin === somewhere && !path.startsWith('//') ? path : '/'
}
