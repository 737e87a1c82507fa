import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Item } from '../../../../src/domain/item.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { choose, leaveGuide, openGuide } from '../../support/openGuide.ts'
import type { Page } from '../../support/openGuide.ts'
import { catalogueOf, sampleItem } from '../../support/sampleItem.ts'

const [card] = sampleItem.fees
const item: Item = {
  ...sampleItem,
  questions: [
    ...sampleItem.questions,
    { id: 'speed', label: '急不急？', options: [{ value: 'yes', label: '急' }, { value: 'no', label: '不急' }] },
    { id: 'colour', label: '什么颜色？', options: [{ value: 'grey', label: '灰' }, { value: 'white', label: '白' }] },
  ],
  fees: [
    { ...card, id: 'base', project: '登记费', amountFen: 500, when: undefined },
    { ...card, id: 'card', when: { fact: 'answers.yard', is: 'rented' } },
    { ...card, id: 'express', project: '加急费', amountFen: 1250, when: { fact: 'answers.speed', is: 'yes' } },
  ] as Item['fees'],
}

beforeEach(freshDevice)
afterEach(leaveGuide)

const open = () => openGuide({ served: catalogueOf(item) })
const lines = (page: Page) => page.findAll('#fees li .line').map((line) => line.text().replace(/\s+/g, ' '))
const total = (page: Page) => page.find('#fees .total').exists() ? page.get('#fees .total').text() : ''
const chosen = (page: Page) => page.findAll<HTMLSelectElement>('.calculator select').map(({ element }) => element.value)

it('asks only what decides an amount, and says what is still open', async () => {
  const page = await open()
  expect(page.findAll('.calculator label').map((label) => label.text())).toEqual(['院子是谁的？', '急不急？'])
  expect(lines(page)).toEqual(['登记费 5 元 / 证', '证件工本费 看情况10 元 / 证', '加急费 看情况12.50 元 / 证'])
  expect(total(page)).toBe('')
})

it('has the answers of the questions above, and gives them its own', async () => {
  const page = await open()
  await choose(page, 'rented')
  expect(chosen(page)).toEqual(['rented', ''])
  await page.get('#fee-speed').setValue('yes')
  expect(page.get<HTMLInputElement>('#situation input[value=yes]').element.checked).toBe(true)
  await page.get('#fee-yard').setValue('own')
  expect(page.get<HTMLInputElement>('#situation input[value=own]').element.checked).toBe(true)
})

it('adds up what applies, once everything that decides is answered', async () => {
  const page = await open()
  await page.get('#fee-yard').setValue('rented')
  expect(total(page)).toBe('')
  await page.get('#fee-speed').setValue('yes')
  expect(total(page)).toBe('按您的回答，合计 27.50 元')
  expect(page.get('#fees .total').attributes('role')).toBe('status')
  await page.get('#fee-speed').setValue('no')
  expect(lines(page)).toEqual(['登记费 5 元 / 证', '证件工本费 10 元 / 证'])
  expect(total(page)).toBe('按您的回答，合计 15 元')
})

it('an answer taken back leaves it open again', async () => {
  const page = await open()
  await page.get('#fee-yard').setValue('own')
  await page.get('#fee-speed').setValue('no')
  expect(total(page)).toBe('按您的回答，合计 5 元')
  await page.get('#fee-speed').setValue('')
  expect(total(page)).toBe('')
  expect(lines(page)).toContain('加急费 看情况12.50 元 / 证')
})

it('has no calculator where nothing is to be paid, and says why', async () => {
  const page = await openGuide({ served: catalogueOf({ ...item, fees: [], feeNote: '依据某某条例不收费' }) })
  expect(page.find('.calculator').exists()).toBe(false)
  expect(total(page)).toBe('')
  expect(page.get('#fees').text()).toContain('依据某某条例不收费')
})
