import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import BrowsePage from '../../../../src/features/find-permit/BrowsePage.vue'
import { noteReachable } from '../../../../src/platform/connectivity.ts'
import { browseCatalogue } from '../../support/browseItems.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { mountPage } from '../../support/mountPage.ts'
import { serve } from '../../support/serve.ts'
import type { Answers } from '../../support/serve.ts'

let leave = () => {}

beforeEach(freshDevice)
afterEach(() => {
  leave()
  noteReachable(true)
})

async function open(address = '/browse', served: Answers = browseCatalogue) {
  const { wrapper, router } = await mountPage(BrowsePage, address, served)
  leave = () => wrapper.unmount()
  await flushPromises()
  /** Does something that changes the address, and waits until it has. */
  const change = async (act: () => Promise<unknown> | undefined) => {
    const before = router.currentRoute.value
    await act()
    await vi.waitFor(() => expect(router.currentRoute.value).not.toBe(before))
    await flushPromises()
  }
  return {
    page: wrapper, change,
    query: () => router.currentRoute.value.query,
    names: () => wrapper.findAll('.name').map((name) => name.text()),
    choose: (selector: string, value: string | boolean) => change(() => wrapper.get(selector).setValue(value)),
    filter: (label: string) => change(() => {
      const wanted = wrapper.findAll('.filter').find((one) => one.text() === label)
      const box = wanted?.get<HTMLInputElement>('input')
      return box?.setValue(!box.element.checked)
    }),
  }
}

describe('the list', () => {
  it('holds everything for one audience, by branch, and says how much that is', async () => {
    const { page, names } = await open()
    expect(names()).toEqual(['在家养鸽子', '在家养鹦鹉', '养野生动物'])
    expect(page.findAll('div.group h2').map((title) => title.text())).toEqual(['治安', '森林'])
    expect(page.get('[role=status]').text()).toBe('共 3 项')
  })

  it('is what the address says, so that a link finds it again', async () => {
    const { page, names } = await open('/browse?event=pets&branch=nature&only=free')
    expect(names()).toEqual(['养野生动物'])
    expect(page.get<HTMLSelectElement>('#browse-event').element.value).toBe('pets')
    expect(page.get<HTMLSelectElement>('#browse-branch').element.value).toBe('nature')
    expect(page.findAll('.filter input:checked')).toHaveLength(1)
  })

  it('leaves out words of the address it does not know', async () => {
    const { names } = await open('/browse?audience=nobody&only=nonsense')
    expect(names()).toHaveLength(3)
  })
})

describe('narrowing', () => {
  it('writes what is chosen into the address, and takes it out again', async () => {
    const { query, names, choose, filter } = await open()
    await choose('#browse-event', 'pets')
    await choose('#browse-branch', 'publicOrder')
    await filter('可容缺')
    await filter('不收费')
    expect(query()).toEqual({ event: 'pets', branch: 'publicOrder', only: 'deferrable,free' })
    expect(names()).toEqual([])
    await filter('不收费')
    expect(query()).toEqual({ event: 'pets', branch: 'publicOrder', only: 'deferrable' })
    expect(names()).toEqual(['在家养鸽子'])
    await choose('#browse-event', '')
    expect(query()).toEqual({ branch: 'publicOrder', only: 'deferrable' })
  })

  it('never calls an item with a visit done wholly online', async () => {
    const { names, filter } = await open()
    await filter('全程网办')
    expect(names()).toEqual(['在家养鹦鹉'])
  })

  it('tells what is done at once', async () => {
    const { names, filter } = await open('/browse?audience=organisation')
    await filter('当场办结')
    expect(names()).toEqual(['放烟火表演'])
  })

  it('offers only the events of an audience, and drops a foreign one with the audience', async () => {
    const { page, query, names, choose } = await open('/browse?event=pets&only=free')
    const events = () => page.findAll('#browse-event option').map((option) => option.text())
    expect(events()).toEqual(['请选择', '养宠物', '搬家'])
    await choose('input[value=organisation]', true)
    expect(query()).toEqual({ audience: 'organisation', only: 'free' })
    expect(events()).toEqual(['请选择', '办活动'])
    expect(names()).toEqual(['放烟火表演'])
  })

  it('says when nothing is left, and clears on a tap, keeping the audience', async () => {
    const { page, query, names, change } = await open('/browse?audience=organisation&branch=nature&event=shows&only=free')
    expect(page.text()).toContain('没有同时符合这些条件的事项')
    expect(page.get('[role=status]').text()).toBe('共 0 项')
    await change(() => page.get('.empty button').trigger('click'))
    expect(query()).toEqual({ audience: 'organisation' })
    expect(names()).toEqual(['放烟火表演'])
  })
})

it('says when the list could not be had, and tries again', async () => {
  const { page, names } = await open('/browse', {})
  expect(page.text()).toContain('没有取到')
  expect(page.text()).not.toContain('没有同时符合')
  serve(browseCatalogue)
  await page.get('.empty button').trigger('click')
  await vi.waitFor(() => expect(names()).toHaveLength(3))
})
