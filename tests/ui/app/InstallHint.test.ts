import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import InstallHint from '../../../src/app/InstallHint.vue'
import { changeAppearance } from '../../../src/platform/appearance.ts'

const prompt = vi.fn(async () => undefined)

beforeEach(() => {
  localStorage.clear()
  window.dispatchEvent(Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt }))
})
afterEach(() => {
  changeAppearance({ care: false })
  prompt.mockClear()
})

async function openHint() {
  const hint = mount(InstallHint)
  await nextTick()
  return hint
}

it('installs on a tap and is not offered again', async () => {
  const hint = await openHint()
  await hint.findAll('button')[0]?.trigger('click')
  expect(prompt).toHaveBeenCalledOnce()
  expect((await openHint()).text()).toBe('')
})

it('is not offered again to somebody who said no', async () => {
  await (await openHint()).findAll('button')[1]?.trigger('click')
  expect(prompt).not.toHaveBeenCalled()
  expect((await openHint()).text()).toBe('')
})

it('stays away in 长辈版', async () => {
  changeAppearance({ care: true })
  expect((await openHint()).text()).toBe('')
})
