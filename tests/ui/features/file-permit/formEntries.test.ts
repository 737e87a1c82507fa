import { flushPromises } from '@vue/test-utils'
import type { VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Item } from '../../../../src/domain/item.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { openFormStep } from '../../support/openFormStep.ts'

const form: Item['form'] = [{
  id: 'children', title: '孩子', repeat: { min: 1, max: 4, name: '同行的孩子', measure: '位' }, fields: [
    { id: 'childName', label: '孩子姓名', kind: 'text', required: true, prefill: 'person.name', basis: '测试' },
    { id: 'childNumber', label: '孩子身份证号码', kind: 'citizenId', required: true, prefill: 'person.idNumber', basis: '测试' },
  ],
}]
const wards = [{ name: '周小禾', idKind: 'citizenId' as const, idNumber: '449999201701050038', birthDate: '2017-01-05' }]

let page: VueWrapper
// The first one loads the whole feature.
vi.setConfig({ testTimeout: 20_000 })
beforeEach(freshDevice)
afterEach(() => page.unmount())

const headings = () => page.findAll('h4').map((heading) => heading.text())
const names = () => page.findAll<HTMLInputElement>('input[id*="childName"]').map(({ element }) => element.value)
const said = () => page.findAll('[role=status]').map((status) => status.text()).join()
const button = (words: string) => page.findAll('button').find((one) => one.text() === words)
const tap = async (words: string) => {
  await button(words)?.trigger('click')
  await flushPromises()
}
const focused = () => document.activeElement?.textContent?.trim()
const three = Object.fromEntries([1, 2, 3].map((number) => [`children.${number}.childName`, `孩子${number}`]))

it('adds one, says so and puts the focus on it; an empty one is taken away unasked', async () => {
  page = await openFormStep({ form })
  expect(headings()).toEqual(['第 1 位同行的孩子'])
  expect(button('删掉第 1 位同行的孩子')).toBeUndefined()
  await tap('再加一位同行的孩子')
  expect(headings()).toEqual(['第 1 位同行的孩子', '第 2 位同行的孩子'])
  await vi.waitFor(() => expect(focused()).toBe('第 2 位同行的孩子'))
  expect(said()).toContain('已加第 2 位同行的孩子')
  await tap('删掉第 2 位同行的孩子')
  expect(headings()).toEqual(['第 1 位同行的孩子'])
  expect(said()).toContain('已删掉第 2 位同行的孩子')
})

it('asks before a filled one goes, and the others move up with what they hold', async () => {
  page = await openFormStep({ form, begun: { form: three } })
  await tap('删掉第 2 位同行的孩子')
  expect(page.text()).toContain('第 2 位同行的孩子已经填了内容，确定删掉吗？')
  await tap('先不删')
  expect(names()).toEqual(['孩子1', '孩子2', '孩子3'])
  await tap('删掉第 2 位同行的孩子')
  await tap('删掉')
  expect(names()).toEqual(['孩子1', '孩子3'])
  await vi.waitFor(() => expect(focused()).toBe('第 2 位同行的孩子'))
  await tap('删掉第 2 位同行的孩子')
  await tap('删掉')
  await vi.waitFor(() => expect(focused()).toBe('第 1 位同行的孩子'))
})

it('says when no more can be added, in the group’s own measure', async () => {
  page = await openFormStep({ form, begun: { form: three } })
  await tap('再加一位同行的孩子')
  expect(said()).toContain('已加第 4 位同行的孩子，最多 4 位，不能再加了')
  expect(page.text()).toContain('最多填 4 位，已经填满了。')
  expect(button('再加一位同行的孩子')).toBeUndefined()
})

it('offers the children of the account, each once', async () => {
  page = await openFormStep({ form, wards })
  await tap('填入周小禾（来自登录信息）')
  expect(names()).toEqual(['周小禾'])
  expect(said()).toContain('第 1 位同行的孩子已填入周小禾的信息')
  expect(page.text()).toContain('已自动填好，来自登录信息')
  await tap('再加一位同行的孩子')
  expect(button('填入周小禾（来自登录信息）')).toBeUndefined()
})

it('of more than three the complete ones are one line each, and open to be changed', async () => {
  const complete = (number: number, idNumber: string) => ({
    [`children.${number}.childName`]: `孩子${number}`, [`children.${number}.childNumber`]: idNumber,
  })
  page = await openFormStep({ form, begun: { form: {
    ...complete(1, '44999920160601002X'), ...complete(2, '449999201701050038'), ...three, 'children.4.childName': '孩子4',
  } } })
  expect(page.findAll('details').map((one) => one.get('summary').text())).toEqual(
    ['孩子1，已填好，点开可改', '孩子2，已填好，点开可改'])
})
