/** One filing by a patient resident: does what the screen asks, again after every accident, until it is settled. */
import type { Page } from 'playwright-core'
import type { GivenFile } from '../journeyFiles.ts'
import { attach, choose, codes, fill, give, signShown, tap } from '../journeySteps.ts'
import type { ChaosWorld } from './chaosWorld.ts'
import { strike } from './hazards.ts'
import type { Hazard } from './hazards.ts'

export interface ChaosRun {
  hazards: Hazard[]
  /** What is typed, and must be found again. */
  address: string
  photo: GivenFile | undefined
  /** Taps the last button twice. */
  doubleTap: boolean
  /** The screen before which the resident gives up. */
  givesUpAt?: string
  random: () => number
}

/** What the phone said in the end. */
export type Claim = { filingId: string } & ({ kind: 'received', caseNo: string } | { kind: 'draft' })

interface Screen {
  url: URL
  headings: string[]
  text: string
}

/** The screens of the filing, in their order, by heading; each does what it asks and goes on. */
export const steps: Record<string, (page: Page, run: ChaosRun) => Promise<void>> = {
  '个人信息处理告知': (page) => tap(page, '下一步'),
  '给谁办？': (page) => tap(page, '下一步'),
  '选一选您的情况': async (page) => {
    await choose(page, '现在的驾驶证是哪里核发的？', '广州')
    await choose(page, '交通违法和事故都处理完了吗？', '都处理完了')
    await choose(page, '驾驶证上的准驾车型有哪一类？', '只有小型汽车')
    await tap(page, '下一步')
  },
  '填写申请信息': async (page, { address }) => {
    await fill(page, '现在的驾驶证有效期到哪天', '2026-04-20')
    await choose(page, '怎么取新驾驶证', '寄到家')
    await fill(page, '收件地址', address)
    await tap(page, '下一步')
  },
  '交材料': async (page, { photo }) => {
    await give(page, '驾驶人身份证明', '从我的证照取')
    await give(page, '机动车驾驶人身体条件证明', '从我的证照取')
    if (!photo) await give(page, '驾驶证照片', '从我的证照取')
    else if (await page.getByText('已添加 1 个').count() === 0) await attach(page, '驾驶证照片', [photo])
    await tap(page, '下一步')
  },
  '核对一遍': (page) => tap(page, '去签署'),
  '阅读并签署': async (page, { doubleTap }) => {
    await signShown(page, '陈永福')
    await page.getByRole('button', { name: '签署并提交' }).click({ clickCount: doubleTap ? 2 : 1 })
  },
}

/** How long a resident tries before calling for help. */
const patience = 90_000
/** Between two looks, while something is on its way. */
const blink = 60

/**
 * Files once. Throws when it is neither received nor honestly a draft in the end.
 * @returns what the phone says, to be compared with what the server has
 */
export async function fileThroughChaos(world: ChaosWorld, run: ChaosRun): Promise<Claim> {
  const left = [...run.hazards]
  let filingId = ''
  let looks = 0
  await world.open(`/items/${codes.licence}/file`)
  const begun = Date.now()
  while (Date.now() - begun < patience) {
    const screen = await readScreen(world.page)
    filingId = screen.url.searchParams.get('draft') ?? /^\/filings\/([0-9a-f-]{36})/.exec(screen.url.pathname)?.[1] ?? filingId
    const caseNo = receivedAs(screen)
    if (caseNo !== undefined) return { kind: 'received', filingId, caseNo }
    const step = screen.headings.find((heading) => heading in steps)
    if (step !== undefined && step === run.givesUpAt && filingId) return { kind: 'draft', filingId }
    trace(`${step ?? screen.text.slice(0, 40).replaceAll('\n', ' ')} · ${left.map(({ name, at }) => `${name}@${at}`).join()}`)
    const due = left.findIndex(({ at }) => at === (step ?? (isQueued(screen) ? 'sending' : '')))
    const path = filingId && step ? screen.url.pathname + screen.url.search : pathOf(screen, filingId)
    if (due >= 0) {
      await strike(world, left.splice(due, 1)[0] as Hazard, run.random, path)
      continue
    }
    if (step !== undefined && await takes(steps[step]?.(world.page, run))) {
      const sending = step === '阅读并签署' ? left.findIndex(({ at }) => at === 'sending') : -1
      const { pathname, search } = (await readScreen(world.page)).url
      // In the moment after the last tap, whatever the screen shows by then.
      if (sending >= 0) await strike(world, left.splice(sending, 1)[0] as Hazard, run.random, pathname + search)
      await leaves(world.page, step)
      looks = 0
      continue
    }
    looks += 1
    await getOn(world, screen, path, looks)
  }
  const { headings, text, url } = await readScreen(world.page)
  throw new Error(`stuck at ${url.pathname}${url.search}: ${headings.join(' / ')}\n${text.slice(0, 600)}`)
}

/** With CHAOS_TRACE set, every look is told. */
function trace(line: string): void {
  if (process.env['CHAOS_TRACE']) process.stdout.write(`${new Date().toISOString().slice(14, 23)} ${line}\n`)
}

/** Not a step and not received: waits a little, then mends the world, then opens the page again. */
async function getOn(world: ChaosWorld, { text }: Screen, path: string, looks: number): Promise<void> {
  if (text.includes('接着上次的办？')) {
    await takes(tap(world.page, '另办一份新的'))
    await leaves(world.page, '接着上次的办？')
  }
  else if (looks % 8 === 4) await world.heal()
  else if (looks % 8 === 0) await world.open(path)
  else await world.page.waitForTimeout(blink)
}

/** The page as a person reads it; of a page that did not open, nothing. */
async function readScreen(page: Page): Promise<Screen> {
  const read = await page.evaluate(() => ({
    headings: [...document.querySelectorAll('h1, h2')].map((heading) => heading.textContent.trim()),
    text: document.querySelector('main')?.innerText ?? '',
  })).catch(() => ({ headings: [], text: '' }))
  const url = page.url()
  return { ...read, url: new URL(url.startsWith('http') ? url : 'http://nowhere/') }
}

/** The case number, once the page says that the bureau has it. */
function receivedAs({ text }: Screen): string | undefined {
  return text.includes('收件时间') && text.includes('已收件') ? /\d[0-9A-Z]{30,}/.exec(text)?.[0] : undefined
}

function isQueued({ text }: Screen): boolean {
  return text.includes('（尚未提交）')
}

function pathOf({ url }: Screen, filingId: string): string {
  if (url.pathname.startsWith('/filings/')) return url.pathname
  return filingId ? `/items/${codes.licence}/file?draft=${filingId}` : `/items/${codes.licence}/file`
}

/** Waits until the screen has gone, a moment at most: tapped into nothing, it stays. */
async function leaves(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { name: heading, exact: true }).waitFor({ state: 'detached', timeout: 1_500 })
    .catch(() => undefined)
}

/** Whether it could be done: an accident in the middle is no reason to give up. */
async function takes(step: Promise<void> | undefined): Promise<boolean> {
  try {
    await step
    return step !== undefined
  } catch (error) {
    trace(`not done: ${String(error).slice(0, 300)}`)
    return false
  }
}
