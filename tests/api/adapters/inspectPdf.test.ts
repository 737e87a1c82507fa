/** PDF that is more than pages, or less: each of them would do harm where somebody opens it. */
import { randomBytes } from 'node:crypto'
import { buffer as collect } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { constants, createDeflate, deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { inspectFile } from '../../../mock-api/adapters/file-store/inspectFile.ts'
import { makeZip } from '../../support/makeZip.ts'
import { makePdf, makeStream, packObjects } from '../../support/pdfFixture.ts'

const with_ = (file: Buffer, ...tail: (string | Buffer)[]) =>
  Buffer.concat([file, ...tail.map((part) => Buffer.from(part as string))])
const read = async (bytes: Buffer) => {
  const inspected = await inspectFile(bytes)
  return inspected.ok ? inspected.value : inspected.error.code
}

describe('a PDF', () => {
  const active: [string, Parameters<typeof makePdf>[0]][] = [
    ['a script that runs at once', { catalogue: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>' }],
    ['a script by its number', { catalogue: '/OpenAction 9 0 R', objects: ['9 0 obj << /S /JavaScript /JS (x) >> endobj\n'] }],
    ['a script in its list of names', { catalogue: '/Names << /JavaScript << /Names [(a) 9 0 R] >> >>' }],
    ['a script spelt otherwise', { objects: ['9 0 obj << /S /J#61vaScr#69pt /JS (x) >> endobj\n'] }],
    ['a script in an object that nothing refers to', { objects: ['9 0 obj << /S /JavaScript >> endobj\n'] }],
    ['a script behind a comment', { objects: ['% 9 0 obj << /S /JavaScript >> endobj\n'] }],
    ['a script in what is no object', { objects: [makeStream(9, '', Buffer.from('9 0 obj << /S/JavaScript/JS(x)>>endobj'))] }],
    ['a script packed with other objects', { objects: [packObjects({ 8: '<< /A 1 >>', 9: '<< /S /JavaScript /JS (x) >>' })] }],
    ['a program to start', { catalogue: '/OpenAction << /S /Launch /F (cmd.exe) >>' }],
    ['a page of the net to open', { catalogue: '/OpenAction << /S /URI /URI (http://evil.example) >>' }],
    ['an opening spelt otherwise', { catalogue: '/Open#41ction << /S /Named /N /Print >>' }],
    ['an opening that goes on', { catalogue: '/OpenAction << /S /GoTo /D [100 0 R /Fit] /Next 9 0 R >>' }],
    ['an opening packed with other objects', { objects: [packObjects({ 9: '<< /OpenAction 8 0 R >>', 8: '<< /S /URI >>' })] }],
    ['an opening that only others would find', { objects: ['/OpenAction 9 0 R'] }],
    ['a file within it', { objects: [makeStream(9, '/Type /EmbeddedFile', Buffer.from('MZ'))] }],
    ['a file without its name', { objects: [packObjects({ 9: '<< /Type /Filespec /EF << /F 8 0 R >> >>' })] }],
    ['another document to go to', { objects: ['9 0 obj << /S /GoToR /F (\\\\\\\\evil\\\\share) >> endobj\n'] }],
    ['a form that sends itself', { objects: ['9 0 obj << /S /SubmitForm >> endobj\n'] }],
    ['a form of programs', { catalogue: '/AcroForm << /XFA 9 0 R >>' }],
    ['a film', { objects: ['9 0 obj << /Subtype /RichMedia >> endobj\n'] }],
  ]

  it.each(active)('with %s does more than show pages', async (_name, options) => {
    expect(await read(makePdf(options))).toBe('pdf-active')
  })

  it.each<[string, Parameters<typeof makePdf>[0]]>([
    ['opens at a place', { catalogue: '/OpenAction [100 0 R /XYZ null null 0]' }],
    ['opens at a place by its number', { catalogue: '/OpenAction 9 0 R', objects: ['9 0 obj [100 0 R /Fit] endobj\n'] }],
    ['goes to a place', { catalogue: '/OpenAction << /S /GoTo /D [100 0 R /Fit] >>' }],
    ['has links', { objects: ['9 0 obj << /Type /Annot /A << /S /URI /URI (https://gov.example) >> >> endobj\n'] }],
    ['has a form and a signature', { catalogue: '/AcroForm << /Fields [9 0 R] /SigFlags 3 >>' }],
    ['has names that only look so', { catalogue: '/LaunchPad 1 /JavaScripts 2 /OpenActions 3 /Encrypted 4' }],
    ['has packed objects', { objects: [packObjects({ 8: '<< /A 1 >>', 9: '[ 1 2 (text) /Name ]' })] }],
    ['has been changed since', { objects: ['%%EOF\n100 0 obj << /Type /Page >> endobj\n'] }],
    ['speaks of objects and streams', { objects: [makeStream(9, '', Buffer.from('BT (obj trailer stream endobj) Tj ET'))] }],
    ['is filled up', { size: 100_000 }],
  ])('that %s passes', async (_name, options) => {
    expect(await read(makePdf(options))).toBe('application/pdf')
  })

  it('under lock and key cannot be looked into', async () => {
    expect(await read(makePdf({ trailer: '/Encrypt 9 0 R' }))).toBe('pdf-encrypted')
    expect(await read(makePdf({ trailer: '/Encr#79pt 9 0 R' }))).toBe('pdf-encrypted')
  })

  it('has two hundred pages at most', async () => {
    expect(await read(makePdf({ pages: 200 }))).toBe('application/pdf')
    expect(await inspectFile(makePdf({ pages: 201 })))
      .toEqual({ ok: false, error: { code: 'pdf-too-many-pages', facts: { maxPages: 200 } } })
  })

  it('is counted by its pages, not by what it says of them', async () => {
    const lying = makePdf({ pages: 201 }).toString('latin1').replace('/Count 201', '/Count 1')
    expect(await read(Buffer.from(lying, 'latin1'))).toBe('pdf-too-many-pages')
    const packed = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [300 + index, '<< /Type /Page >>']))
    const kids = Object.keys(packed).map((kid) => `${kid} 0 R`).join(' ')
    const tree = { 2: `<< /Type /Pages /Kids [${kids}] >>` }
    expect(await read(makePdf({ objects: [packObjects({ ...packed, ...tree })] }))).toBe('pdf-too-many-pages')
  })

  it('may name few pages very often', async () => {
    const node = (number: number) => `${number} 0 obj << /Kids [${`${number + 1} 0 R `.repeat(50)}] >> endobj\n`
    const many = Array.from({ length: 30 }, (_, index) => node(500 + index))
    for (const leaf of ['530 0 obj << /Type /Page >> endobj\n', '530 0 obj << /Type /Pages /Kids [] >> endobj\n', '']) {
      const trap = makePdf({ objects: ['2 0 obj << /Kids [500 0 R] >> endobj\n', ...many, leaf] })
      expect(await read(trap)).toBe('pdf-too-many-pages')
    }
    const circle = makePdf({ objects: ['2 0 obj << /Kids [2 0 R 2 0 R] >> endobj\n'] })
    expect(await read(circle)).toBe('pdf-too-many-pages')
  })

  it('without a page is none', async () => {
    expect(await read(makePdf({ pages: 0 }))).toBe('file-damaged')
    expect(await read(Buffer.from('%PDF-1.7\n%%EOF'))).toBe('file-damaged')
  })

  it('cut short is damaged', async () => {
    const whole = makePdf({ pages: 3 })
    expect(await read(whole.subarray(0, whole.length - 10))).toBe('file-damaged')
    expect(await read(Buffer.from('%PDF-1.7\n'))).toBe('file-damaged')
  })

  it('begins as one, and as nothing else', async () => {
    for (const before of ['\n', '<html><!--', 'MZ\x90\0', 'GIF89a', '\0\0\0\x18ftypmp42']) {
      expect(await read(Buffer.concat([Buffer.from(before), makePdf()]))).toBe('file-type-mismatch')
    }
    expect(await read(Buffer.concat([makeZip(), makePdf()]))).toBe('file-type-mismatch')
    expect(await read(with_(Buffer.from('%PDF-1.7\n%<html><script>alert(1)</script>\n'), makePdf().subarray(9)))).toBe('file-mixed')
  })

  it('ends as one, and as nothing else', async () => {
    expect(await read(with_(makePdf(), makeZip()))).toBe('file-mixed')
    expect(await read(with_(makePdf(), makeZip(), '\n%%EOF'))).toBe('file-mixed')
    expect(await read(with_(makePdf(), '<script>alert(1)</script>'))).toBe('file-mixed')
    expect(await read(with_(makePdf(), randomBytes(5_000)))).toBe('file-mixed')
    expect(await read(with_(makePdf(), '\r\n\0\0'))).toBe('application/pdf')
  })

  it('may not unpack to what no memory holds', async () => {
    const bomb = deflateSync(Buffer.alloc(301_000_000), { level: 9 })
    expect(bomb.length).toBeLessThan(400_000)
    const stream = (entries: string, data: Buffer = bomb) => makePdf({ objects: [makeStream(9, entries, data)] })
    expect(await read(stream('/Filter /FlateDecode'))).toBe('file-damaged')
    expect(await read(stream('/Filter [/FlateDecode] /Length 1'))).toBe('file-damaged')
    expect(await read(stream('/Filter 8 0 R', bomb))).toBe('application/pdf')
    expect(await read(makePdf({ objects: [makeStream(9, '/Filter 8 0 R', bomb), '8 0 obj /FlateDecode endobj\n'] })))
      .toBe('file-damaged')
    expect(await read(stream('/Filter [/ASCIIHexDecode /FlateDecode]', Buffer.from(bomb.toString('hex'))))).toBe('file-damaged')
    expect(await read(stream('/Filter [/ASCII85Decode /FlateDecode]', encodeAscii85(bomb)))).toBe('file-damaged')
    expect(await read(stream('/Filter [/FlateDecode /FlateDecode]', deflateSync(bomb)))).toBe('file-damaged')
    expect(await read(stream('/Filter /LZWDecode'))).toBe('file-damaged')
    expect(await read(stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode'))).toBe('file-damaged')
    const scan = deflateSync(randomBytes(1_000_000))
    expect(await read(stream('/Filter [/ASCII85Decode /FlateDecode]', encodeAscii85(scan)))).toBe('application/pdf')
    expect(await read(stream('/Filter /FlateDecode', scan))).toBe('application/pdf')
  })

  it('may not hold a picture of a size nobody scans', async () => {
    const image = (width: number) => makePdf({ objects: [
      makeStream(9, `/Subtype /Image /Width ${width} /Height 10000 /Filter /JBIG2Decode`, Buffer.alloc(100))] })
    expect(await read(image(10_000))).toBe('application/pdf')
    expect(await read(image(10_001))).toBe('file-damaged')
  })

  it('may not hide its objects from us', async () => {
    const secret = { 9: '<< /S /Secret >>' }
    for (const entries of ['/DecodeParms << /Predictor 12 >>', '/F (elsewhere)', '/Filter [/LZWDecode]']) {
      expect(await read(makePdf({ objects: [packObjects(secret, entries)] }))).toBe('file-damaged')
    }
    const broken = makeStream(9, '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', Buffer.from('not packed'))
    expect(await read(makePdf({ objects: [broken] }))).toBe('file-damaged')
    // A reader that goes by the end of the packed data finds what stands behind a keyword within them.
    const packer = createDeflate({ level: 0 })
    packer.write('9 0 << /A (endstream endobj) ')
    await promisify(packer.params.bind(packer))(9, constants.Z_DEFAULT_STRATEGY)
    packer.end('/S /JavaScript >>')
    const early = makeStream(9, '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', await collect(packer))
    expect(early.includes('endobj) ')).toBe(true)
    expect(early.includes('JavaScript')).toBe(false)
    expect(await read(makePdf({ objects: [early] }))).toBe('pdf-active')
  })

  it.each<[string, string]>([
    ['objects within objects', '1 0 obj[ '], ['arrays within arrays', '['], ['unclosed strings', '1 0 obj ('],
    ['comments in comments', 'obj 1 %'], ['streams without end', '1 0 obj<<>>stream '],
    ['packs without end', '1 0 obj<</First 1>>stream\n'], ['trailers', 'trailer<</Root 1 0 R>>'],
  ])('of nothing but %s is answered, and not tried for ever', async (_name, part) => {
    const flood = Buffer.from(`%PDF-1.7\n1 0 obj ${part.repeat(Math.floor(5_000_000 / part.length))}\n%%EOF`)
    expect(await read(flood)).toBe('file-damaged')
  })
})

function encodeAscii85(data: Buffer): Buffer {
  const chars: number[] = []
  for (let at = 0; at < data.length; at += 4) {
    const part = Buffer.alloc(4)
    const length = data.copy(part, 0, at, at + 4)
    let group = part.readUInt32BE()
    const digits = Array.from({ length: 5 }, () => {
      const digit = group % 85
      group = Math.floor(group / 85)
      return digit + 33
    }).reverse()
    for (const digit of digits.slice(0, length + 1)) chars.push(digit)
  }
  return Buffer.concat([Buffer.from(chars), Buffer.from('~>')])
}
