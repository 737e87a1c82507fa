const [first, last, zero, tilde] = [0x21, 0x75, 0x7a, 0x7e]

/** Five digits of base 85 for four bytes, `z` for four zeros, `~` at the end (ISO 32000-1, 7.4.3). */
export function decodeAscii85(data: Buffer): Buffer {
  const bytes = Buffer.alloc(data.length * 4)
  let [length, group, digits] = [0, 0, 0]
  for (const char of data) {
    if (char === tilde) break
    if (char === zero && digits === 0) length += 4
    else if (char >= first && char <= last) {
      group = group * 85 + char - first
      digits++
      if (digits < 5) continue
      length = bytes.writeUInt32BE(group % 2 ** 32, length)
      group = digits = 0
    }
  }
  // A group cut short stands for a byte less than it has digits.
  const rest = (group * 85 ** (5 - digits) + 85 ** (5 - digits) - 1) % 2 ** 32
  if (digits > 1) length = bytes.writeUInt32BE(rest, length) - 5 + digits
  return bytes.subarray(0, length)
}
