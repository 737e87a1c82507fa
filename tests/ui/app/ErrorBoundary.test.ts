import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { h, ref } from 'vue'
import type { Component } from 'vue'
import { createMemoryHistory } from 'vue-router'
import ErrorBoundary from '../../../src/app/ErrorBoundary.vue'
import { createPages } from '../../../src/app/router.ts'

afterEach(() => vi.restoreAllMocks())

/** A boundary around one component; errors that reach the top are swallowed as Vue does in production. */
async function mountAround(page: Component) {
  const router = createPages(createMemoryHistory())
  await router.push('/')
  const wrapper = mount(ErrorBoundary, {
    slots: { default: () => h(page) },
    global: { plugins: [router], config: { errorHandler: () => undefined, warnHandler: () => undefined } },
  })
  return { wrapper, router }
}

describe('ErrorBoundary', () => {
  it('replaces a page that cannot be drawn, and draws it again on 重试', async () => {
    const fails = ref(false)
    const { wrapper } = await mountAround({
      render() {
        if (fails.value) throw new Error('broken')
        return h('p', '好了')
      },
    })
    fails.value = true
    await flushPromises()
    expect(wrapper.get('[role=alert]').text()).toContain('这一页出错了')
    fails.value = false
    await wrapper.get('button').trigger('click')
    await flushPromises()
    expect(wrapper.text()).toBe('好了')
  })

  it('leaves the page, and what was typed, when only a tap failed', async () => {
    const { wrapper } = await mountAround({
      render: () => h('form', [h('input'), h('button', { onClick: () => { throw new Error('tap') } })]),
    })
    await wrapper.get('input').setValue('写了一半')
    await wrapper.get('button').trigger('click')
    expect(wrapper.get('[role=alert]').text()).toContain('没有成功')
    expect(wrapper.get('input').element.value).toBe('写了一半')
  })

  it('says that a page did not come down, and offers to load it again', async () => {
    const { wrapper, router } = await mountAround({ render: () => h('p', '首页') })
    router.addRoute({ path: '/lost', component: () => Promise.reject(new TypeError('Failed to fetch')), meta: { title: 'app.titles.me' } })
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    await router.push('/lost').catch(() => undefined)
    await flushPromises()
    expect(wrapper.text()).toContain('没有下载下来')
    const assign = vi.fn()
    vi.stubGlobal('location', { assign })
    await wrapper.get('button').trigger('click')
    expect(assign).toHaveBeenCalledWith('/lost')
    vi.unstubAllGlobals()
  })
})
