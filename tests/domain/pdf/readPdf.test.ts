import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listObjectStreams, readPdf } from '../../../src/domain/pdf/readPdf.ts'

const catalogue = '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n'
const tree = (count: number | string) => `2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count ${count} >>\nendobj\n`
const trailer = 'trailer\n<< /Size 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n'
const plain = (count: number | string) => `%PDF-1.4\n${catalogue}${tree(count)}${trailer}`

/** A PDF 1.5 as office programs write it: catalogue and tree inside a compressed stream. */
function packed({ count = 7, extra = '', lineEnd = '\n' } = {}): { text: string, content: string } {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', `<</Type/Pages/Count ${count}/Kids[4 0 R]>>`]
  const head = `1 0 2 ${objects[0]!.length + 1} `
  const content = `${head}${objects.join(' ')}`
  const bytes = deflateSync(Buffer.from(content, 'latin1')).toString('latin1')
  const text = `%PDF-1.5\n5 0 obj<</Type/ObjStm/N 2/First ${head.length}/Filter/FlateDecode/Length ${bytes.length}>>`
    + `stream${lineEnd}${bytes}${lineEnd}endstream endobj\n`
    + `6 0 obj<</Type/XRef/Root 1 0 R/Size 7/W[1 2 1]${extra}>>stream\nx\nendstream endobj\nstartxref\n9\n%%EOF`
  return { text, content }
}

describe('pages', () => {
  it('are what the root of the page tree says', () => {
    expect(readPdf(plain(12))).toEqual({ pages: 12, isLocked: false })
    expect(readPdf(plain(1))).toEqual({ pages: 1, isLocked: false })
  })

  it.each(['\n', '\r\n'])('are found in a compressed stream', (lineEnd) => {
    const { text, content } = packed({ lineEnd })
    const [stream] = listObjectStreams(text)
    expect(text.slice(stream!.start, stream!.start + 1)).toBe('\x78')
    expect(readPdf(text, [[stream!, content]])).toEqual({ pages: 7, isLocked: false })
    expect(readPdf(text)).toEqual({ isLocked: false })
  })

  it('are those of the last change', () => {
    expect(readPdf(`${plain(2)}${tree(5)}${trailer}`).pages).toBe(5)
    const { text, content } = packed({ count: 3 })
    expect(readPdf(`${text}\n${tree(9)}`, [[listObjectStreams(text)[0]!, content]]).pages).toBe(9)
  })

  it('are not taken from what a picture’s bytes look like', () => {
    const picture = '8 0 obj<</Length 60>>stream\n2 0 obj <</Type/Pages/Count 99>> endobj\nendstream endobj\n'
    expect(readPdf(`%PDF-1.4\n${catalogue}${tree(4)}${picture}${trailer}`).pages).toBe(4)
  })

  it('are unknown where they are not written, and then nothing is said', () => {
    const unknown = [
      '%PDF-1.4\n', '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>', plain(0), plain('8 0 R'),
      plain(-1), plain(999_999_999), `%PDF-1.4\n${catalogue}${trailer}`,
    ]
    expect(unknown.map((text) => readPdf(text))).toEqual(unknown.map(() => ({ isLocked: false })))
  })
})

it('a password is seen in either kind of trailer, and not in a text about one', () => {
  expect(readPdf(plain(2).replace('/Size 9', '/Size 9 /Encrypt 8 0 R'))).toEqual({ isLocked: true })
  expect(readPdf(packed({ extra: '/Encrypt 8 0 R' }).text).isLocked).toBe(true)
  expect(readPdf(`${plain(2)}9 0 obj (how to /Encrypt a file) endobj`).isLocked).toBe(false)
})

it('no text makes it fail', () => {
  const pieces = fc.constantFrom(
    '1 0 obj', '<</Type/Catalog/Pages 2 0 R>>', '2 0 obj', 'endobj', 'stream\n', 'endstream', '<</Type/Pages/Count 3>>',
    'trailer<<', '/Root 1 0 R', '>>', '<</Type/ObjStm/N 9/First 4/Filter/FlateDecode>>', '\n', ' ')
  const anyText = fc.array(fc.oneof(pieces, fc.string())).map((parts) => parts.join(''))
  const anyStream = fc.record({ start: fc.nat(99), end: fc.nat(99), count: fc.nat(9), first: fc.nat(20) })
  fc.assert(fc.property(anyText, fc.array(fc.tuple(anyStream, fc.string())), (text, inflated) => {
    const { pages } = readPdf(text, inflated)
    expect(pages === undefined || pages > 0).toBe(true)
    const streams = listObjectStreams(text)
    expect(streams.filter(({ start, end }) => start > text.length || end > text.length)).toEqual([])
  }))
})

it('a file made to be slow is read in no time', () => {
  const hostile = ['1 0 obj<<>>endobj\n', 'trailer<<', '1 0 obj<<>>stream\n', '1 0 obj '].map((piece) => piece.repeat(50_000))
  const began = performance.now()
  hostile.forEach((text) => readPdf(text))
  expect(performance.now() - began).toBeLessThan(5_000)
})
