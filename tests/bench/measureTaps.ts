import type { CatalogueView } from '../../src/contract/catalogueViews.ts'
import { plainDateAt } from '../../src/domain/plainDate.ts'
import { chooseExample, countTaps, personFor, readItem } from '../support/countTaps.ts'
import type { Effort } from '../support/countTaps.ts'
import { signIn } from '../support/journeySteps.ts'
import { withBuiltServer } from './withBuiltServer.ts'

/** Taps and typed characters to file each of the most used items, by somebody who is signed in. */
export function measureTaps(executablePath: string, count: number): Promise<(Effort & { name: string })[]> {
  return withBuiltServer(executablePath, async (browser, baseURL) => {
    const { items } = await (await fetch(`${baseURL}/api/catalogue`)).json() as CatalogueView
    const mostUsed = items.toSorted((a, b) => a.popularity - b.popularity).slice(0, count)
    const measured: (Effort & { name: string })[] = []
    for (const { code, plainName } of mostUsed) {
      const item = readItem(`P${code.slice(-5, -3)}${code.slice(-2)}`)
      const chosen = chooseExample(item, plainDateAt(new Date().toISOString()))
      const person = personFor(item, chosen)
      const context = await browser.newContext({ baseURL, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
      const page = await context.newPage()
      await page.goto('/sign-in')
      await signIn(page, person)
      await page.goto(`/items/${code}`)
      measured.push({ name: plainName, ...await countTaps(page, item, chosen, person) })
      await context.close()
    }
    return measured
  })
}
