import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from 'vite'
import type { Rollup } from 'vite'
import type { Browser, Page } from 'playwright-core'
import type { prepareFile } from '../../src/platform/photo.ts'
import { blurred, cropped, lampAt, lit, paperOnTable, portrait } from '../domain/photo/paintPage.ts'
import type { Change } from '../domain/photo/paintPage.ts'
import type { Pixels } from '../../src/domain/photo/pixels.ts'
import { findBrowser } from '../support/findBrowser.mjs'
import { describeJourney } from '../support/journey.ts'
import { pdf } from '../support/journeyFiles.ts'
import type { GivenFile } from '../support/journeyFiles.ts'
import { lookAround } from '../support/journeyLook.ts'
import { launchBrowser } from '../support/journeyPhone.ts'
import {
  attach, beginFiling, codes, give, licenceSteps, material, readyForOffline, takeSteps, tap,
} from '../support/journeySteps.ts'

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
      return { name: outcome.value.name, faults: outcome.value.faults, base64: btoa(Array.from(made, (byte) => String.fromCharCode(byte)).join('')) }
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

  const page1 = paperOnTable({ width: 900, height: 1200, margin: 90, letter: 18 })
  const { width, height } = page1
  it.each<[string, Change, string[]]>([
    ['as it should be', (pixels) => pixels, []],
    ['out of focus', blurred(4), ['blurred']],
    ['in the dark', lit(0.3), ['dark']],
    ['under a lamp', lampAt(0.5, 0.4, 0.1), ['glare']],
    ['cut off', cropped({ x: 0, y: 0, width: width - 190, height }), ['cut']],
  ])('a page photographed %s is judged after the camera’s compression too', async (_name, change, faults) => {
    expect(height).toBeGreaterThan(1000)
    expect((await prepare('a.jpg', await toJpeg(change(page1), 80))).faults).toEqual(faults)
  })

  it('a torn file is refused', async () => {
    const torn = (await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } }).jpeg().toBuffer())
      .subarray(0, 40)
    expect(await prepare('a.jpg', torn)).toMatchObject({ error: 'photo-unreadable' })
  })
})

/** As a phone's file picker hands it over. */
async function toJpeg({ width, height, data }: Pixels, quality = 92): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha().jpeg({ quality }).toBuffer()
}

async function given(name: string, pixels: Pixels): Promise<GivenFile> {
  return { name, mimeType: 'image/jpeg', buffer: await toJpeg(pixels) }
}

/** 96 × 64, the left half red: encoded once with elheif (libheif and kvazaar), because sharp writes no HEIC. */
const heic = (name: string): GivenFile =>
  ({ name, mimeType: 'image/heic', buffer: readFileSync('tests/support/half-red.heic') })

const threePages = [
  '%PDF-1.4', '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj', '2 0 obj<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>>endobj',
  ...[3, 4, 5].map((id) => `${id} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj`),
  'trailer<</Root 1 0 R>>', '%%EOF', '',
].join('\n')

describeJourney('materials are made ready on the phone', (journey) => {
  const exam = '机动车驾驶人身体条件证明'

  async function atMaterials() {
    const phone = await journey.openPhone({ width: 320 })
    const { page } = phone
    await beginFiling(page, codes.licence, '陈永福')
    await takeSteps(page, licenceSteps(pdf()), '交材料')
    await give(page, exam, '现在上传')
    return { ...phone, exams: material(page, exam) }
  }

  it('HEIC is converted under the page’s own policy, first with a network, then without', async () => {
    const { page, context, exams, expectFaults } = await atMaterials()
    await readyForOffline(page)
    expectFaults(/ERR_INTERNET_DISCONNECTED/)
    await context.setOffline(true)
    await exams.getByLabel('选择文件').setInputFiles([heic('IMG_1.HEIC')])
    await exams.getByText('第一次用 HEIC 照片，要联网').waitFor()
    await context.setOffline(false)
    await attach(page, exam, [heic('IMG_1.HEIC')])
    await exams.getByText('IMG_1.jpg').first().waitFor()
    await context.setOffline(true)
    await exams.getByLabel('选择文件').setInputFiles([heic('IMG_2.HEIC')])
    await exams.getByText('已添加 2 个').waitFor()
    expect(await exams.getByRole('alert').count()).toBe(0)
    await context.setOffline(false)
  })

  it('what seems wrong is said, waved through or taken anew, and the order is the resident’s', async () => {
    const { page, exams } = await atMaterials()
    const sheet = paperOnTable({ width: 900, height: 1200, margin: 90, letter: 18 })
    await attach(page, exam, [await given('背面.jpg', blurred(4)(sheet)), await given('正面.jpg', lit(0.3)(sheet))])
    const names = () => exams.locator('.name').allInnerTexts().then((all) => all.map((one) => /：(\S+)/.exec(one)?.[1]))
    await exams.getByText('可能没对上焦').first().waitFor()
    await exams.getByText('太暗').first().waitFor()
    const { look, findings } = lookAround(page)
    await look('two photos with doubts')
    expect(findings).toEqual([])

    // By keyboard: the button keeps the focus where the file went.
    await exams.getByRole('button', { name: '上移 正面.jpg' }).focus()
    await page.keyboard.press('Enter')
    await exams.getByText('正面.jpg 现在是第 1 个，共 2 个').waitFor()
    expect(await names()).toEqual(['正面.jpg', '背面.jpg'])
    expect(await page.evaluate(() => document.activeElement?.textContent?.replaceAll(/\s+/g, ' ').trim())).toBe('上移 正面.jpg')

    await exams.locator('li').first().getByLabel('重拍').setInputFiles([await given('正面2.jpg', sheet)])
    await exams.getByText('已换成 正面2.jpg').waitFor()
    expect(await names()).toEqual(['正面2.jpg', '背面.jpg'])
    await tap(page, '就用这张 背面.jpg')
    await exams.getByText('就用 背面.jpg，不再提示').waitFor()
    expect(await exams.getByText('请看一下').count()).toBe(0)

    await page.reload()
    await page.getByRole('region', { name: exam }).locator('.name').first().waitFor()
    expect([await names(), await exams.getByText('请看一下').count()]).toEqual([['正面2.jpg', '背面.jpg'], 0])
  })

  it('a certificate photo is held against its rule, drawn beside it', async () => {
    const { page } = await atMaterials()
    const card = material(page, '驾驶证照片')
    await attach(page, '驾驶证照片', [await given('自拍.jpg', portrait(600, 800, [120, 140, 120]))])
    await card.getByText('长宽比例和要求的不一样').first().waitFor()
    await card.getByText('背景颜色和要求的不一样').first().waitFor()
    await card.getByText('至少 260 × 378 像素').waitFor()
    await card.getByRole('img', { name: /22/ }).waitFor()
    await card.getByLabel('重拍').setInputFiles([await given('证件照.jpg', portrait(358, 521, [250, 250, 250]))])
    await card.getByText('已换成 证件照.jpg').waitFor()
    expect(await card.getByText('请看一下').count()).toBe(0)
  })

  it('a PDF is counted, an encrypted one said at once', async () => {
    const { page, exams } = await atMaterials()
    const file = (name: string, more: string): GivenFile =>
      ({ name, mimeType: 'application/pdf', buffer: Buffer.from(threePages.replace('/Root', `${more}/Root`)) })
    await attach(page, exam, [file('三页.pdf', '')])
    await exams.getByText('3 页').waitFor()
    await exams.getByLabel('选择文件').setInputFiles([file('加密.pdf', '/Encrypt 9 0 R')])
    await exams.getByRole('alert').getByText('加密.pdf：这个 PDF 加了密').waitFor()
  })
})

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false, logLevel: 'silent',
    build: { write: false, lib: { entry: 'src/platform/photo.ts', formats: ['iife'], name: 'photo' } },
  }) as Rollup.RollupOutput[]
  return built[0]!.output[0].code
}
