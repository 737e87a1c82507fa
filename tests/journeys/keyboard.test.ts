import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { photo } from '../support/journeyFiles.ts'
import { pick, press, tabTo } from '../support/journeyKeyboard.ts'
import { atStep, codes, group, material, readReceipt } from '../support/journeySteps.ts'

/** 1280 × 1024 at 400 %, as WCAG 1.4.10 asks. */
const zoomed = { width: 320, height: 256 }

describeJourney('by keyboard alone, at 400 %', (journey) => {
  it('a licence is found, filed, followed and rated', async () => {
    const { page, open } = await journey.openPhone(zoomed)
    // From the start: listened to only when the key is pressed, the browser's own chooser may open first.
    page.on('filechooser', () => undefined)
    await open('/')
    await page.getByRole('link', { name: /驾驶证到期换证/ }).waitFor()
    await tabTo(page, page.getByRole('searchbox'))
    await page.keyboard.type('换驾照')
    await press(page, page.getByRole('link', { name: /驾驶证到期换证/ }))
    await page.waitForURL(`/items/${codes.licence}`)
    await press(page, page.getByRole('link', { name: '在线申报' }))
    await press(page, page.getByRole('button', { name: '去登录' }))
    await press(page, page.getByRole('button', { name: /^陈永福/ }))

    await atStep(page, '个人信息处理告知')
    await press(page, page.getByRole('button', { name: '下一步' }))
    await atStep(page, '给谁办？')
    await press(page, page.getByRole('button', { name: '下一步' }))
    await atStep(page, '选一选您的情况')
    await pick(page, group(page, '现在的驾驶证是哪里核发的？'), 0)
    await pick(page, group(page, '交通违法和事故都处理完了吗？'), 0)
    await pick(page, group(page, '驾驶证上的准驾车型有哪一类？'), 0)
    await press(page, page.getByRole('button', { name: '下一步' }))
    await atStep(page, '填写申请信息')
    await tabTo(page, page.getByLabel('现在的驾驶证有效期到哪天'))
    await page.keyboard.type('04202026')
    await pick(page, group(page, '怎么取新驾驶证'), 1)
    await press(page, page.getByRole('button', { name: '下一步' }))
    await atStep(page, '交材料')
    await pick(page, group(page, '“驾驶人身份证明”怎么交'), 1)
    await pick(page, group(page, '“机动车驾驶人身体条件证明”怎么交'), 1)
    await pick(page, group(page, '“驾驶证照片（含回执编号）”怎么交'), 0)
    await tabTo(page, material(page, '驾驶证照片').getByLabel('选择文件'))
    const chooser = page.waitForEvent('filechooser')
    await page.keyboard.press('Enter')
    await (await chooser).setFiles(await photo())
    await material(page, '驾驶证照片').getByText('已添加 1 个').waitFor()
    await press(page, page.getByRole('button', { name: '下一步' }))
    await atStep(page, '核对一遍')
    await press(page, page.getByRole('button', { name: '去签署' }))
    await atStep(page, '阅读并签署')
    for (const box of await page.getByRole('checkbox').all()) {
      await tabTo(page, box)
      await page.keyboard.press('Space')
    }
    await tabTo(page, page.getByLabel('签署人姓名'))
    await page.keyboard.insertText('陈永福')
    await press(page, page.getByRole('button', { name: '签署并提交' }))

    await readReceipt(page)
    await press(page, page.getByRole('link', { name: '查看办件进度' }))
    await page.getByText('办好了。').waitFor()
    await press(page, page.getByRole('link', { name: '评价办理结果' }))
    await group(page, '您满意吗？').waitFor()
    await pick(page, group(page, '您满意吗？'), 3)
    await tabTo(page, page.getByRole('checkbox', { name: '没有提供材料清单' }))
    await page.keyboard.press('Space')
    await press(page, page.getByRole('button', { name: '提交评价' }))
    await page.getByText('办好了。').waitFor()
    await expect.poll(() => journey.server.query('SELECT grade FROM ratings')).toEqual([{ grade: 'dissatisfied' }])
  })
})
