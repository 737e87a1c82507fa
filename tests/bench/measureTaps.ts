import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import type { CatalogueView } from '../../src/contract/views.ts'
import { plainDateAt } from '../../src/domain/plainDate.ts'
import { chooseExample, countTaps, personFor, readItem } from '../support/countTaps.ts'
import type { Effort } from '../support/countTaps.ts'
import { freePort } from '../support/freePort.ts'
import { choosePerson } from '../support/journeySteps.ts'
import { runServer, untilHealthy } from '../support/serverProcess.ts'

/** Taps and typed characters to file each of the most used items, by somebody who is signed in. */
export async function measureTaps(executablePath: string, count: number): Promise<(Effort & { name: string })[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhenghaoban-taps-'))
  const origin = `http://127.0.0.1:${await freePort()}`
  const server = runServer(resolve('dist/server/server.js'), { DEMO: '1', PORT: new URL(origin).port, DATA_DIR: dataDir })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    await untilHealthy(server, origin)
    const { items } = await (await fetch(`${origin}/api/catalogue`)).json() as CatalogueView
    const mostUsed = items.toSorted((a, b) => a.popularity - b.popularity).slice(0, count)
    const measured: (Effort & { name: string })[] = []
    for (const { code, plainName } of mostUsed) {
      const item = readItem(`P${code.slice(-5, -3)}${code.slice(-2)}`)
      const chosen = chooseExample(item, plainDateAt(new Date().toISOString()))
      const person = personFor(item, chosen)
      const context = await browser.newContext({ baseURL: origin, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
      const page = await context.newPage()
      await page.goto('/sign-in')
      await page.getByRole('button', { name: '去登录' }).click()
      await choosePerson(page, person)
      await page.goto(`/items/${code}`)
      measured.push({ name: plainName, ...await countTaps(page, item, chosen, person) })
      await context.close()
    }
    return measured
  } finally {
    await browser.close()
    server.signal('SIGKILL')
    await server.ended
    rmSync(dataDir, { recursive: true })
  }
}
