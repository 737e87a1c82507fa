import { expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { describeJourney } from '../support/journey.ts'
import { photo } from '../support/journeyFiles.ts'
import { atStep, codes, group, material, readReceipt } from '../support/journeySteps.ts'

/** 1280 × 1024 at 400 %, as WCAG 1.4.10 asks. */
const zoomed = { width: 320, height: 256 }

describeJourney('by keyboard alone, at 400 %', (journey) => {
  it('a licence is found, filed, followed and rated', async () => {
    const { page, open } = await journey.openPhone(zoomed)
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

/** Tabs on until the element has the focus, which has to be in sight, and the page no wider than the screen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: 'attached' })
  for (let tabs = 0; tabs < 120; tabs += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return checkSight(page)
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${target.toString()}`)
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

/** Chooses one of a group of radio buttons, which is one stop on the way. */
async function pick(page: Page, choices: Locator, index: number): Promise<void> {
  await tabTo(page, choices.getByRole('radio').first())
  await page.keyboard.press('Space')
  for (let step = 0; step < index; step += 1) await page.keyboard.press('ArrowDown')
  expect(await choices.getByRole('radio').nth(index).isChecked()).toBe(true)
}

/** Focus not obscured (WCAG 2.4.11) and reflow (1.4.10). */
async function checkSight(page: Page): Promise<void> {
  const { hidden, wider } = await page.evaluate(() => {
    const focused = document.activeElement?.closest('label') ?? document.activeElement
    const box = focused?.getBoundingClientRect()
    const spots = box ? [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2] : []
    const seen = box && spots.some((y) => {
      const there = document.elementFromPoint((box.left + box.right) / 2, y)
      return there && (focused?.contains(there) || there.contains(focused))
    })
    return { hidden: seen ? '' : focused?.outerHTML.slice(0, 200), wider: document.documentElement.scrollWidth - innerWidth }
  })
  expect(hidden, 'hidden while it has the focus').toBe('')
  expect(wider).toBeLessThanOrEqual(0)
}
