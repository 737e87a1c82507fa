import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { changeLanguage } from '../../../../src/platform/i18n.ts'
import { useCatalogue } from '../../../../src/stores/catalogue.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { checklistOf } from '../../support/checklistPage.ts'
import { choose, leaveGuide, openGuide } from '../../support/openGuide.ts'
import type { Page } from '../../support/openGuide.ts'
import { sampleCatalogue, sampleItem } from '../../support/sampleItem.ts'

const english = {
  [sampleItem.code]: {
    '/plainName': 'Keeping pigeons at home', '/materials/lease/name': 'Lease', '/questions/yard/options/rented/label': 'Rented',
  },
}

beforeEach(async () => {
  await freshDevice()
  await changeLanguage('en')
})
afterEach(async () => {
  await leaveGuide()
  await changeLanguage('zh-Hans')
  localStorage.clear()
})

const open = (texts = english) => openGuide({ served: { catalogue: sampleCatalogue, english: texts } })
const press = (page: Page, label: string) =>
  page.findAll('.fetched button').find((button) => button.text() === label)?.trigger('click')

it('is marked as such, and the Chinese is a tap away, and back', async () => {
  const page = await open()
  expect(page.get('h1').text()).toBe('Keeping pigeons at home')
  expect(page.get('.fetched').text()).toContain('The Chinese text applies')
  expect(page.get('article').attributes('lang')).toBeUndefined()
  await press(page, 'See the Chinese')
  expect(page.get('h1').text()).toBe('在家养鸽子')
  expect(page.get('article').attributes('lang')).toBe('zh-Hans')
  await press(page, 'See the translation')
  expect(page.get('h1').text()).toBe('Keeping pigeons at home')
})

it('that does not exist is said, and what is Chinese is marked as Chinese', async () => {
  const page = await open({})
  expect(page.get('.fetched').text()).toContain('not translated yet')
  expect(page.find('.fetched button').exists()).toBe(false)
  expect(page.get('h1').text()).toBe('在家养鸽子')
  expect(page.get('article').attributes('lang')).toBe('zh-Hans')
})

it('leaves what follows from an answer as it is: rules never see a translation', async () => {
  const page = await open()
  await choose(page, 'rented')
  expect(page.findAll('.material .name').map((name) => name.text())).toContain('Lease')
  expect(page.findAll('.actions a').at(-1)?.attributes('href')).toBe(`/items/${sampleItem.code}/file?yard=rented`)
})

it('that comes after the page is there changes all of it', async () => {
  await changeLanguage('zh-Hans')
  const page = await open()
  await changeLanguage('en')
  await useCatalogue().loadItem(sampleItem.code)
  await vi.waitFor(() => expect(page.get('h1').text()).toBe('Keeping pigeons at home'))
  expect(page.findAll('.material .name').map((name) => name.text())).toContain('Lease')
  expect(page.get('#situation').text()).toContain('Rented')
})

it('is no notice on screens in Chinese', async () => {
  await changeLanguage('zh-Hans')
  expect((await open()).find('.fetched').exists()).toBe(false)
})

it('changes nothing about what is ready at home', async () => {
  const page = await open()
  const { tick, kept } = checklistOf(page, sampleItem.code)
  await choose(page, 'rented')
  await tick('Lease')
  await press(page, 'See the Chinese')
  const list = checklistOf(page, sampleItem.code)
  await vi.waitFor(() => expect(list.isTicked('租赁合同')).toBe(true))
  expect((await kept())[0]).toMatchObject({ ready: ['lease'], answers: { yard: 'rented' } })
})
