import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { freshDevice } from '../../support/freshDevice.ts'
import { checklistOf } from '../../support/checklistPage.ts'
import { choose, leaveGuide, openGuide } from '../../support/openGuide.ts'
import { catalogueOf, sampleItem } from '../../support/sampleItem.ts'

/** Another item each time: what a page of the test before still keeps is none of this one's. */
let item = sampleItem
let count = 0

beforeEach(async () => {
  await freshDevice()
  count += 1
  item = { ...sampleItem, code: `P${count}` }
})
afterEach(async () => {
  await leaveGuide()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

async function openList(query = '') {
  const page = await openGuide({ code: item.code, query, served: catalogueOf(item) })
  return { page, ...checklistOf(page, item.code) }
}

describe('ticking off', () => {
  it('counts what is ready of what is wanted, and not what the system makes', async () => {
    const { page, progress, tick } = await openList()
    expect(progress()).toBe('')
    expect(page.get('.checklist').text()).toContain('在家备好一样，就勾一样')
    await tick('居民身份证')
    expect(progress()).toBe('我：备好了 1 / 1 样')
    await choose(page, 'rented')
    expect(progress()).toBe('我：备好了 1 / 2 样')
    expect(page.findAll('label.tick').map((label) => label.text())).not.toContain('养鸽申请表')
    await tick('居民身份证', false)
    expect(progress()).toBe('我：备好了 0 / 2 样')
  })

  it('is kept, with the answers, for the next visit', async () => {
    const first = await openList()
    await first.tick('居民身份证')
    await choose(first.page, 'agent')
    await choose(first.page, 'rented')
    await vi.waitFor(async () => expect((await first.kept())[0]?.answers).toEqual({ yard: 'rented' }))
    const next = await openList()
    await vi.waitFor(() => expect(next.progress()).toBe('我：备好了 1 / 2 样'))
    expect(next.isTicked('居民身份证')).toBe(true)
    expect(next.isTicked('租赁合同')).toBe(false)
    const answers = next.page.findAll<HTMLInputElement>('#situation input:checked').map(({ element }) => element.value)
    expect(answers).toEqual(['agent', 'rented'])
  })

  it('before the lists are read goes to the one that comes', async () => {
    const first = await openList()
    await first.tick('居民身份证')
    await choose(first.page, 'rented')
    await vi.waitFor(async () => expect((await first.kept())[0]?.answers).toEqual({ yard: 'rented' }))
    const decrypt = crypto.subtle.decrypt.bind(crypto.subtle)
    vi.spyOn(crypto.subtle, 'decrypt').mockImplementation(async (...args) => {
      await new Promise((resolve) => { setTimeout(resolve, 200) })
      return decrypt(...args)
    })
    const { page, kept, progress } = await openList()
    expect(progress()).toBe('')
    const lease = page.findAll('label.tick').find((label) => label.text() === '租赁合同')
    await lease?.get('input').setValue(true)
    await vi.waitFor(() => expect(progress()).toBe('我：备好了 2 / 2 样'), 4000)
    vi.restoreAllMocks()
    await vi.waitFor(async () => expect(await kept()).toMatchObject([{ ready: ['idCard', 'lease'] }]))
  })

  it('keeps nothing of somebody who ticks nothing', async () => {
    const { page, kept } = await openList()
    await choose(page, 'rented')
    await flushPromises()
    expect(await kept()).toEqual([])
  })

  it('never keeps the date of birth', async () => {
    const { page, tick, kept } = await openList()
    await page.get('input[type=date]').setValue('1980-05-01')
    await tick('居民身份证')
    expect(JSON.stringify(await kept())).not.toContain('1980')
  })

  it('says so when the phone takes nothing', async () => {
    const { page } = await openList()
    vi.spyOn(crypto.subtle, 'encrypt').mockRejectedValue(new DOMException('refused'))
    await page.get('label.tick input').setValue(true)
    await vi.waitFor(() => expect(page.get('.checklist [role=alert]').text()).toContain('没有存到手机上'))
    expect(page.get('.checklist .progress').text()).toContain('1 / 1')
  })

  it('is not offered where nothing can be kept sealed', async () => {
    vi.stubGlobal('isSecureContext', false)
    const { page } = await openList()
    expect(page.find('.checklist').exists()).toBe(false)
    expect(page.find('label.tick').exists()).toBe(false)
  })
})

describe('for several people', () => {
  it('each has a list, with answers of their own', async () => {
    const { page, progress, tick, addPerson, isTicked } = await openList()
    await tick('居民身份证')
    await choose(page, 'rented')
    await addPerson('妈妈')
    expect(progress()).toBe('妈妈：备好了 0 / 2 样')
    await choose(page, 'own')
    expect(progress()).toBe('妈妈：备好了 0 / 1 样')
    const people = page.get<HTMLSelectElement>('#checklist-person')
    expect(people.findAll('option').slice(1).map((option) => option.text())).toEqual(['妈妈', '我'])
    await people.setValue(people.findAll('option').at(-1)?.element.value)
    await vi.waitFor(() => expect(progress()).toBe('我：备好了 1 / 2 样'))
    expect(isTicked('居民身份证')).toBe(true)
    expect(page.find<HTMLInputElement>('input[value=rented]').element.checked).toBe(true)
  })

  it('nobody gets the answers, or the age, of somebody else', async () => {
    const { page, tick, addPerson, kept } = await openList()
    await tick('居民身份证')
    await addPerson('妈妈')
    await choose(page, 'rented')
    await page.get('input[type=date]').setValue('2015-05-01')
    await vi.waitFor(async () => expect((await kept())[0]?.answers).toEqual({ yard: 'rented' }))
    const people = page.get<HTMLSelectElement>('#checklist-person')
    await people.setValue(people.findAll('option').at(-1)?.element.value)
    await vi.waitFor(() => expect(page.get('.checklist .progress').text()).toContain('我：'))
    expect(page.findAll('#situation input[name=answer-yard]:checked')).toHaveLength(0)
    expect(page.get<HTMLInputElement>('input[type=date]').element.value).toBe('')
    await flushPromises()
    const lists = await kept()
    expect(lists.find(({ person }) => person === '我')?.answers).toEqual({})
  })

  it('the one tapped on the home page is shown, not the one touched last', async () => {
    const { tick, addPerson, kept } = await openList()
    await tick('居民身份证')
    await addPerson('妈妈')
    const mine = (await kept()).find(({ person }) => person === '我')
    const { progress } = await openList(`?list=${mine?.id}`)
    await vi.waitFor(() => expect(progress()).toBe('我：备好了 1 / 1 样'))
  })

  it('a name of spaces makes no list', async () => {
    const { page, tick, kept } = await openList()
    await tick('居民身份证')
    await page.get('#checklist-name').setValue('   ')
    await page.get('form.add').trigger('submit')
    await flushPromises()
    expect(await kept()).toHaveLength(1)
  })

  it('a list taken away is gone, and the other one is there', async () => {
    const { page, tick, addPerson, press, kept, progress } = await openList()
    const ask = (text: string) => page.findAll('button').find((button) => button.text() === text)?.trigger('click')
    await tick('居民身份证')
    await addPerson('妈妈')
    await ask('删掉“妈妈”的清单')
    expect(await kept()).toHaveLength(2)
    await press('删掉')
    await vi.waitFor(() => expect(progress()).toBe('我：备好了 1 / 1 样'))
    expect((await kept()).map(({ person }) => person)).toEqual(['我'])
    await ask('删掉“我”的清单')
    await press('删掉')
    await vi.waitFor(() => expect(progress()).toBe(''))
    expect(await kept()).toEqual([])
  })
})
