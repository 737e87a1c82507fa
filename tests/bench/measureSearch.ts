import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { toFindEntry } from '../../src/domain/finding/findEntry.ts'
import type { FindEntry } from '../../src/domain/finding/finder.ts'
import words from '../../mock-api/catalogue/search-words.json' with { type: 'json' }
import { everydayQueries } from '../domain/finding/queries.ts'
import { readFindableItems } from '../support/findableItems.ts'
import { makeManyItems } from '../support/manyItems.ts'
import { runSearch } from './searchRun.ts'
import type { SearchTimes } from './searchRun.ts'

const count = 3000
/** Every beginning of every everyday query. */
const keystrokes = everydayQueries.flatMap(([query]) => [...query].map((_, index) => query.slice(0, index + 1)))

type Run = SearchTimes & { name: string }

/** Milliseconds of a keystroke here, and in Chromium with its CPU whole and at a quarter. */
export async function measureSearch(browserPath: string | undefined, rounds: number) {
  const entries = makeManyItems(readFindableItems(), count).map(toFindEntry)
  const runs: Run[] = [{ name: 'Node', ...runSearch(entries, words, keystrokes, rounds) }]
  if (browserPath) runs.push(...await measureInBrowser(browserPath, entries, rounds))
  return { count, keystrokes: keystrokes.length, runs }
}

async function measureInBrowser(executablePath: string, entries: FindEntry[], rounds: number): Promise<Run[]> {
  const script = await bundle()
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const runs: Run[] = []
    for (const rate of [1, 4]) {
      const page = await browser.newPage()
      await page.addScriptTag({ content: script })
      const session = await page.context().newCDPSession(page)
      await session.send('Emulation.setCPUThrottlingRate', { rate })
      const name = rate === 1 ? 'Chromium' : `Chromium, CPU ${rate} times slower`
      runs.push({ name, ...await runInPage(page, entries, rounds) })
      await page.close()
    }
    return runs
  } finally {
    await browser.close()
  }
}

function runInPage(page: Page, entries: FindEntry[], rounds: number): Promise<SearchTimes> {
  return page.evaluate(
    (given) => (globalThis as unknown as { bench: { runSearch: typeof runSearch } }).bench
      .runSearch(given.entries, given.words, given.keystrokes, given.rounds),
    { entries, words, keystrokes, rounds },
  )
}

/** The search as a script for a page, minified as in the built page. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { write: false, target: 'es2022', lib: { entry: 'tests/bench/searchRun.ts', formats: ['iife'], name: 'bench' } },
  })
  const outputs = [built].flat().flatMap((result) => 'output' in result ? result.output : [])
  const chunk = outputs.find((output) => output.type === 'chunk')
  if (!chunk) throw new Error('the search was not bundled')
  return chunk.code
}
