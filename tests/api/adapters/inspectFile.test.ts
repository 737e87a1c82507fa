/** Pictures that are not what they seem: each of them would do harm where somebody opens it. */
import { randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { inspectFile } from '../../../mock-api/adapters/file-store/inspectFile.ts'
import { photo, picture, pdf } from '../../support/journeyFiles.ts'
import { makeZip } from '../../support/makeZip.ts'
import { makePdf } from '../../support/pdfFixture.ts'

const blank = (width = 64, height = 48) => sharp({ create: { width, height, channels: 3, background: '#7a9' } })
/** Like a photo: what is in it cannot be guessed, so that every byte counts. */
const noise = (size = 200) => sharp(randomBytes(size * size * 3), { raw: { width: size, height: size, channels: 3 } })
const jpeg = await noise().jpeg().toBuffer()
const png = await noise().png().toBuffer()
const with_ = (file: Buffer, ...tail: (string | Buffer)[]) =>
  Buffer.concat([file, ...tail.map((part) => Buffer.from(part as string))])
const read = async (bytes: Buffer) => {
  const inspected = await inspectFile(bytes)
  return inspected.ok ? inspected.value : inspected.error.code
}

/** A segment between the beginning and the rest: where a comment, or anything else, can be. */
const withSegment = (file: Buffer, content: Buffer | string) => {
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, 0])
  head.writeUInt16BE(Buffer.byteLength(content) + 2, 4)
  return Buffer.concat([head, Buffer.from(content as string), file.subarray(2)])
}

function pngChunk(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.length)
  head.write(name, 4)
  return Buffer.concat([head, content, Buffer.alloc(4)])
}

describe('ordinary files pass', () => {
  it.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ['a photo of a phone', async () => (await photo('a.jpg', { place: false })).buffer, 'image/jpeg'],
    ['a scan as PNG', async () => (await picture()).buffer, 'image/png'],
    ['a scan as PDF', () => pdf().buffer, 'application/pdf'],
    ['a progressive JPEG', () => noise().jpeg({ progressive: true }).toBuffer(), 'image/jpeg'],
    ['a grey JPEG', () => noise().greyscale().jpeg().toBuffer(), 'image/jpeg'],
    ['a PNG that shows more and more', () => noise().png({ progressive: true }).toBuffer(), 'image/png'],
    ['a PNG with sixteen bits and transparency', () => noise().ensureAlpha().toColourspace('rgb16').png().toBuffer(), 'image/png'],
    ['a photo of twelve megapixels', () => blank(4000, 3000).jpeg().toBuffer(), 'image/jpeg'],
    ['a photo of fifty megapixels', () => blank(8000, 6250).jpeg().toBuffer(), 'image/jpeg'],
    ['a JPEG filled up with NUL', () => with_(jpeg, Buffer.alloc(100_000)), 'image/jpeg'],
    ['a JPEG with a line end behind it', () => with_(jpeg, '\r\n'), 'image/jpeg'],
    ['a JPEG with the notes of its camera behind it', () => with_(jpeg, 'Image_UTC_Data1700000000000SEFHk\0\0\0SEFT'), 'image/jpeg'],
    ['a JPEG with another behind it, for HDR', () => with_(jpeg, jpeg, Buffer.alloc(100), jpeg), 'image/jpeg'],
    ['a JPEG with a picture inside a segment', () => withSegment(jpeg, with_(jpeg, 'x').subarray(0, 60_000)), 'image/jpeg'],
    ['a PNG filled up with blanks', () => with_(png, ' '.repeat(5_000)), 'image/png'],
  ])('%s', async (_name, make, type) => {
    expect(await read(await make())).toBe(type)
  })
})

describe('pictures', () => {
  it('of more than fifty megapixels are bombs, however small the file', async () => {
    const bomb = await blank(8001, 6250).png().toBuffer()
    expect(bomb.length).toBeLessThan(1_000_000)
    expect(await inspectFile(bomb)).toEqual({ ok: false, error: { code: 'photo-too-large', facts: { maxPixels: 50_000_000 } } })
    expect(await read(await blank(8000, 6250).png().toBuffer())).toBe('image/png')
  })

  it('that only claim a size are not believed, and not decoded', async () => {
    const lying = Buffer.from(png)
    lying.writeUInt32BE(60_000, 16)
    lying.writeUInt32BE(60_000, 20)
    const before = performance.now()
    expect(['photo-too-large', 'file-damaged']).toContain(await read(lying))
    expect(performance.now() - before).toBeLessThan(1_000)
  })

  it.each([0.1, 0.5, 0.9, 0.999])('cut after %d of their bytes are damaged', async (part) => {
    for (const file of [jpeg, png, await noise().jpeg({ progressive: true }).toBuffer()]) {
      expect(await read(file.subarray(0, Math.floor(file.length * part)))).toBe('file-damaged')
    }
  })

  it('cut and closed again are damaged: the end is there, the rows are not', async () => {
    const { data } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
    const half = deflateSync(data.subarray(0, data.length / 2))
    const cut = Buffer.concat([png.subarray(0, 33), pngChunk('IDAT', half), pngChunk('IEND', Buffer.alloc(0))])
    expect(await read(cut)).toBe('file-damaged')
  })

  it('that move show somebody else something else', async () => {
    const control = Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])
    const animated = Buffer.concat([png.subarray(0, 33), pngChunk('acTL', control), png.subarray(33)])
    expect(await read(animated)).toBe('photo-animated')
  })

  it.each<[string, () => Buffer]>([
    ['a ZIP behind the picture', () => makeZip()],
    ['an empty ZIP', () => makeZip().subarray(-22)],
    ['a page', () => Buffer.from('<html>')],
    ['a page after blanks', () => Buffer.from('\n\n  <!DOCTYPE html><p>')],
    ['a script of a server', () => Buffer.from('<?php system($_GET[0]);')],
    ['a drawing with scripts', () => Buffer.from('<svg onload=alert(1)>')],
    ['a PDF', () => pdf().buffer],
    ['the beginning of a PDF', () => Buffer.from('%PDF-1.4')],
    ['a program', () => Buffer.from('MZ\x90\0')],
    ['a program of Linux', () => Buffer.from('\x7fELF\x02')],
    ['a film, as phones put one behind a photo', () => Buffer.from('\0\0\0\x18ftypmp42')],
    ['another archive', () => Buffer.from('Rar!\x1a\x07\0')],
    ['a picture of another kind', () => Buffer.from('GIF89a')],
    ['much of nobody knows what', () => randomBytes(5_000)],
  ])('with %s are two files', async (_name, make) => {
    for (const file of [jpeg, png]) {
      expect(await read(with_(file, make()))).toBe('file-mixed')
      expect(await read(with_(file, Buffer.alloc(2_000), make()))).toBe('file-mixed')
    }
  })

  it('are two files when the second hides in a comment', async () => {
    expect(await read(withSegment(jpeg, '<html><script>alert(1)</script>'))).toBe('file-mixed')
    expect(await read(withSegment(jpeg, makePdf()))).toBe('file-mixed')
    // A ZIP is read from its end; the rest of the picture is a comment to it.
    const small = await blank(16, 16).jpeg().toBuffer()
    const rest = small.length - 2
    expect(await read(withSegment(small, makeZip(Buffer.alloc(rest)).subarray(0, -rest)))).toBe('file-mixed')
    expect(await read(withSegment(jpeg, 'made with a camera'))).toBe('image/jpeg')
  })

  it('are two files when a broken one follows', async () => {
    expect(await read(with_(jpeg, jpeg.subarray(0, 5_000)))).toBe('file-damaged')
    expect(await read(with_(jpeg, jpeg, makeZip()))).toBe('file-mixed')
  })
})
