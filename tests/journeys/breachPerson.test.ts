import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { photo } from '../support/journeyFiles.ts'
import {
  attach, atStep, beginFiling, choose, codes, fill, give, material, next, openCase, readReceipt, signEverything, tap,
} from '../support/journeySteps.ts'

describeJourney('somebody with an earlier breach', (journey) => {
  it('is not offered 容缺 or 告知承诺, is told why, and files the ordinary way', async () => {
    const { page } = await journey.openPhone()
    await beginFiling(page, codes.household, '赵磊')
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
    await fill(page, '配偶姓名', '周小明')
    await fill(page, '配偶身份证号码', '449999198810120029')
    await fill(page, '结婚登记日期', '2025-10-01')
    await next(page)

    await page.getByText('您有一次未履行的承诺记录').waitFor()
    for (const name of ['不动产权证明', '婚姻状况变更佐证']) {
      await material(page, name).getByLabel('选择文件').waitFor()
      expect(await material(page, name).getByText(/以后补交|书面承诺代替/).count()).toBe(0)
    }
    for (const name of ['申请人居民身份证', '申请人的居民户口簿']) await give(page, name, '从我的证照取')
    for (const name of ['配偶居民身份证', '配偶的居民户口簿', '结婚证', '不动产权证明', '婚姻状况变更佐证']) {
      await attach(page, name, [await photo()])
    }
    await next(page)
    await tap(page, '去签署')
    expect(await signEverything(page, '赵磊')).toBe(1)
    await readReceipt(page)
    await openCase(page)
    await page.getByText('办好了。').waitFor()
  })
})
