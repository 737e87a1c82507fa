import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import type { Journey } from '../support/journey.ts'
import { withNextVersion } from '../support/journeyCatalogue.ts'
import { lookAround } from '../support/journeyLook.ts'
import { choose, codes, tap } from '../support/journeySteps.ts'

const day = 86_400_000
const dog = '11449999000000019F4440100028001'

/** From tomorrow a dog's licence asks for one paper more. */
const catalogueFolder = withNextVersion('P2801', (item) => {
  const [first] = item.materials
  if (!first) throw new Error('an item without materials')
  item.materials.push({ ...first, id: 'chipProof', name: '芯片植入证明' })
  for (const { expect: expected } of item.examples) expected.materials = [...expected.materials, 'chipProof']
})

describeJourney('every screen that helps to find an item and to prepare', (journey) => {
  it('is accessible at 320 px in light, dark and 长辈版', { timeout: 400_000 }, async () => {
    expect(await walk(journey)).toEqual([])
  })
}, { catalogueFolder })

/** Shows the ways to an item and everything about one. */
async function walk(journey: Journey): Promise<string[]> {
  const phone = await journey.openPhone({ width: 320, height: 568 })
  const { page, open } = phone
  const { look, findings } = lookAround(page)

  await browse()
  await read()
  await prepare()
  await print()
  await translate()
  await settle()
  return findings

  async function openGuide(code: string) {
    await open(`/items/${code}`)
    await page.getByRole('heading', { name: '要准备的材料' }).waitFor()
  }

  async function browse() {
    await open('/browse?audience=organisation&only=deferrable,free')
    await page.getByText(/^共 \d+ 项$/).waitFor()
    await look('browse, filtered')
    await open('/browse?branch=cyber&event=birth')
    await page.getByText('没有同时符合这些条件的事项').waitFor()
    await look('browse, none found')
  }

  /** Three items of different kinds, with everything open. */
  async function read() {
    for (const code of [codes.household, codes.travelPermit, codes.event]) {
      await openGuide(code)
      await page.locator('details').evaluateAll((all) => { for (const one of all) (one as HTMLDetailsElement).open = true })
      await page.getByLabel('找什么字？').fill('申请')
      await page.getByText(/^找到 \d+ 处$/).waitFor()
      await look(`guide ${code}, everything open`)
    }
    await page.getByRole('button', { name: '二维码' }).click()
    await page.getByRole('img', { name: /的网址二维码$/ }).waitFor()
    await look('QR dialog')
    await openGuide('11449999000000019F4440100008005')
    await choose(page, '车是在广州登记的吗？', '是')
    await choose(page, '抵押是怎么解除的？', '法院')
    await page.getByText(/这件事要窗口办理：/).waitFor()
    await look('guide, window only')
  }

  /** Two people's lists, and the item changed since. */
  async function prepare() {
    await openGuide(dog)
    await page.locator('#materials').getByRole('checkbox').first().check()
    await page.getByText('给别人也列一份').click()
    await page.getByLabel('给谁列？').fill('妈妈')
    await tap(page, '列一份')
    await page.getByLabel('看谁的清单').waitFor()
    await look('checklists of two people')
    journey.server.advance(day)
    await openGuide(dog)
    await page.getByText('多要一样：芯片植入证明。').waitFor()
    await page.getByText('给别人也列一份').click()
    await look('checklist, item changed')
  }

  async function print() {
    await open('/forms/power-of-attorney')
    await page.getByText(/现委托上列受托人/).waitFor()
    await look('blank form')
    await open('/forms/nothing')
    await page.getByText('没有这份表格').waitFor()
    await look('no such form')
  }

  async function translate() {
    await open('/')
    await page.getByRole('list', { name: '正在准备的材料' }).waitFor()
    await look('home, everything below')
    for (const language of ['English', '繁體中文']) {
      await speak(language)
      await look(`home, ${language}`)
      await open('/items/11449999000000019F4440100008007')
      await page.locator('#materials').waitFor()
      await page.locator('details').evaluateAll((all) => { for (const one of all) (one as HTMLDetailsElement).open = true })
      await look(`guide, ${language}`)
      await open(`/items/${codes.household}`)
      await page.locator('#materials').waitFor()
      await look(`guide without translation, ${language}`)
      await open('/')
    }
    await speak('简体中文')
  }

  async function speak(language: string) {
    await tap(page, language)
    await page.getByRole('button', { name: language, pressed: true }).waitFor()
  }

  async function settle() {
    await open('/me')
    await page.getByText('全部 85 份指南都在这台手机上了').waitFor({ timeout: 60_000 })
    await look('me, all guides here')
    phone.expectFaults(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
    await phone.context.setOffline(true)
    await openGuide(codes.passport)
    await page.getByText(/现在离线，内容是/).waitFor()
    await look('guide, offline')
  }
}
