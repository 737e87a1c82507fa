import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { photo } from '../support/journeyFiles.ts'
import { lookAround } from '../support/journeyLook.ts'
import { choose, choosePerson, codes, readyForOffline, tap } from '../support/journeySteps.ts'

/** An item with an English translation, and who replaces a worn vehicle licence by it. */
const plates = '11449999000000019F4440100008007'

describeJourney('in another language', (journey) => {
  async function speak(page: Page, language: 'English' | '繁體中文') {
    await page.goto('/')
    await tap(page, language)
  }
  const hasNoChinese = async (page: Page, selector: string) =>
    expect(await page.locator(selector).innerText()).not.toMatch(/\p{Script=Han}/u)

  it('English: interface, translated and untranslated guides; it lasts, also offline', async () => {
    const phone = await journey.openPhone()
    const { page, open, context } = phone
    await speak(page, 'English')
    await page.getByRole('heading', { level: 1, name: 'What do you need to do?' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'What do you need to do?' }).waitFor()
    await hasNoChinese(page, '[role=search]')
    await page.getByRole('searchbox').fill('lost plate')
    await page.getByRole('link', { name: /Replace plates or vehicle papers/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Replace plates or vehicle papers' }).waitFor()
    await page.getByText('This translation is for reference. The Chinese text applies.').waitFor()
    await hasNoChinese(page, '#materials')
    await tap(page, 'See the Chinese')
    await page.getByRole('heading', { level: 1, name: '补换车牌、行驶证、绿本' }).waitFor()
    expect(await page.getByRole('article').getAttribute('lang')).toBe('zh-Hans')
    await tap(page, 'See the translation')
    await page.getByRole('heading', { level: 1, name: 'Replace plates or vehicle papers' }).waitFor()

    await open(`/items/${codes.household}`)
    await page.getByText('This service is not translated yet. The text below is in Chinese.').waitFor()
    expect(await page.getByRole('article').getAttribute('lang')).toBe('zh-Hans')

    await readyForOffline(page)
    await open('/me')
    await page.getByText('All guides are on this phone (85). You can read them without a network.').waitFor({ timeout: 60_000 })
    phone.expectFaults(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
    await context.setOffline(true)
    await open(`/items/${plates}`)
    await page.getByRole('heading', { level: 1, name: 'Replace plates or vehicle papers' }).waitFor()
    await page.getByText(/^You are offline\. This was loaded on /).waitFor()
    await open('/')
    await page.getByRole('heading', { level: 1, name: 'What do you need to do?' }).waitFor()
  })

  it('繁體: interface and the texts of the items, converted', async () => {
    const { page, open } = await journey.openPhone()
    await speak(page, '繁體中文')
    await page.getByRole('heading', { level: 1, name: '今天想辦什麼？' }).waitFor()
    await page.getByRole('searchbox').fill('駕照到期')
    await page.getByRole('link', { name: /駕駛證到期換證/ }).click()
    await page.getByRole('heading', { level: 1, name: '駕駛證到期換證' }).waitFor()
    await page.getByRole('heading', { name: '要準備的材料' }).waitFor()
    await page.getByText('機動車駕駛人身體條件證明').first().waitFor()
    await open('/me')
    await page.getByRole('heading', { name: '語言' }).waitFor()
    await page.getByRole('radio', { name: '简体中文' }).check()
    await page.getByRole('heading', { name: '语言' }).waitFor()
  })

  it('an item is filed in English up to the papers to sign, which are the Chinese ones', async () => {
    const { page, open } = await journey.openPhone({ width: 320, height: 568 })
    const { look, findings } = lookAround(page)
    await speak(page, 'English')
    await page.getByRole('heading', { level: 1, name: 'What do you need to do?' }).waitFor()
    await open(`/items/${plates}/file`)
    await tap(page, 'Sign in')
    await choosePerson(page, '陈永福')
    const at = (heading: string) => page.getByRole('heading', { name: heading, exact: true }).waitFor()
    const next = () => tap(page, 'Next')
    await at('How your personal information is handled')
    await next()
    await at('Who is it for?')
    await choose(page, 'How are you applying?', 'For myself')
    await next()
    await at('About your situation')
    await choose(page, 'Is the vehicle registered in Guangzhou?', 'Yes')
    await choose(page, 'What needs replacing?', 'Vehicle licence')
    await choose(page, 'Lost or damaged?', 'Damaged, and I still have it')
    await next()
    await at('Fill in the form')
    await page.getByLabel('Plate number').fill('粤A00000')
    await choose(page, 'How to get the new plates or papers', 'Collected at the vehicle window')
    await next()
    await at('Give your documents')
    const card = (name: string) => page.getByRole('region', { name })
    await card('Identity document of the owner').getByRole('radio', { name: 'Use my e-certificates' }).check()
    await card('Damaged vehicle licence').locator('input[type=file]').last().setInputFiles([await photo()])
    await card('Damaged vehicle licence').getByText('Files added: 1,').waitFor()
    await look('materials, English')
    await next()
    await at('Check your answers')
    await page.getByText('Documents complete: can be accepted').waitFor()
    await tap(page, 'Go to sign')
    await at('Read and sign')
    const paper = page.locator('[lang=zh-Hans]').filter({ hasText: '行政许可申请表' }).first()
    await paper.waitFor()
    await look('signing, English')
    expect(findings).toEqual([])
    const text = await page.getByRole('main').innerText()
    for (const line of ['损毁的行驶证', '粤A00000', '陈永福']) expect(text).toContain(line)
    expect(text).not.toContain('Damaged vehicle licence')
    for (const box of await page.getByRole('checkbox').all()) await box.check()
    await page.getByLabel('Name of the person signing', { exact: true }).fill('陈永福')
    await tap(page, 'Sign and submit')
    await page.getByText(/^\d[0-9A-Z]{20,}$/).waitFor()
    const [kept] = await journey.server.query<{ item_name: string }>('SELECT * FROM cases')
    expect(JSON.stringify(kept)).not.toContain('Replacement of plates')
  })
})
