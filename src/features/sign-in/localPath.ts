/** A path of this app to come back to; anything else, another site above all, becomes the home page. */
export function localPath(value: unknown): string {
  return typeof value === 'string' && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value) ? value : '/'
}
