import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const modes = {
  light: { theme: 'light', care: 'off' }, dark: { theme: 'dark', care: 'off' }, 长辈版: { theme: 'light', care: 'on' },
}

/** Looks at screens one after the other, each in every mode: WCAG 2.2 AA by axe, and nothing to scroll sideways. */
export function lookAround(page: Page) {
  const findings: string[] = []
  return {
    findings,
    /** Inspects what is on the screen now; `screen` names it in the findings. */
    async look(screen: string): Promise<void> {
      for (const [mode, attributes] of Object.entries(modes)) {
        await page.evaluate((set) => Object.assign(document.documentElement.dataset, set), attributes)
        findings.push(...(await inspect(page)).map((finding) => `${screen}, ${mode} · ${finding}`))
      }
    },
  }
}

/** In a window as high as the page: what a bar happens to cover at this moment can be scrolled into sight. */
async function inspect(page: Page): Promise<string[]> {
  const size = page.viewportSize() ?? { width: 320, height: 568 }
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) })
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  // In one piece: the second page that axe would open for a summary is for pages with frames.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(standards).analyze()
  await page.setViewportSize(size)
  return [
    ...(wider > 0 ? [`${wider} px too wide`] : []),
    ...violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) =>
      `${id}: ${help} · ${target.join(' ')} · ${failureSummary ?? ''}`)),
  ]
}
