import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { JourneyServer } from './journeyServer.ts'

/** Where a phone finds the server, and the time on its clock. */
type Reached = Pick<JourneyServer, 'url' | 'now'>

const launchOptions = (executablePath: string) => ({
  executablePath,
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
  ],
})

export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch(launchOptions(executablePath))
}

export interface PhoneOptions {
  /** 长辈版, and light or dark, as chosen on an earlier visit. */
  care?: boolean
  theme?: 'light' | 'dark'
  width?: number
  height?: number
  context?: BrowserContextOptions
}

export interface Phone {
  context: BrowserContext
  page: Page
  /** What went wrong without being expected: errors, refused policies, 5xx, requests that leave the server. */
  listFaults(): string[]
  /** From now on faults that match are expected. */
  expectFaults(pattern: RegExp): void
  /** Opens a path of the app. */
  open(path: string): Promise<void>
  close(): Promise<void>
}

/** A phone of its own in a running browser. */
export async function openPhone(browser: Browser, server: Reached, options: PhoneOptions = {}): Promise<Phone> {
  const context = await browser.newContext(contextOptions(server, options))
  return carry(context, server, options)
}

/** A phone whose storage outlives the browser, in a directory: for restarts. */
export async function openLastingPhone(
  executablePath: string, directory: string, server: Reached, options: PhoneOptions = {},
): Promise<Phone> {
  const context = await chromium.launchPersistentContext(directory, {
    ...launchOptions(executablePath), ...contextOptions(server, options),
  })
  return carry(context, server, options)
}

function contextOptions({ url }: Reached, { width = 390, height = 844, context }: PhoneOptions) {
  return {
    baseURL: url, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width, height }, hasTouch: true,
    reducedMotion: 'reduce', ...context,
  } satisfies BrowserContextOptions
}

async function carry(context: BrowserContext, server: Reached, { care, theme }: PhoneOptions): Promise<Phone> {
  context.setDefaultTimeout(20_000)
  await context.clock.install({ time: server.now() })
  if (care !== undefined || theme !== undefined) {
    await context.addInitScript(([on, colours]) => {
      // about:blank has no storage.
      if (location.protocol === 'http:') localStorage.setItem('appearance', JSON.stringify({ care: on, theme: colours, textSize: 'standard' }))
    }, [care ?? false, theme ?? 'light'] as const)
  }
  const { listFaults, expectFaults } = watchFaults(context, server.url)
  const page = context.pages()[0] ?? await context.newPage()
  return {
    context, page, listFaults, expectFaults,
    open: async (path) => { await page.goto(path) },
    close: () => context.close(),
  }
}

function watchFaults(context: BrowserContext, url: string) {
  const all: string[] = []
  const expected: RegExp[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') all.push(`console: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => all.push(`uncaught: ${error.error().stack ?? error.error().message}`))
  context.on('response', (response) => {
    if (response.status() >= 500) all.push(`${response.status()}: ${response.url()}`)
  })
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== url) all.push(`another origin: ${request.url()}`)
  })
  return {
    listFaults: () => all.filter((fault) => !expected.some((pattern) => pattern.test(fault))),
    expectFaults: (pattern: RegExp) => { expected.push(pattern) },
  }
}
