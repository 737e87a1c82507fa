import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { photo } from '../support/journeyFiles.ts'
import { lookAround } from '../support/journeyLook.ts'
import {
  atStep, beginFiling, codes, fill, licenceSteps, next, readReceipt, signShown, takeSteps, tap,
} from '../support/journeySteps.ts'

describeJourney('a daughter helps her 68-year-old father renew his licence', (journey) => {
  it('she types, he confirms and signs; nothing is signed unread', { timeout: 400_000 }, async () => {
    const { page, open } = await journey.openPhone({ width: 320, height: 568 })
    const { look, findings } = lookAround(page)
    await open('/')
    await beginFiling(page, codes.licence, '陈永福')
    const steps = licenceSteps(await photo())
    await look('notice with reading aloud')
    await next(page)

    await atStep(page, '给谁办？')
    await page.getByRole('checkbox', { name: /我在帮别人填/ }).check()
    await fill(page, '您（帮忙填的人）的姓名', '陈永福')
    await next(page)
    await page.getByRole('alert').waitFor()
    await look('a helper with errors')
    await fill(page, '您（帮忙填的人）的姓名', '陈小红')
    await page.getByLabel('您是陈永福的').selectOption({ label: '子女' })
    await page.getByText('由 陈小红（子女）协助填写').waitFor()
    await next(page)
    await takeSteps(page, steps.slice(2), '核对一遍')

    // The screen may not be passed over, not even by its address.
    const signing = page.url().replace('step=review', 'step=sign')
    await page.goto(signing)
    await atStep(page, '请本人看一遍')
    await page.getByText('请把手机交给本人').waitFor()
    const size = await page.getByText('寄到家').evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))
    expect(size).toBeGreaterThanOrEqual(24)
    await look('confirmation')
    const confirm = page.getByRole('checkbox', { name: '以上都是我的真实意思，内容属实' })
    expect(await confirm.isChecked()).toBe(false)
    await tap(page, '看完了，去签名')
    await page.getByRole('alert').waitFor()
    await look('confirmation with errors')
    await confirm.check()
    await tap(page, '看完了，去签名')
    await atStep(page, '阅读并签署')

    // A change afterwards asks again.
    await page.goto(page.url().replace('step=sign', 'step=form'))
    await atStep(page, '填写申请信息')
    await fill(page, '收件地址', '示例市示例区榕荫街 9 号')
    await next(page)
    await atStep(page, '交材料')
    await page.goto(page.url().replace('step=materials', 'step=sign'))
    await atStep(page, '请本人看一遍')
    await page.getByText('示例市示例区榕荫街 9 号').waitFor()
    await page.getByRole('checkbox', { name: '以上都是我的真实意思，内容属实' }).check()
    await tap(page, '看完了，去签名')

    await atStep(page, '阅读并签署')
    await page.getByText('第 1 份，共 1 份').waitFor()
    await page.getByText('协助填写人：陈小红（子女）').waitFor()
    // Pressed without a scroll: the document was not read.
    await page.getByRole('button', { name: '签署并提交' }).click()
    const unread = page.getByRole('link', { name: '还没有读完：请读到最后，或听到最后，再签署' })
    await unread.waitFor()
    await unread.click()
    expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/^line-\d+$/)
    await look('document not read')
    await signShown(page, '陈小红')
    await tap(page, '签署并提交')
    await page.getByRole('link', { name: /与登录的姓名不一致/ }).waitFor()
    await fill(page, '签署人姓名', '陈永福')
    await tap(page, '签署并提交')
    await readReceipt(page)

    expect(findings).toEqual([])
    expect(await journey.server.query('SELECT helper->>\'name\' AS name, helper->>\'relation\' AS relation FROM cases'))
      .toEqual([{ name: '陈小红', relation: 'child' }])
    expect(await journey.server.query(`SELECT record->'shown'->>'scrolledToEnd' AS "read", record->>'signerName' AS signer
      FROM signatures`)).toEqual([{ read: 'true', signer: '陈永福' }])
  })
})
