import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from 'vite'
import type { Rollup } from 'vite'
import type { Browser, Page } from 'playwright-core'
import type { prepareFile } from '../../src/platform/photo.ts'
import { findBrowser } from '../support/findBrowser.mjs'
import { launchBrowser } from '../support/journeyPhone.ts'

const chrome = process.env.TEST_CHROME_PATH ?? findBrowser()

describe.skipIf(!chrome)('a camera’s photo, prepared by a real browser', () => {
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await launchBrowser(chrome!)
    page = await browser.newPage()
    await page.addScriptTag({ content: await bundle() })
  })
  afterAll(() => browser?.close())

  /** What the page's own code makes of a file. */
  async function prepare(name: string, bytes: Buffer) {
    const prepared = await page.evaluate(async ([fileName, base64]) => {
      const file = new File([Uint8Array.from(atob(base64!), (character) => character.charCodeAt(0))], fileName!)
      const { photo } = globalThis as unknown as { photo: { prepareFile: typeof prepareFile } }
      const outcome = await photo.prepareFile(file)
      if (!outcome.ok) return { error: outcome.error }
      const made = new Uint8Array(await outcome.value.bytes.arrayBuffer())
      return { name: outcome.value.name, base64: btoa(Array.from(made, (byte) => String.fromCharCode(byte)).join('')) }
    }, [name, bytes.toString('base64')])
    return { ...prepared, bytes: Buffer.from(prepared.base64 ?? '', 'base64') }
  }

  it('loses place, time and camera, stands upright and fits', async () => {
    const camera = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#a33' } })
      .withExif({
        IFD0: { Make: 'ACME', Model: 'Phone 7' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '23/1 17/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '113/1 49/1 0/1' },
      })
      .withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect((await sharp(camera).metadata()).orientation).toBe(6)
    expect(camera.includes('ACME')).toBe(true)

    const { name, bytes } = await prepare('IMG_0001.JPG', camera)
    const after = await sharp(bytes).metadata()
    expect(name).toBe('IMG_0001.jpg')
    expect(after).toMatchObject({ format: 'jpeg', width: 1653, height: 2480 })
    expect([after.exif, after.xmp, after.iptc, after.orientation]).toEqual([undefined, undefined, undefined, undefined])
    expect(bytes.includes('ACME')).toBe(false)
  })

  it('a see-through screenshot gets a white ground', async () => {
    const screenshot = await sharp({
      create: { width: 40, height: 30, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    }).png().toBuffer()
    const { bytes } = await prepare('截屏.png', screenshot)
    const { channels } = await sharp(bytes).stats()
    expect(channels.every(({ min }) => min > 250)).toBe(true)
  })

  it('a torn file is refused', async () => {
    const torn = (await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } }).jpeg().toBuffer())
      .subarray(0, 40)
    expect(await prepare('a.jpg', torn)).toMatchObject({ error: 'photo-unreadable' })
  })
})

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false, logLevel: 'silent',
    build: { write: false, lib: { entry: 'src/platform/photo.ts', formats: ['iife'], name: 'photo' } },
  }) as Rollup.RollupOutput[]
  return built[0]!.output[0].code
}
