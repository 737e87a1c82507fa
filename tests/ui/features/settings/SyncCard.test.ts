import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import SyncCard from '../../../../src/features/settings/SyncCard.vue'
import { cacheItems } from '../../../../src/offline/cachedCatalogue.ts'
import { listChecklists, saveChecklist } from '../../../../src/offline/checklists.ts'
import { noteReachable } from '../../../../src/platform/connectivity.ts'
import { listRecent, noteRecent } from '../../../../src/platform/recentItems.ts'
import { useCatalogueSync } from '../../../../src/stores/catalogueSync.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { catalogueOf, otherItem } from '../../support/sampleItem.ts'
import { saveData } from '../../support/saveData.ts'
import { serve } from '../../support/serve.ts'

const served = catalogueOf(...Array.from({ length: 12 }, (_, index) => ({ ...otherItem, code: `A${index}` })))
/** Lets the phone be idle once. */
let idle: (() => void)[] = []

beforeEach(async () => {
  await freshDevice()
  idle = []
  vi.stubGlobal('requestIdleCallback', (run: () => void) => { idle.push(run) })
})
afterEach(() => {
  // A card of a test before does nothing any more.
  useCatalogueSync().status = 'running'
  saveData(false)
  noteReachable(true)
  localStorage.clear()
})

async function openCard(until: string) {
  const card = mount(SyncCard)
  await vi.waitFor(() => expect(useCatalogueSync().status).toBe(until))
  await card.vm.$nextTick()
  const buttons = () => card.findAll('button').map((button) => button.text())
  return {
    card, buttons, said: () => card.get('[role=status]').text(),
    press: (label: string) => card.findAll('button').find((button) => button.text() === label)?.trigger('click'),
    beIdle: async (until: string) => {
      await vi.waitFor(() => expect(idle.length).toBeGreaterThan(0))
      idle.shift()?.()
      await vi.waitFor(() => expect(card.get('[role=status]').text()).toContain(until))
    },
  }
}

describe('the guides', () => {
  it('that are all here are said to be, as a status', async () => {
    await cacheItems(served.items, 'zh-Hans', '2026-03-01T00:00:00.000Z')
    serve(served)
    const { said, buttons } = await openCard('complete')
    expect(said()).toBe('全部 12 份指南都在这台手机上了，没有网络也能看。')
    expect(buttons()).not.toContain('现在下载')
  })

  it('on their way are counted, with a bar', async () => {
    serve(served)
    const { card, said, buttons, beIdle } = await openCard('running')
    expect(said()).toContain('正在下载指南：0 / 12')
    expect(buttons()).not.toContain('现在下载')
    await beIdle('正在下载指南：10 / 12')
    expect(card.get('progress').attributes()).toMatchObject({ value: '10', max: '12' })
    await beIdle('全部 12 份指南')
  })

  it('wait to be asked for on a phone that saves data, with how much they are', async () => {
    saveData(true)
    const network = serve(served)
    const { said, press, beIdle } = await openCard('waiting')
    expect(said()).toMatch(/^还有 12 份指南没有下载，约 \d+ KB。您开了省流量，所以没有自动下载。$/)
    expect(network).toHaveBeenCalledTimes(1)
    await press('现在下载')
    await beIdle('10 / 12')
    await beIdle('全部 12 份指南')
  })

  it('that broke off are said to be missing, and come when asked for again', async () => {
    serve(served)
    const { said, press, beIdle } = await openCard('running')
    await beIdle('10 / 12')
    serve({})
    await beIdle('下载中断了')
    expect(said()).toMatch(/^还有 2 份指南没有下载，约 \d+ KB。下载中断了，连上网络会接着下。$/)
    serve(served)
    await press('现在下载')
    await beIdle('全部 12 份指南')
  })

  it('are not spoken of where there is no storage', async () => {
    vi.stubGlobal('indexedDB', { open: () => { throw new DOMException('private mode', 'SecurityError') } })
    serve(served)
    const { said, buttons } = await openCard('unknown')
    expect(said()).toBe('')
    expect(buttons()).not.toContain('现在下载')
  })
})

describe('what the phone remembers', () => {
  const list = {
    id: '1', code: 'A1', person: '我', itemVersion: 1, capacity: 'self', answers: {}, ready: [],
    updatedAt: '2026-03-01T00:00:00.000Z',
  }

  beforeEach(async () => {
    serve(served)
    await saveChecklist(list)
    noteRecent('A1')
  })

  it('about looking is forgotten on a tap, and the checklists stay', async () => {
    const { card, press } = await openCard('running')
    await press('清除浏览记录')
    expect(listRecent()).toEqual([])
    expect(await listChecklists('A1')).toHaveLength(1)
    expect(card.get('.said').text()).toBe('已清除')
  })

  it('of the checklists is forgotten on a tap, and what was looked at stays', async () => {
    const { card, press } = await openCard('running')
    await press('清除材料清单')
    await press('删掉')
    await vi.waitFor(() => expect(card.get('.said').text()).toBe('已清除'))
    expect(await listChecklists('A1')).toEqual([])
    expect(listRecent()).toEqual(['A1'])
  })
})
