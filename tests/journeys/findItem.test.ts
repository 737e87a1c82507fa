import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { press, tabTo } from '../support/journeyKeyboard.ts'
import { codes } from '../support/journeySteps.ts'

describeJourney('finding an item', (journey) => {
  const search = (page: Page) => page.getByRole('searchbox', { name: '搜索事项' })
  const filter = (page: Page, name: string) => page.locator('label', { hasText: name })
  const links = (page: Page) => page.getByRole('main').getByRole('link')

  it('by pinyin, initials, homophones and slips', async () => {
    const { page, open } = await journey.openPhone()
    await open('/')
    const wanted: [string, RegExp][] = [
      ['gangao', /港澳/], ['驾照到期', /驾驶证到期换证/], ['hz', /护照/], ['赶澳', /港澳/], ['驾使证到期', /驾驶证到期换证/],
      ['ＧＡＮＧＡＯ', /港澳/],
    ]
    for (const [query, name] of wanted) {
      await search(page).fill(query)
      await page.getByRole('status').filter({ hasText: /^找到 \d+ 项$/ }).waitFor({ state: 'attached' })
      await expect.poll(() => links(page).first().innerText(), { message: query }).toMatch(name)
    }
    await links(page).first().click()
    await page.getByRole('heading', { level: 1, name: /港澳/ }).waitFor()
    await page.goBack()
    expect(await search(page).inputValue()).toBe('ＧＡＮＧＡＯ')
    await page.getByRole('heading', { name: '搜索结果' }).waitFor()
  })

  it('when nothing is found, with guesses and whom to ring up', async () => {
    const { page, open } = await journey.openPhone()
    await open('/')
    await search(page).fill('量子飞船')
    await page.getByRole('heading', { name: '没有找到“量子飞船”' }).waitFor()
    await page.getByRole('heading', { name: '您是不是想找' }).waitFor()
    const numbers = await page.locator('a[href^="tel:"]').evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    expect(numbers.length).toBeGreaterThan(0)
    await page.getByRole('button', { name: '清空' }).click()
    await page.getByRole('heading', { name: '常办事项' }).waitFor()
  })

  it('whatever is typed does no harm', async () => {
    const phone = await journey.openPhone()
    const { page, open } = phone
    page.on('dialog', () => { throw new Error('a dialog') })
    await open('/')
    const texts = [
      '证'.repeat(10_000), 'a'.repeat(10_000), '🐉🚗💥👨‍👩‍👧‍👦', '\'; DROP TABLE cases; --', '<img src=x onerror=alert(1)>', '%00%', '\\\\((*+?[',
      'constructor', '__proto__',
    ]
    for (const text of texts) {
      await search(page).fill(text)
      await page.getByText(/^(找到 \d+ 项|没有找到“)/).first().waitFor({ state: 'attached' })
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(wider, text.slice(0, 20)).toBeLessThanOrEqual(0)
    }
    await open(`/?q=${'q'.repeat(10_000)}`)
    await page.getByText(/^(找到 \d+ 项|没有找到“)/).first().waitFor({ state: 'attached' })
    await search(page).fill('换驾照')
    await page.getByRole('link', { name: /驾驶证到期换证/ }).waitFor()
    expect(await journey.server.query('SELECT case_no FROM cases')).toEqual([])
  })

  it('by life event and filters; a link and going back find the same place', async () => {
    const { page, open } = await journey.openPhone()
    await open('/')
    await page.getByRole('link', { name: '去港澳', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: '全部事项' }).waitFor()
    const count = page.getByText(/^共 \d+ 项$/)
    const all = await count.innerText()
    expect(await page.getByLabel('按人生事件').inputValue()).toBe('hongKongMacao')
    for (const name of ['全程网办', '可容缺', '不收费']) await filter(page, name).click()
    await page.getByText('没有同时符合这些条件的事项').waitFor()
    await page.getByRole('button', { name: '清除条件' }).click()
    await expect.poll(() => new URL(page.url()).search).toBe('')
    await page.getByLabel('按警种').selectOption({ label: '交警车管' })
    await filter(page, '当场办结').click()
    await expect.poll(() => new URL(page.url()).search).toBe('?branch=traffic&only=instant')
    await expect.poll(() => count.innerText()).not.toBe(all)
    const narrowed = await count.innerText()

    const last = links(page).last()
    await last.scrollIntoViewIfNeeded()
    const before = await page.evaluate(() => scrollY)
    const name = await last.innerText()
    await last.click()
    await page.getByRole('heading', { name: '要准备的材料' }).waitFor()
    await page.goBack()
    await page.getByRole('link', { name: name.split('\n').find((line) => line.length > 1) }).waitFor()
    expect(await count.innerText()).toBe(narrowed)
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before - 50)

    const other = await journey.openPhone()
    await other.open(new URL(page.url()).pathname + new URL(page.url()).search)
    await other.page.getByText(narrowed, { exact: true }).waitFor()
    expect(await other.page.getByRole('checkbox', { name: '当场办结' }).isChecked()).toBe(true)
    await other.page.getByText('企业单位', { exact: true }).click()
    await other.page.waitForURL(/audience=organisation/)
  })

  it('among those looked at last, until they are forgotten', async () => {
    const { page, open } = await journey.openPhone()
    for (const code of [codes.household, codes.passport]) {
      await open(`/items/${code}`)
      await page.getByRole('heading', { name: '要准备的材料' }).waitFor()
    }
    await open('/')
    const recent = page.getByRole('list', { name: '最近看过' })
    await recent.waitFor()
    expect(await recent.getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href'))))
      .toEqual([`/items/${codes.passport}`, `/items/${codes.household}`])
    await open('/me')
    await page.getByRole('button', { name: '清除浏览记录' }).click()
    await page.getByText('已清除').waitFor()
    await open('/')
    await page.getByRole('heading', { name: '按人生事件找' }).waitFor()
    expect(await recent.count()).toBe(0)
  })

  it('by keyboard alone', async () => {
    const { page, open } = await journey.openPhone({ width: 320, height: 568 })
    await open('/')
    await page.getByRole('heading', { name: '按人生事件找' }).waitFor()
    await tabTo(page, search(page))
    await page.keyboard.type('gangao')
    await press(page, links(page).first())
    await page.getByRole('heading', { level: 1, name: /港澳/ }).waitFor()
    await press(page, page.getByRole('button', { name: '返回' }))
    await tabTo(page, page.getByRole('button', { name: '清空' }))
    await page.keyboard.press('Enter')
    expect(await search(page).evaluate((box) => box === document.activeElement)).toBe(true)
    await press(page, page.getByRole('link', { name: '买新车', exact: true }))
    await page.getByRole('heading', { level: 1, name: '全部事项' }).waitFor()
    const count = page.getByText(/^共 \d+ 项$/)
    const all = await count.innerText()
    await tabTo(page, page.getByRole('checkbox', { name: '不收费' }))
    await page.keyboard.press('Space')
    await expect.poll(() => count.innerText()).not.toBe(all)
    await press(page, links(page).first())
    await page.getByRole('heading', { name: '要准备的材料' }).waitFor()
  })
})
