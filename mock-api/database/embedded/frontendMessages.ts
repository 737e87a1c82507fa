/**
 * How many of the leading bytes are complete messages of a PostgreSQL client; the rest has to wait for more.
 * A session begins with one startup message, which has a length and no type byte
 * (PostgreSQL documentation, chapter "Message Formats").
 */
export function completeLength(bytes: Buffer, expectsStartup: boolean): number {
  let complete = 0
  let typeBytes = expectsStartup ? 0 : 1
  while (complete + typeBytes + 4 <= bytes.length) {
    const next = complete + typeBytes + bytes.readUInt32BE(complete + typeBytes)
    if (next > bytes.length) break
    complete = next
    typeBytes = 1
  }
  return complete
}
