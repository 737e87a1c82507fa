import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { maxFileBytes } from '../../../src/contract/endpoints.ts'
import type { Pixels } from '../../../src/domain/photo/pixels.ts'
import { fitSize, prepareFile, readKind } from '../../../src/platform/photo.ts'
import { paperOnTable, portrait } from '../../domain/photo/paintPage.ts'

const jpeg = [0xff, 0xd8, 0xff, 0xe1]
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const text = (value: string) => [...value].map((character) => character.charCodeAt(0))
const heic = [0, 0, 0, 0x18, ...text('ftypheic')]
const fileOf = (name: string, bytes: number[]) => new File([new Uint8Array(bytes)], name)

/** The browser's own decoder and encoder, which no test DOM has. */
function stubBrowser(width: number, height: number, encodedSize = 9, pixels?: Pixels) {
  const drawn: unknown[] = []
  const close = vi.fn()
  const decode = vi.fn(async (_file: Blob, _options?: ImageBitmapOptions) => ({ width, height, close }))
  vi.stubGlobal('createImageBitmap', decode)
  vi.stubGlobal('OffscreenCanvas', class {
    readonly size: number[]
    constructor(...size: number[]) {
      this.size = size
    }

    getContext() {
      return {
        fillRect() {}, drawImage: (_bitmap: unknown, ...place: number[]) => drawn.push(place),
        getImageData: () => {
          if (!pixels) throw new Error('not readable')
          return pixels
        },
      }
    }

    async convertToBlob(options: unknown) {
      drawn.push(options, this.size)
      return new Blob([new Uint8Array(encodedSize)], { type: 'image/jpeg' })
    }
  })
  return { decode, close, drawn }
}

/** The worker that decodes HEIC; without an answer its script does not even load. */
function stubDecoder(answer: unknown) {
  const asked = vi.fn()
  vi.stubGlobal('ImageData', class {})
  vi.stubGlobal('Worker', class {
    onmessage?: (event: { data: unknown }) => void
    onerror?: () => void
    terminate() {}
    postMessage(question: unknown) {
      asked(question)
      if (answer) this.onmessage?.({ data: answer })
      else this.onerror?.()
    }
  })
  return asked
}

afterEach(() => vi.unstubAllGlobals())

it('knows a file by its first bytes, whatever its name', () => {
  const kinds = [jpeg, png, text('%PDF-1.7'), heic, [0, 0, 0, 24, ...text('ftypmp42')], text('<html>'), []]
  expect(kinds.map((bytes) => readKind(new Uint8Array(bytes))))
    .toEqual(['photo', 'photo', 'pdf', 'heic', 'other', 'other', 'other'])
})

it('fits the longer side into 2480 pixels and enlarges nothing', () => {
  expect(fitSize(4000, 3000)).toEqual({ width: 2480, height: 1860 })
  expect(fitSize(3000, 4000)).toEqual({ width: 1860, height: 2480 })
  expect(fitSize(800, 600)).toEqual({ width: 800, height: 600 })
  expect(fitSize(100_000, 1)).toEqual({ width: 2480, height: 1 })
})

describe('a photo', () => {
  it.each([['IMG_1.JPG', jpeg], ['屏幕.截图.png', png], ['noname', jpeg]])('%s is turned and encoded anew', async (name, bytes) => {
    const { decode, close, drawn } = stubBrowser(4000, 3000)
    const prepared = await prepareFile(fileOf(name, bytes))
    expect(prepared).toMatchObject({ ok: true, value: { type: 'image/jpeg', name: expect.stringMatching(/^[^.]+(\.截图)?\.jpg$/) } })
    expect(decode.mock.calls[0]?.[1]).toEqual({ imageOrientation: 'from-image' })
    expect(drawn).toEqual([
      [0, 0, 2480, 1860], { type: 'image/jpeg', quality: 0.85 }, [2480, 1860],
      // Looked at smaller, to say what seems wrong.
      [0, 0, 1024, 768],
    ])
    expect(close).toHaveBeenCalled()
    // What is handed on is what the canvas made, never the camera's bytes.
    expect(prepared.ok && prepared.value.bytes.size).toBe(9)
  })

  it('that cannot be decoded is refused', async () => {
    stubBrowser(1, 1).decode.mockRejectedValue(new Error('broken'))
    expect(await prepareFile(fileOf('a.jpg', jpeg))).toEqual({ ok: false, error: 'photo-unreadable' })
  })

  it('in HEIC is taken where the browser can', async () => {
    stubBrowser(100, 100)
    const asked = stubDecoder({ error: 'undecodable' })
    expect(await prepareFile(fileOf('a.heic', heic))).toMatchObject({ ok: true, value: { name: 'a.jpg' } })
    expect(asked).not.toHaveBeenCalled()
  })

  it('in HEIC is decoded by the fetched decoder where the browser cannot', async () => {
    const { decode, drawn } = stubBrowser(30, 20)
    const asked = stubDecoder({ width: 30, height: 20, data: new Uint8ClampedArray(30 * 20 * 4) })
    decode.mockRejectedValueOnce(new Error('unknown format'))
    expect(await prepareFile(fileOf('a.heic', heic))).toMatchObject({ ok: true, value: { name: 'a.jpg' } })
    expect(asked).toHaveBeenCalledWith(expect.objectContaining({ script: expect.stringContaining('libheif') }))
    expect(drawn[0]).toEqual([0, 0, 30, 20])
  })

  it.each([['undecodable', 'heic-unsupported'], ['unreachable', 'heic-needs-network'], [undefined, 'heic-needs-network']])(
    'in HEIC that is %s is refused with advice: %s', async (error, problem) => {
      stubBrowser(100, 100).decode.mockRejectedValue(new Error('unknown format'))
      stubDecoder(error && { error })
      expect(await prepareFile(fileOf('a.heic', heic))).toEqual({ ok: false, error: problem })
    })

  it('says what seems wrong, and is taken all the same', async () => {
    const seen = paperOnTable()
    stubBrowser(seen.width, seen.height, 9, seen)
    expect(await prepareFile(fileOf('a.jpg', jpeg))).toMatchObject({ ok: true, value: { faults: ['small'] } })
    const face = portrait(390, 567, [120, 120, 120])
    stubBrowser(face.width, face.height, 9, face)
    expect(await prepareFile(fileOf('a.jpg', jpeg), { widthMm: 33, heightMm: 48, background: 'white' }))
      .toMatchObject({ ok: true, value: { faults: ['portrait-background'] } })
  })

  it('that stays too large is refused', async () => {
    stubBrowser(10, 10, maxFileBytes + 1)
    expect(await prepareFile(fileOf('a.jpg', jpeg))).toEqual({ ok: false, error: 'file-too-large' })
  })
})

describe('other files', () => {
  beforeEach(() => vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('never asked'))))

  it('a PDF stays byte for byte', async () => {
    const file = fileOf('房产证.pdf', text('%PDF-1.7 ...'))
    expect(await prepareFile(file)).toEqual({ ok: true, value: { name: '房产证.pdf', type: 'application/pdf', bytes: file, faults: [] } })
  })

  it('a PDF is counted, and one with a password said at once', async () => {
    const tree = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 3/Kids[]>>endobj\n'
    const counted = await prepareFile(fileOf('a.pdf', text(`${tree}trailer<</Root 1 0 R>>`)))
    expect(counted).toMatchObject({ ok: true, value: { pages: 3, faults: [] } })
    const locked = await prepareFile(fileOf('a.pdf', text(`${tree}trailer<</Root 1 0 R/Encrypt 9 0 R>>`)))
    expect(locked).toEqual({ ok: false, error: 'pdf-encrypted' })
  })

  it('a PDF of exactly 10 MiB goes, one byte more does not', async () => {
    const pdf = (size: number) => new File([new Uint8Array(text('%PDF-')), new Uint8Array(size - 5)], 'a.pdf')
    expect(await prepareFile(pdf(maxFileBytes))).toMatchObject({ ok: true })
    expect(await prepareFile(pdf(maxFileBytes + 1))).toEqual({ ok: false, error: 'file-too-large' })
  })

  it('empty and foreign ones are refused', async () => {
    expect(await prepareFile(fileOf('a.jpg', []))).toEqual({ ok: false, error: 'file-empty' })
    expect(await prepareFile(fileOf('a.jpg', text('#!/bin/sh')))).toEqual({ ok: false, error: 'file-type-not-allowed' })
  })
})
