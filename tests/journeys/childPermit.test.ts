import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { pdf, photo } from '../support/journeyFiles.ts'
import {
  attach, atStep, beginFiling, choose, codes, fill, next, openCase, readReceipt, signEverything, tap,
} from '../support/journeySteps.ts'

describeJourney('a first travel permit for a child of nine', (journey) => {
  it('is filed and signed by the mother, with what it costs and who has to come along', async () => {
    const { page } = await journey.openPhone()
    await beginFiling(page, codes.travelPermit, '李敏')
    await page.getByRole('document', { name: /未满十四|未满14|不满十四|儿童|未成年/ }).waitFor()
    await next(page)
    await choose(page, '您以什么身份申报', '给孩子办')
    await choose(page, '给哪个孩子办', '周小禾')
    await page.getByRole('definition').filter({ hasText: '周小禾' }).waitFor()
    await next(page)
    await choose(page, '申请人领过居民身份证吗？', '还没领过')
    await choose(page, '到窗口时，监护人能陪着孩子一起去吗？', '监护人陪着去')
    await choose(page, '要不要一起办去香港的旅游签注？', '一次')
    await choose(page, '要不要一起办去澳门的旅游签注？', '一次')
    await page.getByText('90 元').waitFor()
    await next(page)
    await fill(page, '紧急联系人', '周大明')
    await fill(page, '紧急联系人电话', '１５４００００００１１')
    await choose(page, '旅游签注的种类', '个人旅游')
    await choose(page, '怎么取证', '到窗口领')
    await next(page)
    await attach(page, '居民户口簿（作身份证明）', [await photo('户口簿.jpg')])
    await attach(page, '标准证件照', [await photo('证件照.jpg')])
    await attach(page, '监护关系证明', [pdf('出生证.pdf')])
    await attach(page, '监护人身份证件', [await photo('身份证.jpg')])
    await next(page)
    await atStep(page, '核对一遍')
    await page.getByText('15400000011').waitFor()
    await page.getByText('还要到场一次').waitFor()
    await tap(page, '去签署')
    expect(await signEverything(page, '李敏')).toBe(1)

    const caseNo = await readReceipt(page)
    const fee = page.getByRole('listitem').filter({ hasText: '赴澳门一次有效签注' })
    expect(await fee.innerText()).toContain('发改价格〔2017〕1186号')
    await page.getByText('90 元').waitFor()
    await page.getByText('受理后会给您开缴款单，开了再缴。').waitFor()
    await openCase(page)
    await page.getByText('到场核验完成').waitFor()
    await page.getByText('办好了。').waitFor()
    const kept = await page.context().request.get(`/api/cases/${caseNo}`)
    expect(await kept.json()).toMatchObject({ capacity: 'guardian', applicantName: '周小禾', filerName: '李敏' })
  })
})
