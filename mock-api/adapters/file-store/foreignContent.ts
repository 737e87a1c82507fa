/**
 * Polyglots: one file that is two, and is shown as one thing here and run as another elsewhere. Where a format may end
 * with what is none of its own, some cameras and scanners put filling or a few bytes of their notes there.
 */

/** What pads a file out: NUL, FF, blanks and line ends. */
const filling = new Set([0x00, 0xff, 0x20, 0x09, 0x0a, 0x0d])
/** Longer notes than this are no notes. */
const slackBytes = 1024
const headBytes = 1024
const markup = /<(?:html|head|body|script|svg|iframe|!doctype|\?php)/i
/** Archives, documents, films, music, programs and pictures, wherever they begin. */
const otherFormat = new RegExp([
  'PK\\x03\\x04', 'PK\\x05\\x06', '%PDF-', '%!PS', 'Rar!\\x1a\\x07', '7z\\xbc\\xaf\\x27\\x1c', '\\x1f\\x8b\\x08', 'ustar',
  'ftyp', 'RIFF', 'OggS', 'ID3', 'GIF8', '\\x89PNG', '\\x7fELF', '^MZ', '#!/', '\\xd0\\xcf\\x11\\xe0',
].join('|'))

/** Is a file, whatever it begins as, another one too: an archive by its end, or a page by its beginning? */
export function hidesAnother(bytes: Buffer): boolean {
  return endsAsArchive(bytes) || markup.test(bytes.toString('latin1', 0, headBytes))
}

/** Is what follows a file's own end nothing but filling or short notes? */
export function isHarmlessTail(tail: Buffer): boolean {
  if (tail.every((byte) => filling.has(byte))) return true
  const text = tail.toString('latin1', 0, slackBytes + 1)
  return tail.length <= slackBytes && !otherFormat.test(text) && !markup.test(text)
}

/** Where the filling ends that begins at an offset. */
export function skipFilling(bytes: Buffer, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== 0xff && filling.has(bytes[at] ?? 0)) at++
  return at
}

const archiveEnd = Buffer.from('PK\x05\x06', 'latin1')
/** The record of 22 bytes and a comment behind it, which may be the rest of the picture. */
const furthestArchiveEnd = 22 + 65_535

/** A ZIP is read from its end: the record there, of its first and only disk, makes one of any file. */
function endsAsArchive(bytes: Buffer): boolean {
  const tail = bytes.subarray(Math.max(0, bytes.length - furthestArchiveEnd))
  for (let at = tail.indexOf(archiveEnd); at >= 0; at = tail.indexOf(archiveEnd, at + 1)) {
    if (at + 22 <= tail.length && tail.readUInt32LE(at + 4) === 0) return true
  }
  return false
}
