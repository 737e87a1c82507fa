import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import lighthouse from 'lighthouse'
import { chromium } from 'playwright-core'
import { freePort } from '../support/freePort.ts'
import { runServer, untilHealthy } from '../support/serverProcess.ts'

const oneLine = '<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
  + '<title>证好办</title><p>证好办</p></html>\n'

/**
 * Largest contentful paint of a first visit to `/` and to a page of one line beside it, in turn, on Lighthouse's mobile
 * with devtools throttling (slow 4G, CPU at a quarter). The built server serves both, with the same headers.
 * @returns milliseconds
 */
export async function measureLcp(browserPath: string, pairs: number): Promise<{ page: number[], oneLine: number[] }> {
  const home = mkdtempSync(join(tmpdir(), 'zhenghaoban-lcp-'))
  const [main, port] = [layOut(home), await freePort()]
  const server = runServer(main, { DEMO: '1', PORT: String(port), DATA_DIR: join(home, 'data') })
  try {
    await untilHealthy(server, `http://127.0.0.1:${port}`)
    const times = { page: [] as number[], oneLine: [] as number[] }
    for (let pair = 0; pair < pairs; pair++) {
      times.oneLine.push(await paint(browserPath, `http://127.0.0.1:${port}/one-line.html`))
      times.page.push(await paint(browserPath, `http://127.0.0.1:${port}/`))
    }
    return times
  } finally {
    server.signal('SIGKILL')
    await server.ended
    rmSync(home, { recursive: true })
  }
}

/** A copy of the build with the page of one line in it. @returns its server's main file */
function layOut(home: string): string {
  for (const part of ['dist/client', 'dist/server']) cpSync(part, join(home, part), { recursive: true })
  for (const name of ['package.json', 'mock-api', 'node_modules']) symlinkSync(resolve(name), join(home, name))
  writeFileSync(join(home, 'dist/client/one-line.html'), oneLine)
  writeFileSync(join(home, 'dist/client/one-line.html.br'), brotliCompressSync(oneLine))
  return join(home, 'dist/server/server.js')
}

async function paint(executablePath: string, url: string): Promise<number> {
  const port = await freePort()
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', `--remote-debugging-port=${port}`] })
  try {
    const onlyAudits = ['largest-contentful-paint']
    const result = await lighthouse(url, { port, formFactor: 'mobile', throttlingMethod: 'devtools', onlyAudits })
    const millis = result?.lhr.audits['largest-contentful-paint']?.numericValue
    if (millis === undefined) throw new Error(`no LCP for ${url}: ${result?.lhr.runtimeError?.message ?? 'unknown'}`)
    return millis
  } finally {
    await browser.close()
  }
}
