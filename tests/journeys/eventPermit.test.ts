import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { pdf, picture } from '../support/journeyFiles.ts'
import {
  attach, atStep, beginFiling, choose, codes, fill, next, openCase, readReceipt, signEverything, tap,
} from '../support/journeySteps.ts'

const attachments = [
  '承办者营业执照', '安全责任人身份证明', '活动方案及说明', '安全工作方案', '场所管理者同意提供活动场所的证明', '联合承办协议',
  '主管部门的资质、批准文件', '风险评估报告与搭建设施安全证明', '保安服务合同', '保安公司的保安服务许可证',
]

describeJourney('a safety permit for a large event', (journey) => {
  it('is filed by a company through its legal representative, with ten attachments', async () => {
    const { page } = await journey.openPhone()
    await beginFiling(page, codes.event, '王强')
    await next(page)
    await page.getByRole('definition').filter({ hasText: '示例演艺有限公司' }).waitFor()
    await next(page)

    const verdict = page.getByRole('region', { name: '按目前填的，会怎样' })
    await choose(page, '这场活动属于哪一种？', '单位面向社会公众举办')
    await choose(page, '每场预计多少人参加？', '不到1000人')
    await verdict.getByText('不需要办这个许可').waitFor()
    await choose(page, '每场预计多少人参加？', '5000人以上')
    await verdict.getByText('不归本机关办理').waitFor()
    await verdict.getByText(/广州市公安局/).first().waitFor()
    await choose(page, '每场预计多少人参加？', '1000人以上')
    await choose(page, '有两个以上的承办者吗？', '两个以上')
    await choose(page, '这场活动要先有别的部门的批准或者资质吗？', '有')
    await choose(page, '要临时搭建舞台、看台等设施吗？', '要搭建')
    await choose(page, '聘请保安公司提供安保吗？', '聘请')
    await next(page)

    await fillForm('2026-03-20')
    await next(page)
    await verdict.getByText(/离活动开始不到20天/).waitFor()
    await tap(page, '上一步')
    await fill(page, '开始日期', '2026-05-02')
    await fill(page, '结束日期', '2026-05-03')
    await next(page)
    await atStep(page, '交材料')
    for (const [index, name] of attachments.entries()) {
      await attach(page, name, index % 2 === 0 ? [pdf(`${name}.pdf`)] : [await picture(`${name}.png`)])
    }
    await verdict.getByText('材料齐全，可以受理').waitFor()
    await next(page)
    await tap(page, '去签署')
    expect(await signEverything(page, '王强')).toBe(1)
    await readReceipt(page)
    await openCase(page)
    await page.getByText('办好了。').waitFor()
    expect(await journey.server.query('SELECT count(*)::int AS files FROM uploads WHERE case_id IS NOT NULL'))
      .toEqual([{ files: 10 }])

    async function fillForm(startsOn: string) {
      await fill(page, '活动名称', '五一音乐会')
      await choose(page, '活动类型', '文艺演出')
      await fill(page, '举办地点', '示例市示例区体育馆')
      await fill(page, '开始日期', startsOn)
      await fill(page, '结束日期', startsOn)
      await choose(page, '怎么入场', '售票')
      await fill(page, '预计每场最多多少人', '3000')
      await fill(page, '场所核定能容纳多少人', '4000')
      await fill(page, '安全工作人员多少人', '120')
      await fill(page, '安全责任人姓名', '王强')
      await fill(page, '安全责任人电话', '15400000003')
    }
  })
})
