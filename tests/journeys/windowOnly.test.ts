import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { atStep, beginFiling, choose, next, tap } from '../support/journeySteps.ts'

const release = '11449999000000019F4440100008005'

describeJourney('what several people must do at the window together', (journey) => {
  it('the guide says so plainly and offers no filing, only the window', async () => {
    const { page, open } = await journey.openPhone()
    await open(`/items/${release}`)
    await page.getByRole('heading', { name: '要准备的材料' }).waitFor()
    await page.getByRole('link', { name: '在线申报' }).waitFor()
    await choose(page, '车是在广州登记的吗？', '是')
    await choose(page, '抵押是怎么解除的？', '贷款还清了')
    await choose(page, '能在网上推送解除信息吗？', '不能')
    await page.getByText(/这件事要窗口办理：/).waitFor()
    await page.getByText('请找：车管服务大厅窗口').waitFor()
    await page.getByRole('link', { name: '去哪儿 到窗口办 车管服务大厅窗口' }).waitFor()
    await page.getByRole('link', { name: '在线申报' }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: '到窗口办', exact: true }).click()
    await page.getByRole('heading', { name: '到窗口办' }).waitFor()
    await choose(page, '能在网上推送解除信息吗？', '能')
    await page.getByRole('link', { name: '在线申报' }).waitFor()
  })

  it('filing by the address all the same is refused kindly where it is answered, and at the review', async () => {
    const { page } = await journey.openPhone()
    await beginFiling(page, release, '陈永福')
    await next(page)
    await atStep(page, '给谁办？')
    await choose(page, '您以什么身份申报', '给我自己办')
    await next(page)
    await choose(page, '车是在广州登记的吗？', '是')
    await choose(page, '抵押是怎么解除的？', '贷款还清了')
    await choose(page, '能在网上推送解除信息吗？', '不能')
    const verdict = page.getByRole('region', { name: '按目前填的，会怎样' })
    await verdict.getByText('这种情况要到窗口办理').waitFor()
    await next(page)
    const alert = page.getByRole('alert')
    await alert.getByText(/这种情况要到窗口办理$/).waitFor()
    await atStep(page, '选一选您的情况')

    await page.getByText('已保存在本机，尚未提交').waitFor()
    const address = new URL(page.url())
    address.searchParams.set('step', 'sign')
    await page.goto(address.href)
    await atStep(page, '核对一遍')
    await verdict.getByText(/这件事要窗口办理：/).waitFor()
    await page.getByText(/也可以到窗口办理：/).waitFor()
    await tap(page, '去签署')
    await alert.getByText('提交前必须改好').waitFor()
    await alert.getByRole('link', { name: /这种情况要到窗口办理$/ }).waitFor()
    await atStep(page, '核对一遍')
    expect(await journey.server.query('SELECT case_no FROM cases')).toEqual([])
  })
})
