import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { FilingInput } from '../../src/contract/filing.ts'
import { describeJourney } from '../support/journey.ts'
import { withNextVersion } from '../support/journeyCatalogue.ts'
import { lookAround } from '../support/journeyLook.ts'
import { heic, pdf, photo } from '../support/journeyFiles.ts'
import {
  atStep, attach, beginFiling, choose, codes, fill, licenceSteps, material, next, readReceipt, signEverything, signIn,
  signShown, takeSteps, tap,
} from '../support/journeySteps.ts'

const maxFileBytes = 10_485_760
const day = 86_400_000

/** The licence with a second version: of the photo he gives another is wanted, and of a paper he does not need. */
const catalogueFolder = withNextVersion('P1103', (item) => {
  for (const material of item.materials) {
    if (['standardPhoto', 'currentLicence'].includes(material.id)) material.notes = '两个月内拍的。'
  }
}, ['P0101', 'P1103'])

describeJourney('what is not right', (journey) => {
  const cases = () => journey.server.query('SELECT case_no FROM cases')

  async function prepare(page: Page, until: string) {
    await beginFiling(page, codes.licence, '陈永福')
    await takeSteps(page, licenceSteps(await photo()), until)
  }

  it('files are refused one by one, each with its reason, and the others stay', async () => {
    const { page } = await journey.openPhone()
    await prepare(page, '交材料')
    const name = '机动车驾驶人身体条件证明'
    await attach(page, name, [pdf('正好.pdf', maxFileBytes)])
    const card = material(page, name)
    const refused: [Awaited<ReturnType<typeof photo>>, RegExp][] = [
      [{ name: '照片.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html>not a photo</html>') }, /照片\.jpg：只能上传 JPG、PNG 照片或 PDF 文件/],
      [pdf('多一字节.pdf', maxFileBytes + 1), /多一字节\.pdf：文件超过 10 MB/],
      [heic(), /IMG_0001\.HEIC：.*HEIC/],
      [{ name: '空.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) }, /空\.pdf：这个文件是空的/],
    ]
    for (const [file, reason] of refused) {
      await card.getByLabel('选择文件').setInputFiles(file)
      await card.getByRole('alert').getByText(reason).waitFor()
      await card.getByText('已添加 1 个').waitFor()
    }
  })

  it('numbers are checked where they are typed, also in full width', async () => {
    const { page } = await journey.openPhone()
    await beginFiling(page, codes.household, '陈永福')
    await next(page)
    await atStep(page, '给谁办？')
    await next(page)
    await choose(page, '配偶的户口和准备落户的地址在哪里？', '都在增城区')
    await choose(page, '准备把户口落在哪种房屋或户里？', '自己或配偶名下的房屋')
    await choose(page, '夫妻任何一方是再婚', '都是初婚')
    await choose(page, '有未成年子女一起迁过来吗？', '没有')
    await next(page)
    await fill(page, '准备落户的地址', '示例市示例区文昌路 9 号 201 房')
    await choose(page, '您和那一户户主的关系', '配偶')
    await fill(page, '配偶姓名', '周大明')
    await fill(page, '结婚登记日期', '2025-10-01')
    const idNumber = page.getByLabel('配偶身份证号码', { exact: true })
    const phone = page.getByLabel('联系电话', { exact: true })
    const wrong: [string, string, string, string][] = [
      ['449999199207180073', '号码与校验位不符', '１２３４５', '手机号应为 11 位，少了几位'],
      ['440106850101001', '15 位身份证号已停用', '154000000011', '手机号应为 11 位，多了几位'],
      ['44999919920718007A', '17 位数字加 1 位数字或 X', '电话', '电话号码只能有数字'],
    ]
    for (const [id, why, number, whyNot] of wrong) {
      await idNumber.fill(id)
      await phone.fill(number)
      await next(page)
      const summary = page.getByRole('alert')
      await summary.getByRole('link', { name: new RegExp(why) }).waitFor()
      await summary.getByRole('link', { name: new RegExp(whyNot) }).click()
      expect(await phone.evaluate((element) => element === document.activeElement)).toBe(true)
      expect(await describedBy(page, await idNumber.getAttribute('aria-describedby'))).toContain(why)
      // Mending keeps the cursor where it is.
      await page.keyboard.press('End')
      await page.keyboard.type('12')
      expect(await phone.inputValue()).toBe(`${number.normalize('NFKC')}12`)
    }
    await idNumber.fill('４４９９９９１９９２０７１８００７２')
    await phone.fill('１５４ ００００ ００１１')
    await next(page)
    await atStep(page, '交材料')
    await tap(page, '上一步')
    expect(await idNumber.inputValue()).toBe('449999199207180072')
    expect(await phone.inputValue()).toBe('15400000011')
  })

  it('a signature that was changed on its way is not accepted, and the draft is signed again', async () => {
    const phone = await journey.openPhone()
    const { page, context } = phone
    phone.expectFaults(/status of 4\d\d/)
    await prepare(page, '阅读并签署')
    await changeFiling(context, (filing) => {
      const [signature] = filing.signatures
      if (signature) signature.value = (signature.value.startsWith('A') ? 'B' : 'A') + signature.value.slice(1)
    })
    const before = await cases()
    await signEverything(page, '陈永福')
    await page.getByText('需要您处理（尚未提交）').waitFor()
    await page.getByText('签名没有通过核验，请重新签署。').waitFor()
    expect(await cases()).toEqual(before)
    const { look, findings } = lookAround(page)
    await look('receipt, needs you')
    expect(findings).toEqual([])
    await context.unroute('**/api/filings')
    await tap(page, '回去修改')
    await atStep(page, '核对一遍')
    await page.getByText('示例市示例区榕荫街 7 号').waitFor()
    await tap(page, '去签署')
    await signEverything(page, '陈永福')
    await readReceipt(page)
  })

  it('an answer that got lost is asked for again, and there is one case', async () => {
    const phone = await journey.openPhone()
    const { page, context } = phone
    phone.expectFaults(/ERR_FAILED/)
    await prepare(page, '阅读并签署')
    const before = await cases()
    let lost = 0
    await context.route('**/api/filings', async (route) => {
      if (lost > 0) return route.continue()
      lost += 1
      await route.fetch()
      return route.abort()
    })
    await signEverything(page, '陈永福')
    await page.getByText('待发送（尚未提交）').or(page.getByText('已收件')).first().waitFor()
    await readReceipt(page)
    expect(lost).toBe(1)
    expect(await cases()).toHaveLength(before.length + 1)
  })

  it('two taps make one case', async () => {
    const { page } = await journey.openPhone()
    await prepare(page, '阅读并签署')
    const before = await cases()
    await signShown(page, '陈永福')
    await page.getByRole('button', { name: '签署并提交' }).dblclick()
    await readReceipt(page)
    expect(await cases()).toHaveLength(before.length + 1)
  })

  it('an item that changed meanwhile says what changed, and keeps the draft', async () => {
    const phone = await journey.openPhone()
    const { page } = phone
    phone.expectFaults(/status of 4\d\d/)
    await prepare(page, '阅读并签署')
    journey.server.advance(day)
    await signEverything(page, '陈永福')
    await page.getByText('登录已过期').first().waitFor()
    await signIn(page, '陈永福')
    await page.getByText('这个事项的要求更新了，请按新要求核对后再提交。').waitFor()
    await tap(page, '回去修改')
    await page.getByText('您的草稿是按第 1 版填的，现在是第 2 版：').waitFor()
    await page.getByText('“驾驶证照片（含回执编号）”的要求有改动，请再看一遍。').waitFor()
    expect(await page.getByRole('listitem').filter({ hasText: '现在的机动车驾驶证' }).count()).toBe(0)
    const { look, findings } = lookAround(page)
    await look('filing, item changed')
    expect(findings).toEqual([])
    await tap(page, '按新要求继续')
    await page.getByText('示例市示例区榕荫街 7 号').waitFor()
    await tap(page, '去签署')
    await signEverything(page, '陈永福')
    await readReceipt(page)
  })
}, { catalogueFolder })

/** Changes a filing on its way to the server. */
async function changeFiling(context: BrowserContext, change: (filing: FilingInput) => void): Promise<void> {
  await context.route('**/api/filings', (route) => {
    const filing = route.request().postDataJSON() as FilingInput
    change(filing)
    return route.continue({ postData: JSON.stringify(filing) })
  })
}

async function describedBy(page: Page, ids: string | null): Promise<string> {
  const texts = (ids ?? '').split(' ').map((id) => page.locator(`[id="${id}"]`).innerText())
  return (await Promise.all(texts)).join(' ')
}
