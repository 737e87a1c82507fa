import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { withNextVersion } from '../support/journeyCatalogue.ts'
import { lookAround } from '../support/journeyLook.ts'
import { codes, readyForOffline, tap } from '../support/journeySteps.ts'

const day = 86_400_000
const dog = '11449999000000019F4440100028001'

/** From tomorrow a dog's licence asks for one paper more. */
const catalogueFolder = withNextVersion('P2801', (item) => {
  const [first] = item.materials
  if (!first) throw new Error('an item without materials')
  item.materials.push({ ...first, id: 'chipProof', name: '芯片植入证明' })
  for (const { expect: expected } of item.examples) expected.materials = [...expected.materials, 'chipProof']
})

describeJourney('guides on the phone', (journey) => {
  /** Item codes that the page asks the server for from now on. */
  function watchGuides(page: Page): string[] {
    const asked: string[] = []
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url())
      if (pathname === '/api/items') asked.push(...searchParams.get('codes')?.split(',') ?? [])
    })
    return asked
  }

  it('are all there after the first visit, ticked off for two people, and told when one has changed', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'zhenghaoban-phone-'))
    try {
      const before = await journey.openLastingPhone(directory)
      await before.open('/')
      await readyForOffline(before.page)
      await before.open('/me')
      await before.page.getByText('全部 85 份指南都在这台手机上了').waitFor({ timeout: 60_000 })
      before.expectFaults(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
      await before.context.setOffline(true)
      await before.open('/')
      await before.page.getByRole('searchbox').fill('养犬')
      await before.page.getByRole('link', { name: /给狗上户口/ }).click()
      await before.page.getByText(/^.*现在离线，内容是 .*2026年3月10日.* 取到的。$/).waitFor()
      await getReady(before.page)
      // What the home page says is read from the phone's storage.
      await tap(before.page, '返回')
      await tap(before.page, '清空')
      await listsOf(before.page).getByText('妈妈：备好 1 样').waitFor()
      await before.close()

      const phone = await journey.openLastingPhone(directory)
      const { page, context, open } = phone
      phone.expectFaults(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
      await context.setOffline(true)
      await open('/')
      const preparing = listsOf(page)
      await preparing.getByText('我：备好 2 样').waitFor()
      await preparing.getByRole('link', { name: /妈妈：备好 1 样/ }).click()
      await page.getByText(/^妈妈：备好了 1 \/ \d+ 样$/).waitFor()
      expect(await ticked(page)).toBe(1)
      await page.getByText('给别人也列一份').click()
      await page.getByLabel('看谁的清单').selectOption({ label: '我' })
      await page.getByText(/^我：备好了 2 \/ \d+ 样$/).waitFor()
      expect(await ticked(page)).toBe(2)

      journey.server.advance(day)
      await context.setOffline(false)
      const asked = watchGuides(page)
      await open('/')
      await preparing.getByText('材料清单有更新').first().waitFor()
      await expect.poll(() => asked, { timeout: 30_000 }).toEqual([dog])
      await preparing.getByRole('link', { name: /我：备好 2 样/ }).click()
      await page.getByRole('heading', { name: '要准备的材料' }).waitFor()
      await page.getByText('材料清单有更新').waitFor()
      await page.getByText('多要一样：芯片植入证明。').waitFor()
      expect(await ticked(page)).toBe(2)
      await tap(page, '知道了，按新清单准备')
      await page.getByText('材料清单有更新').waitFor({ state: 'detached' })
      expect(asked).toEqual([dog])
      await open('/')
      await preparing.getByText('我：备好 2 样').waitFor()
      // Hers is still by the old list.
      expect(await preparing.getByText('材料清单有更新').count()).toBe(1)
      await phone.close()
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('come only when asked for on a phone that saves data', async () => {
    const { page, context, open } = await journey.openPhone()
    await context.addInitScript(() => {
      // As a browser has it: something to listen to, which the uploads do.
      const connection = Object.assign(new EventTarget(), { saveData: true, effectiveType: '4g' })
      Object.defineProperty(navigator, 'connection', { get: () => connection })
    })
    const asked = watchGuides(page)
    await open('/')
    await page.waitForRequest((request) => request.url().includes('/assets/axios'))
    await page.getByRole('heading', { name: '按人生事件找' }).waitFor()
    await open('/me')
    await page.getByText(/^还有 85 份指南没有下载，约 .*您开了省流量，所以没有自动下载。$/).waitFor()
    expect(asked).toEqual([])
    await open(`/items/${codes.licence}`)
    await page.getByRole('heading', { name: '要准备的材料' }).waitFor()
    expect(asked).toEqual([codes.licence])
    await open('/me')
    await page.getByText(/^还有 84 份/).waitFor()
    const { look, findings } = lookAround(page)
    await look('me, guides only when asked for')
    expect(findings).toEqual([])
    await context.route('**/api/items?*', async (route) => {
      await new Promise((resolve) => { setTimeout(resolve, 100) })
      await route.continue()
    })
    await tap(page, '现在下载')
    await page.getByText(/^正在下载指南：\d+ \/ 85$/).waitFor()
    await page.getByText('全部 85 份指南都在这台手机上了').waitFor({ timeout: 60_000 })
    expect(asked).toHaveLength(85)
  })
}, { catalogueFolder })

const listsOf = (page: Page) => page.getByRole('list', { name: '正在准备的材料' })
const ticks = (page: Page) => page.locator('#materials').getByRole('checkbox')
const ticked = (page: Page) => page.locator('#materials').getByRole('checkbox', { checked: true }).count()

/** Two things for oneself, then one for one's mother. */
async function getReady(page: Page): Promise<void> {
  await page.getByRole('heading', { name: '要准备的材料' }).waitFor()
  for (const index of [0, 1]) await ticks(page).nth(index).check()
  await page.getByText(/^我：备好了 2 \/ \d+ 样$/).waitFor()
  await page.getByText('给别人也列一份').click()
  await page.getByLabel('给谁列？').fill('妈妈')
  await tap(page, '列一份')
  await page.getByText(/^妈妈：备好了 0 \/ \d+ 样$/).waitFor()
  await ticks(page).nth(0).check()
  await page.getByText(/^妈妈：备好了 1 \/ \d+ 样$/).waitFor()
}
