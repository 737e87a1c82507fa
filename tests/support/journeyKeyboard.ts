/** What a resident does who uses the keyboard alone. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Tabs on until the element has the focus, which has to be in sight, and the page no wider than the screen. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: 'attached' })
  for (let tabs = 0; tabs < 120; tabs += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return checkSight(page)
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${target.toString()}`)
}

export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

/** Chooses one of a group of radio buttons, which is one stop on the way. */
export async function pick(page: Page, choices: Locator, index: number): Promise<void> {
  const radios = choices.getByRole('radio')
  const chosen = await radios.evaluateAll((all) => all.findIndex((radio) => (radio as HTMLInputElement).checked))
  // The stop is the one that is chosen, or the first.
  const start = Math.max(chosen, 0)
  await tabTo(page, radios.nth(start))
  if (chosen < 0) await page.keyboard.press('Space')
  const arrow = index > start ? 'ArrowDown' : 'ArrowUp'
  for (let step = 0; step < Math.abs(index - start); step += 1) await page.keyboard.press(arrow)
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
