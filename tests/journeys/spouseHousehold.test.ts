import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { photo, picture } from '../support/journeyFiles.ts'
import {
  attach, atStep, beginFiling, choose, codes, fill, give, material, next, openCase, readReceipt, signEverything, tap,
} from '../support/journeySteps.ts'

describeJourney('joining the household of one’s spouse', (journey) => {
  it('with one proof to follow later and one replaced by a declaration', async () => {
    const { page } = await journey.openPhone()
    await beginFiling(page, codes.household, '李敏')
    await next(page)
    await atStep(page, '给谁办？')
    await next(page)
    await choose(page, '配偶的户口和准备落户的地址在哪里？', '都在增城区')
    await choose(page, '准备把户口落在哪种房屋或户里？', '自己或配偶名下的房屋')
    await choose(page, '夫妻任何一方是再婚', '有再婚或复婚')
    await choose(page, '有未成年子女一起迁过来吗？', '没有')
    await next(page)
    await fill(page, '准备落户的地址', '示例市示例区文昌路 9 号 201 房')
    await choose(page, '您和那一户户主的关系', '配偶')
    await fill(page, '配偶姓名', '周大明')
    await fill(page, '配偶身份证号码', '449999198005200050')
    await fill(page, '结婚登记日期', '2025-10-01')
    await next(page)

    for (const name of ['申请人居民身份证', '申请人的居民户口簿', '结婚证']) await give(page, name, '从我的证照取')
    await attach(page, '配偶居民身份证', [await photo('正面.jpg'), await photo('反面.jpg')])
    await attach(page, '配偶的居民户口簿', [await picture()])
    // Two different choices, and neither is made for anybody (RQ-03, GZ-02).
    for (const name of ['不动产权证明', '婚姻状况变更佐证']) {
      expect(await material(page, name).getByRole('radio', { checked: true }).count()).toBe(0)
    }
    await give(page, '不动产权证明', '以后补交')
    await give(page, '婚姻状况变更佐证', '书面承诺代替')
    await page.getByText('可以先受理，有材料以后补').waitFor()
    await next(page)
    await atStep(page, '核对一遍')
    await tap(page, '去签署')
    expect(await signEverything(page, '李敏')).toBe(3)

    const caseNo = await readReceipt(page)
    await page.getByText(/不动产权证明.*2026年3月1\d日/).waitFor()
    await openCase(page)
    await page.getByText('已经先受理，请按时补交材料').waitFor()
    await page.getByText('到场核验完成').waitFor()
    await attach(page, '不动产权证明', [await photo('房产证.jpg')])
    await tap(page, '提交补交内容')
    await page.getByText('办好了。').waitFor()

    for (const notice of ['收件凭证', '容缺受理通知书', '准予行政许可决定书']) {
      await page.locator('summary', { hasText: notice }).click()
    }
    expect(await page.locator('summary', { hasText: '已签署：' }).allInnerTexts()).toHaveLength(3)
    expect(await placesLeft(page, caseNo)).toEqual([undefined, undefined, undefined, undefined])
  })

  /** The EXIF data of every file the server keeps of the case. */
  async function placesLeft(page: Awaited<ReturnType<typeof journey.openPhone>>['page'], caseNo: string) {
    const files = await journey.server.query<{ id: string }>('SELECT id FROM uploads WHERE case_id IS NOT NULL')
    return Promise.all(files.map(async ({ id }) => {
      const reply = await page.context().request.get(`/api/cases/${caseNo}/files/${id}`)
      return (await sharp(await reply.body()).metadata()).exif
    }))
  }
})
