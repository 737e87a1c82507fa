import { randomBytes } from 'node:crypto'

let lastMillis = -1
let sequence = 0

/**
 * A UUID version 7 (RFC 9562 section 5.7): sorts by time, and within one millisecond of one process by call, so that
 * new rows land at the end of every index.
 *
 * @param nowMillis the clock's milliseconds since 1970
 */
export function uuidV7(nowMillis: number): string {
  const random = randomBytes(10)
  // RFC 9562 section 6.2, method 1: the 12 bits after the version count within a millisecond from a random start
  // in the lower half. Past the last count only the order is lost; the random bits still tell the rows apart.
  const counts = nowMillis === lastMillis && sequence < 0xfff
  sequence = counts ? sequence + 1 : random.readUInt16BE(8) & 0x7ff
  lastMillis = nowMillis
  const time = nowMillis.toString(16).padStart(12, '0')
  const counter = sequence.toString(16).padStart(3, '0')
  const variant = (0x8000 | (random.readUInt16BE(0) & 0x3fff)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${variant}-${random.toString('hex', 2, 8)}`
}
