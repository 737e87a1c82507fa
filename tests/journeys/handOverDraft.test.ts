import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { draftAddress, fillDraft } from '../support/journeyDraft.ts'
import { lookAround } from '../support/journeyLook.ts'
import {
  atStep, choosePerson, give, next, readReceipt, signEverything, signIn, tap,
} from '../support/journeySteps.ts'
import { readCode } from '../support/readQrCode.ts'

describeJourney('a draft on its way to another phone', (journey) => {
  /** Half a filing on this phone: everything up to the materials, an draftAddress of its own and one photo. */
  async function fillHalf(page: Page) {
    await fillDraft(page)
    await page.goto('/drafts')
    await page.getByRole('link', { name: '转到另一台手机' }).click()
    await page.getByRole('heading', { name: '打开草稿的密码' }).waitFor()
  }

  async function readPassphrase(page: Page): Promise<string> {
    const spoken = await page.getByRole('region', { name: '打开草稿的密码' }).locator('.digits .sr-only').innerText()
    return spoken.replaceAll(/\D/g, '')
  }

  async function saveFile(page: Page, directory: string): Promise<string> {
    const saving = page.waitForEvent('download')
    await tap(page, '发送或保存文件')
    const download = await saving
    const path = join(directory, download.suggestedFilename())
    await download.saveAs(path)
    return path
  }

  /** Signs in on the page that receives, and opens the file with the passphrase. */
  async function openFile(page: Page, path: string, passphrase: string) {
    await page.locator('#receive-file').setInputFiles(path)
    await page.getByLabel('密码', { exact: true }).fill(passphrase)
    await tap(page, '打开草稿')
  }

  it('goes as a file with its photo, is finished there, and filed once', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'zhenghaoban-handover-'))
    const [first, second] = [await journey.openPhone(), await journey.openPhone()]
    first.expectFaults(/status of 409/)
    try {
      await fillHalf(first.page)
      const passphrase = await readPassphrase(first.page)
      expect(passphrase).toMatch(/^\d{20}$/)
      const path = await saveFile(first.page, directory)
      expect(basename(path)).toMatch(/^未提交-证好办草稿-2026-\d\d-\d\d\.zhb$/)
      await first.page.getByText('已转到另一台手机').first().waitFor()
      expect(readFileSync(path).includes(Buffer.from(draftAddress))).toBe(false)

      await second.open('/drafts/receive')
      await signIn(second.page, '陈永福')
      await openFile(second.page, path, '1'.repeat(20))
      await second.page.getByText('密码不对，请核对每一位数字。').waitFor()
      await second.page.getByLabel('密码', { exact: true }).fill(passphrase)
      await tap(second.page, '打开草稿')
      await atStep(second.page, '交材料')
      await second.page.getByRole('region', { name: '驾驶证照片' }).getByText('已添加 1 个').waitFor()
      await tap(second.page, '上一步')
      expect(await second.page.getByLabel('收件地址').inputValue()).toBe(draftAddress)
      await tap(second.page, '下一步')
      const caseNo = await finish(second.page)

      await first.page.goto('/drafts')
      await first.page.getByText('已转到另一台手机（').waitFor()
      await first.page.getByRole('link', { name: /草稿 · 未提交/ }).click()
      await finishUpTo(first.page)
      await first.page.getByText('这份申报之前已经提交过').waitFor()
      expect(await first.page.getByText('尚未提交').count()).toBe(0)
      await tap(first.page, '删除这台手机上的草稿')
      await first.page.getByText(caseNo).first().waitFor()
      expect(await journey.server.query('SELECT case_no FROM cases')).toEqual([{ case_no: caseNo }])

      await second.open('/drafts/receive')
      await openFile(second.page, path, passphrase)
      await second.page.getByText('这份申报已经提交过').waitFor()
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('goes as a scanned link through the sign-in, and says that the photo stays', async () => {
    const [first, second] = [await journey.openPhone(), await journey.openPhone()]
    const asked: string[] = []
    second.context.on('request', (request) => asked.push(request.url()))
    await fillHalf(first.page)
    await first.page.getByText('1 个照片或文件留在这台手机上').waitFor()
    const link = await readCode(first.page)
    const sealed = new URL(link).hash.slice(1)

    await second.page.goto(link)
    await second.page.getByText('登录后接收草稿').waitFor()
    expect(second.page.url()).toBe(`${journey.server.url}/drafts/receive`)
    await tap(second.page, '去登录')
    await choosePerson(second.page, '陈永福')
    await second.page.getByText('收到一份加密的草稿。').waitFor()
    await second.page.getByLabel('密码', { exact: true }).fill(await readPassphrase(first.page))
    await tap(second.page, '打开草稿')
    await second.page.getByText('有 1 个照片或文件留在那台手机上').waitFor()
    await tap(second.page, '接着办')
    await atStep(second.page, '交材料')
    await tap(second.page, '上一步')
    expect(await second.page.getByLabel('收件地址').inputValue()).toBe(draftAddress)

    expect(asked.some((url) => url.includes(sealed.slice(0, 40)))).toBe(false)
    const kept = await second.page.evaluate(() =>
      JSON.stringify([history.state, location.href, { ...sessionStorage }, { ...localStorage }]))
    expect(kept).not.toContain(sealed.slice(0, 40))
  })

  it('is nobody else’s, and two copies are told apart', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'zhenghaoban-handover-'))
    const [first, other] = [await journey.openPhone(), await journey.openPhone()]
    try {
      await fillHalf(first.page)
      const passphrase = await readPassphrase(first.page)
      const path = await saveFile(first.page, directory)
      await other.open('/drafts/receive')
      await signIn(other.page, '李敏')
      await openFile(other.page, path, passphrase)
      await other.page.getByText('这是别人的草稿。').waitFor()

      await first.open('/drafts/receive')
      await openFile(first.page, path, passphrase)
      await first.page.getByText('这台手机上已经有这份草稿，留哪一份？').waitFor()
      await tap(first.page, '留这一份')
      await atStep(first.page, '交材料')
      await first.page.getByRole('region', { name: '驾驶证照片' }).getByText('已添加 1 个').waitFor()
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('is accessible at 320 px in light, dark and 长辈版', async () => {
    const { page, open } = await journey.openPhone({ width: 320, height: 568 })
    const { look, findings } = lookAround(page)
    await fillHalf(page)
    await page.getByRole('img', { name: '草稿二维码' }).waitFor()
    await look('hand-over')
    await tap(page, '那台手机已经打开草稿了')
    await page.getByText('两台手机只要提交其中一份').waitFor()
    await look('hand-over, done')
    const link = await readCode(page)
    const passphrase = await readPassphrase(page)
    await open('/drafts')
    await page.getByRole('link', { name: '接收另一台手机的草稿' }).waitFor()
    await look('drafts, one handed over')
    await open('/drafts/receive')
    await page.getByRole('heading', { name: '打开文件' }).waitFor()
    await look('receive')
    await page.locator('#receive-file').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') })
    await page.getByText('这不是从另一台手机转来的草稿文件。').waitFor()
    await look('receive, another file')
    await page.goto(link)
    await page.getByText('收到一份加密的草稿。').waitFor()
    await tap(page, '打开草稿')
    await page.getByText('请输入全部 20 位数字').waitFor()
    await look('receive, passphrase missing')
    await page.getByLabel('密码', { exact: true }).fill(passphrase)
    await tap(page, '打开草稿')
    await page.getByText('这台手机上已经有这份草稿，留哪一份？').waitFor()
    await look('receive, two copies')
    expect(findings).toEqual([])
  })
})

/** From the materials to the case number. */
async function finish(page: Page): Promise<string> {
  await finishUpTo(page)
  return readReceipt(page)
}

async function finishUpTo(page: Page): Promise<void> {
  await atStep(page, '交材料')
  for (const name of ['驾驶人身份证明', '机动车驾驶人身体条件证明']) await give(page, name, '从我的证照取')
  await next(page)
  await tap(page, '去签署')
  await signEverything(page, '陈永福')
}
