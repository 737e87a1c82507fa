import { deflateRawSync } from 'node:zlib'

/** A ZIP with one stored file, as an office document or a program is one. */
export function makeZip(comment = Buffer.alloc(0)): Buffer {
  const data = deflateRawSync('<script>alert(1)</script>')
  const head = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(26), data])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([head, Buffer.from('PK\x01\x02'), Buffer.alloc(42), end, comment])
}
