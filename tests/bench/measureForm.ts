import type { BrowserContext } from 'playwright-core'
import { photo } from '../support/journeyFiles.ts'
import { beginFiling, codes, licenceSteps, readyForOffline, takeSteps } from '../support/journeySteps.ts'
import { withBuiltServer } from './withBuiltServer.ts'

/**
 * How long a draft's form takes to be usable when the app is opened anew without a network, and, as the baseline, a
 * page that reads nothing; in turn, in milliseconds.
 */
export function measureForm(executablePath: string, times: number): Promise<{ form: number[], settings: number[] }> {
  return withBuiltServer(executablePath, async (browser, baseURL) => {
    const context = await browser.newContext({ baseURL, locale: 'zh-CN', viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    await page.goto('/')
    await readyForOffline(page)
    await beginFiling(page, codes.licence, '陈永福')
    await takeSteps(page, licenceSteps(await photo()), '填写申请信息')
    const draft = page.url().slice(baseURL.length)
    await page.getByText('已保存在本机').waitFor()
    await page.close()
    await context.setOffline(true)
    const form: number[] = []
    const settings: number[] = []
    for (let time = 0; time < times; time += 1) {
      settings.push(await openCold(context, '/me', '长辈版'))
      form.push(await openCold(context, draft, '怎么取新驾驶证'))
    }
    return { form, settings }
  })
}

async function openCold(context: BrowserContext, path: string, words: string): Promise<number> {
  const page = await context.newPage()
  const begun = performance.now()
  await page.goto(path, { waitUntil: 'commit' })
  await page.getByText(words).first().waitFor()
  const took = performance.now() - begun
  await page.close()
  return took
}
