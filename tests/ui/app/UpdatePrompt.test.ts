import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { Ref } from 'vue'
import UpdatePrompt from '../../../src/app/UpdatePrompt.vue'
import { setFormDirty } from '../../../src/platform/dirtyForms.ts'
import { waitingUpdate } from '../../../src/platform/serviceWorkerUpdate.ts'

const waiting = waitingUpdate as Ref<boolean>
const reload = vi.fn()

beforeEach(() => vi.stubGlobal('location', { reload }))
afterEach(() => {
  waiting.value = false
  setFormDirty('test', false)
  reload.mockClear()
  vi.unstubAllGlobals()
})

it('is silent until a new version waits', async () => {
  const prompt = mount(UpdatePrompt)
  expect(prompt.text()).toBe('')
  waiting.value = true
  await nextTick()
  expect(prompt.get('[role=status]').text()).toContain('有新版本')
  await prompt.get('button').trigger('click')
  expect(reload).toHaveBeenCalledOnce()
})

it('never reloads over a form that is not saved, and says why', async () => {
  waiting.value = true
  setFormDirty('test', true)
  const prompt = mount(UpdatePrompt)
  const button = prompt.get('button')
  await button.trigger('click')
  expect(reload).not.toHaveBeenCalled()
  expect(prompt.get(`#${button.attributes('aria-describedby')}`).text()).toContain('还没有保存好')
  setFormDirty('test', false)
  await nextTick()
  await button.trigger('click')
  expect(reload).toHaveBeenCalledOnce()
})
