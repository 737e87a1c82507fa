import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { photo } from '../support/journeyFiles.ts'
import { lookAround } from '../support/journeyLook.ts'
import {
  atStep, beginFiling, codes, give, licenceSteps, material, next, openCase, readReceipt, readyForOffline, takeSteps,
} from '../support/journeySteps.ts'

const day = 24 * 3_600_000
const name = '驾驶证照片'

describeJourney('a photo handed in before', (journey) => {
  it('is used again: online, chosen offline, and no more once it is too old', { timeout: 300_000 }, async () => {
    const phone = await journey.openPhone({ width: 320, height: 568 })
    const { page } = phone
    const steps = licenceSteps(await photo('证件照.jpg'))
    const again = steps.map((step) => step.name !== '交材料' ? step : { ...step, take: giveAgain })
    const { look, findings } = lookAround(page)

    await beginFiling(page, codes.licence, '陈永福')
    await takeSteps(page, steps, '交材料')
    await material(page, name).waitFor()
    expect(await material(page, name).getByRole('radio', { name: '用以前交过的' }).count()).toBe(0)
    await takeSteps(page, steps.slice(4))
    const first = await readReceipt(page)
    await readyForOffline(page)

    await page.goto(`/items/${codes.licence}/file`)
    await takeSteps(page, again, '交材料')
    const card = material(page, name)
    await card.getByText(/不用再传；第一次交的日子起 6 个月内有效，最晚能用到2026年9月10日/).waitFor()
    // From the library unless the resident says otherwise; never used again by itself.
    expect(await card.getByRole('radio', { name: '用以前交过的' }).isChecked()).toBe(false)
    await give(page, name, '用以前交过的')
    await card.getByText('办“驾驶证到期换证”时交的（2026年3月10日），可用到2026年9月10日').waitFor()
    await card.getByText(`原办件编号：${first}`).waitFor()
    const download = page.waitForEvent('download')
    await card.getByRole('link', { name: '看一看：证件照.jpg' }).click()
    expect((await download).suggestedFilename()).toBe('证件照.jpg')
    await look('materials, photo used again')
    await takeSteps(page, again.slice(4), '核对一遍')
    await page.getByText('用以前交过的：2026年3月10日办“驾驶证到期换证”时交的，可用到2026年9月10日').waitFor()
    await look('review, photo used again')
    await takeSteps(page, again.slice(5))
    const second = await readReceipt(page)
    await openCase(page)
    await page.getByText('材料清单').click()
    await page.getByText(`2026年3月10日第一次交，原办件 ${first}`).waitFor()
    await look('case with a photo used again')

    phone.expectFaults(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
    await phone.context.setOffline(true)
    await page.goto(`/items/${codes.licence}/file`)
    await takeSteps(page, again, '交材料')
    await card.getByText(/现在没有网络，发送时再核对能不能用/).waitFor()
    await give(page, name, '用以前交过的')
    await card.getByText('没有网络，现在打不开；联网后可以看').waitFor()
    await card.getByText(/清单是 2026年3月10日 .*从系统取来的/).waitFor()
    await look('materials, offline')
    await takeSteps(page, again.slice(4))
    await page.getByText('待发送（尚未提交）').waitFor()
    await phone.context.setOffline(false)
    const third = await readReceipt(page)
    expect(findings).toEqual([])
    expect(await journey.server.query(`SELECT c.case_no, m.way, u.case_id = c.id AS own FROM case_materials m
      JOIN cases c ON c.id = m.case_id JOIN uploads u ON u.id = m.upload_id
      WHERE m.material_id = 'standardPhoto' ORDER BY c.received_at`)).toEqual([
      { case_no: first, way: 'file', own: true }, { case_no: second, way: 'reuse', own: false },
      { case_no: third, way: 'reuse', own: false },
    ])

    journey.server.advance(185 * day)
    await phone.context.clock.setSystemTime(journey.server.now())
    await beginFiling(page, codes.licence, '陈永福')
    await takeSteps(page, again, '交材料')
    await card.getByText('2026年3月10日办“驾驶证到期换证”时交的那份，2026年9月10日已过期，不能再用').waitFor()
    expect(await card.getByRole('radio', { name: '用以前交过的' }).count()).toBe(0)
    await look('materials, photo too old')
    expect(findings).toEqual([])
  })
})

async function giveAgain(page: Parameters<typeof give>[0]) {
  await give(page, '驾驶人身份证明', '从我的证照取')
  await give(page, '机动车驾驶人身体条件证明', '从我的证照取')
  await give(page, name, '用以前交过的')
  await atStep(page, '交材料')
  await next(page)
}
