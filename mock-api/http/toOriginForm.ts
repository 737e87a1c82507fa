import type { IncomingMessage } from 'node:http'

/** `GET http://host/path` is as good as `GET /path` (RFC 9112, 3.2.2), and is looked at as such from here on. */
export function toOriginForm({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  return url.replace(/^https?:\/\/[^/?#]*\/?/i, '/')
}
