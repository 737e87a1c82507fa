import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import type { BrowserContext } from 'playwright-core'
import { freePort } from '../support/freePort.ts'
import { photo } from '../support/journeyFiles.ts'
import { beginFiling, codes, licenceSteps, readyForOffline, takeSteps } from '../support/journeySteps.ts'
import { runServer, untilHealthy } from '../support/serverProcess.ts'

/**
 * How long a draft's form takes to be usable when the app is opened anew without a network, and, as the baseline, a
 * page that reads nothing; in turn, in milliseconds.
 */
export async function measureForm(
  executablePath: string, times: number,
): Promise<{ form: number[], settings: number[] }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhenghaoban-form-'))
  const origin = `http://127.0.0.1:${await freePort()}`
  const server = runServer(resolve('dist/server/server.js'), { DEMO: '1', PORT: new URL(origin).port, DATA_DIR: dataDir })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    await untilHealthy(server, origin)
    const context = await browser.newContext({ baseURL: origin, locale: 'zh-CN', viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    await page.goto('/')
    await readyForOffline(page)
    await beginFiling(page, codes.licence, '陈永福')
    await takeSteps(page, licenceSteps(await photo()), '填写申请信息')
    const draft = page.url().slice(origin.length)
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
  } finally {
    await browser.close()
    server.signal('SIGKILL')
    await server.ended
    rmSync(dataDir, { recursive: true })
  }
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
