import { createHash } from 'node:crypto'
import { canonicalJson } from '../../src/domain/canonicalJson.ts'

export function sha256Hex(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

/** What a chain starts from. */
export const chainStart = '0'.repeat(64)

/**
 * Links a row to the one before it: changing any earlier row, or taking one out, breaks every hash after it (ES-04,
 * HP-12). The content is hashed with sorted keys, so that the same row always has the same hash.
 */
export function linkHash(prevHash: string, content: object): string {
  return sha256Hex(`${prevHash}\n${canonicalJson(content)}`)
}
