import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { draftAddress, fillDraft } from '../support/journeyDraft.ts'
import { photo } from '../support/journeyFiles.ts'
import { lookAround } from '../support/journeyLook.ts'
import {
  atStep, beginFiling, codes, give, licenceSteps, next, readReceipt, readyForOffline, signIn, signShown,
  takeSteps, tap,
} from '../support/journeySteps.ts'

describeJourney('a draft', (journey) => {
  async function isWhole(page: Page) {
    await atStep(page, '交材料')
    await page.getByRole('region', { name: '驾驶证照片' }).getByText('已添加 1 个').waitFor()
    await tap(page, '上一步')
    await atStep(page, '填写申请信息')
    expect(await page.getByLabel('收件地址').inputValue()).toBe(draftAddress)
    await tap(page, '下一步')
  }

  it('survives a reload', async () => {
    const { page } = await journey.openPhone()
    await fillDraft(page)
    await page.reload()
    await isWhole(page)
  })

  it('survives the end of the browser', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'zhenghaoban-phone-'))
    try {
      const before = await journey.openLastingPhone(directory)
      await fillDraft(before.page)
      await before.close()
      const { page, open, close } = await journey.openLastingPhone(directory)
      await open(`/items/${codes.licence}/file`)
      await signIn(page, '陈永福')
      await page.getByText('接着上次的办？').waitFor()
      await tap(page, '接着办')
      await isWhole(page)
      await close()
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('survives the end of the sign-in, and is filed after the next', async () => {
    const phone = await journey.openPhone()
    const { page } = phone
    phone.expectFaults(/status of 401/)
    await fillDraft(page)
    await journey.server.endSessions()
    for (const name of ['驾驶人身份证明', '机动车驾驶人身体条件证明']) await give(page, name, '从我的证照取')
    await next(page)
    await takeSteps(page, licenceSteps(await photo()).slice(5))
    await page.getByText('登录已过期').first().waitFor()
    await signIn(page, '陈永福')
    await readReceipt(page)
  })

  it('is locked when the sign-in ends while it is open, and opens for the same person', async () => {
    const phone = await journey.openPhone()
    const { page } = phone
    phone.expectFaults(/status of 401/)
    await fillDraft(page)
    await journey.server.endSessions()
    await page.reload()
    await page.getByText(/登录已过期|申报前请先登录/).first().waitFor()
    expect(await page.getByText(draftAddress).count()).toBe(0)
    const { look, findings } = lookAround(page)
    await look('filing, sign-in run out')
    expect(findings).toEqual([])
    await signIn(page, '陈永福')
    await isWhole(page)
  })

  it('is never reloaded over by an update', async () => {
    const { page, open } = await journey.openPhone()
    await open('/')
    await readyForOffline(page)
    await beginFiling(page, codes.licence, '陈永福')
    await takeSteps(page, licenceSteps(await photo()), '阅读并签署')
    await signShown(page, '陈永福')
    journey.server.publishUpdate()
    await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration())?.update() })
    await page.getByText('有新版本').waitFor()
    const update = page.getByRole('button', { name: '更新', exact: true })
    expect(await update.getAttribute('aria-disabled')).toBe('true')
    await update.click({ force: true })
    expect(await page.getByLabel('签署人姓名').inputValue()).toBe('陈永福')

    await page.getByRole('button', { name: '上一步' }).click()
    await atStep(page, '核对一遍')
    await page.getByText('更新后页面会重新打开。').waitFor()
    const reloaded = page.waitForEvent('load')
    await update.click()
    await reloaded
    await atStep(page, '核对一遍')
  })
})
