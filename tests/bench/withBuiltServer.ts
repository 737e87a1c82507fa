import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { freePort } from '../support/freePort.ts'
import { runServer, untilHealthy } from '../support/serverProcess.ts'

/** Runs work against the built server, in demo mode on a new database, and a browser; both are gone afterwards. */
export async function withBuiltServer<T>(
  executablePath: string, work: (browser: Browser, origin: string) => Promise<T>,
): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhenghaoban-bench-'))
  const origin = `http://127.0.0.1:${await freePort()}`
  const server = runServer(resolve('dist/server/server.js'), { DEMO: '1', PORT: new URL(origin).port, DATA_DIR: dataDir })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    await untilHealthy(server, origin)
    return await work(browser, origin)
  } finally {
    await browser.close()
    server.signal('SIGKILL')
    await server.ended
    rmSync(dataDir, { recursive: true })
  }
}
