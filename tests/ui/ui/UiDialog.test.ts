import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import UiDialog from '../../../src/ui/UiDialog.vue'

afterEach(() => { document.body.replaceChildren() })

function open() {
  const opener = document.body.appendChild(document.createElement('button'))
  opener.focus()
  const wrapper = mount(UiDialog, { props: { open: false, title: '退出登录' }, attachTo: document.body })
  return { opener, wrapper, dialog: wrapper.get('dialog').element as HTMLDialogElement }
}

describe('UiDialog', () => {
  it('opens as a modal dialog named by its title', async () => {
    const { wrapper, dialog } = open()
    expect(dialog.open).toBe(false)
    await wrapper.setProps({ open: true })
    expect(dialog.open).toBe(true)
    expect(wrapper.get(`#${dialog.getAttribute('aria-labelledby')}`).text()).toBe('退出登录')
  })

  it('gives the focus back to what opened it', async () => {
    const { opener, wrapper, dialog } = open()
    await wrapper.setProps({ open: true })
    const close = wrapper.get('button[aria-label="关闭"]')
    ;(close.element as HTMLElement).focus()
    await close.trigger('click')
    expect(dialog.open).toBe(false)
    expect(wrapper.emitted('close')).toHaveLength(1)
    expect(document.activeElement).toBe(opener)
  })

  it('closes when the page says so', async () => {
    const { wrapper, dialog } = open()
    await wrapper.setProps({ open: true })
    await wrapper.setProps({ open: false })
    expect(dialog.open).toBe(false)
  })
})
