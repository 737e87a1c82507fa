import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { eicar } from '../../mock-api/adapters/malware-scan/standInScan.ts'
import { chunkBytes } from '../../src/offline/localFiles.ts'
import { describeJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { detailedPhoto, pdf } from '../support/journeyFiles.ts'
import { lookAround } from '../support/journeyLook.ts'
import {
  atStep, attach, beginFiling, codes, give, licenceSteps, material, readReceipt, readyForOffline, takeSteps, tap,
} from '../support/journeySteps.ts'
import { makePdf } from '../support/pdfFixture.ts'

const exam = '机动车驾驶人身体条件证明'
const portrait = '驾驶证照片'

describeJourney('files climb while the form is filled in', (journey) => {
  it('through a cut and a reload; the filing goes by itself after the last byte', async () => {
    const phone = await journey.openPhone()
    const { page, context } = phone
    phone.expectFaults(/ERR_|status of 409/)
    await phone.open('/')
    await readyForOffline(page)
    const steps = await atMaterials(page)
    await attach(page, exam, [await detailedPhoto('一.jpg')])
    await material(page, exam).getByText('已传好').waitFor()
    await page.getByText('照片已存到受理机关的临时区，尚未提交；7 天内未提交会自动删除。').waitFor()

    let cut: Promise<void> | undefined
    page.on('request', (request) => {
      if (request.headers()['upload-offset'] === String(chunkBytes)) cut ??= context.setOffline(true)
    })
    await material(page, exam).getByLabel('选择文件').setInputFiles([pdf('二.pdf', 10_000_000)])
    await material(page, exam).getByText(/待上传，已传 \d+%/).waitFor()
    await cut
    await attach(page, portrait, [await detailedPhoto('三.jpg')])
    await page.reload()
    await material(page, portrait).getByText('待上传').waitFor()
    expect(await kept(journey)).toEqual([])

    await tap(page, '下一步')
    await takeSteps(page, steps.slice(5))
    await page.getByText('待发送（尚未提交）').waitFor()
    const second = await context.newPage()
    await second.goto('/drafts')
    await second.getByText(/传好 1 \/ 3 个/).waitFor()
    await context.setOffline(false)
    await readReceipt(page)
    expect(await kept(journey)).toEqual([{ state: 'attached', files: 3 }])
  })

  it('a file with a virus is told at the file; with it the filing does not go on', async () => {
    const { page, expectFaults } = await journey.openPhone({ width: 320 })
    expectFaults(/status of 422/)
    await atMaterials(page)
    const buffer = makePdf({ objects: [`% ${eicar}\n`] })
    await attach(page, exam, [{ name: '体检.pdf', mimeType: 'application/pdf', buffer }])
    const card = material(page, exam)
    await card.getByRole('alert').getByText(/带有病毒/).waitFor()
    await card.getByText('需要处理').waitFor()
    await attach(page, portrait, [await detailedPhoto()])
    await tap(page, '下一步')
    await page.getByRole('alert').getByText(/收不了，请换一个或删掉/).waitFor()
    const { look, findings } = lookAround(page)
    await look('a refused file')
    expect(findings).toEqual([])
    await card.getByLabel('换一个').setInputFiles([await detailedPhoto('体检.jpg')])
    await card.getByText('已传好').waitFor()
    await tap(page, '下一步')
    await atStep(page, '核对一遍')
  })

  it('on mobile data it waits, asks once, and goes by itself on Wi-Fi', async () => {
    const phone = await journey.openPhone({ width: 320, context: { serviceWorkers: 'block' } })
    const { page, context } = phone
    await context.addInitScript(() => {
      const connection = Object.assign(new EventTarget(), { type: sessionStorage.getItem('network') ?? 'cellular' })
      Object.defineProperty(navigator, 'connection', { value: connection })
    })
    const { look, findings } = lookAround(page)
    const filed = await cases(journey)
    const steps = await atMaterials(page)
    await attach(page, exam, [await detailedPhoto('一.jpg')])
    await attach(page, portrait, [await detailedPhoto('二.jpg')])
    await page.getByText(/正在使用移动数据，照片共 [\d.]+ MB。/).first().waitFor()
    await look('on mobile data')
    await tap(page, '下一步')
    await takeSteps(page, steps.slice(5))
    await page.getByRole('heading', { name: '怎么发送？' }).waitFor()
    await look('how to send')
    await tap(page, '等 Wi-Fi')
    await page.getByText('尚未提交 · 等 Wi-Fi').waitFor()
    await page.reload()
    await page.getByText('尚未提交 · 等 Wi-Fi').waitFor()
    await look('a receipt that waits for Wi-Fi')
    expect([findings, await cases(journey)]).toEqual([[], filed])
    await page.evaluate(() => {
      sessionStorage.setItem('network', 'wifi')
      const { connection } = navigator as unknown as { connection: EventTarget & { type: string } }
      connection.type = 'wifi'
      connection.dispatchEvent(new Event('change'))
    })
    await readReceipt(page)
    expect(await cases(journey)).toBe(filed + 1)
  })

  it('a file that is removed while it climbs is gone from the server; a pause holds', async () => {
    const { page } = await journey.openPhone({ context: { serviceWorkers: 'block' } })
    await atMaterials(page)
    await page.route('**/api/uploads/*', async (route) => {
      if (route.request().method() === 'PATCH') await new Promise((done) => { setTimeout(done, 1_000) })
      await route.continue().catch(() => undefined)
    })
    const open = async () => (await journey.server.query<{ state: string }>(
      "SELECT state FROM uploads WHERE state IN ('receiving', 'ready')")).map(({ state }) => state)
    const before = await open()
    await attach(page, exam, [await detailedPhoto('一.jpg')])
    await material(page, exam).getByText(/正在上传 [1-9]\d*% · .* kB\/s · 约还有 \d+ 秒/).waitFor()
    const { look, findings } = lookAround(page)
    await tap(page, '暂停上传')
    await material(page, exam).getByText('已暂停').waitFor()
    await look('a paused upload')
    expect(findings).toEqual([])
    await tap(page, '继续上传')
    await material(page, exam).getByText(/正在上传/).waitFor()
    await tap(page, '删除 一.jpg')
    await expect.poll(open, { timeout: 20_000 }).toEqual(before)
  })
})

/** Up to the materials, with what else they need; gives the steps of the filing. */
async function atMaterials(page: Page) {
  const steps = licenceSteps(await detailedPhoto())
  await beginFiling(page, codes.licence, '陈永福')
  await takeSteps(page, steps, '交材料')
  await give(page, '驾驶人身份证明', '从我的证照取')
  return steps
}

async function cases({ server }: Journey): Promise<number> {
  return (await server.query('SELECT case_no FROM cases')).length
}

/** Files of cases. */
async function kept({ server }: Journey) {
  return server.query('SELECT state, count(*)::int AS files FROM uploads WHERE case_id IS NOT NULL GROUP BY state')
}
