import { expect, it } from 'vitest'
import { chunkBytes } from '../../src/offline/localFiles.ts'
import { describeJourney } from '../support/journey.ts'
import { pdf, photo } from '../support/journeyFiles.ts'
import {
  atStep, attach, beginFiling, codes, licenceSteps, readReceipt, readyForOffline, takeSteps,
} from '../support/journeySteps.ts'

describeJourney('with the network cut', (journey) => {
  it('before any step and back later: nothing typed is lost, and there is one case each', async () => {
    const phone = await journey.openPhone()
    const { page, context } = phone
    const steps = licenceSteps(await photo())
    phone.expectFaults(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
    await phone.open('/')
    await readyForOffline(page)
    await beginFiling(page, codes.licence, '陈永福')

    for (const [filed, cut] of steps.entries()) {
      await takeSteps(page, steps, cut.name)
      await context.setOffline(true)
      await page.reload()
      await atStep(page, cut.name)
      await cut.take(page)
      const [following] = steps.slice(filed + 1)
      if (following) await atStep(page, following.name)
      else await page.getByText('待发送（尚未提交）').waitFor()
      await context.setOffline(false)
      await takeSteps(page, steps.slice(filed + 1))
      const caseNo = await readReceipt(page)
      const kept = await (await context.request.get(`/api/cases/${caseNo}`)).json() as { signatures: { text: string }[] }
      expect(kept.signatures[0]?.text, cut.name).toContain('示例市示例区榕荫街 7 号')
      expect(await journey.server.query('SELECT case_no FROM cases'), cut.name).toHaveLength(filed + 1)
      await phone.open(`/items/${codes.licence}/file`)
    }
  })

  it('in the middle of an upload, which goes on where it was cut', async () => {
    const phone = await journey.openPhone()
    const { page } = phone
    const size = 3_000_000
    phone.expectFaults(/ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_FAILED|status of 409/)
    await phone.open('/')
    await beginFiling(page, codes.licence, '陈永福')
    const steps = licenceSteps(await photo())
    await takeSteps(page, steps, '交材料')
    const offsets: number[] = []
    page.on('request', (request) => {
      if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']))
    })
    // It climbs as soon as it is added.
    journey.server.cutUploadAfter(200_000)
    await attach(page, '机动车驾驶人身体条件证明', [pdf('体检.pdf', size)])
    await page.getByText('已保存在本机').waitFor()
    await page.getByRole('region', { name: '驾驶人身份证明' }).getByRole('radio', { name: /^从我的证照取/ }).check()
    await attach(page, '驾驶证照片', [await photo()])
    await page.getByRole('button', { name: '下一步' }).click()
    await takeSteps(page, steps.slice(5))
    await readReceipt(page)
    expect(offsets.filter((offset) => offset % chunkBytes !== 0)).not.toEqual([])
    const [file] = await journey.server.query<{ size: number }>(
      'SELECT size FROM uploads WHERE case_id IS NOT NULL AND size > 1000000')
    expect(Number(file?.size)).toBe(size)
  })
})
