import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import UiButton from '../../../src/ui/UiButton.vue'

describe('UiButton', () => {
  it('is a button that submits nothing unless told to', async () => {
    const button = mount(UiButton, { slots: { default: '下一步' } })
    expect(button.attributes('type')).toBe('button')
    await button.trigger('click')
    expect(button.emitted('click')).toHaveLength(1)
  })

  it('lets no second tap through while busy, and keeps its place in the tab order', async () => {
    const button = mount(UiButton, { props: { busy: true, type: 'submit' } })
    await button.trigger('click')
    expect(button.emitted('click')).toBeUndefined()
    expect(button.attributes('aria-busy')).toBe('true')
    expect(button.attributes('aria-disabled')).toBe('true')
    expect(button.attributes('disabled')).toBeUndefined()
  })

  it('stops the form it would submit while unavailable', () => {
    const button = mount(UiButton, { props: { unavailable: true, type: 'submit' } })
    const click = new MouseEvent('click', { bubbles: true, cancelable: true })
    button.element.dispatchEvent(click)
    expect(click.defaultPrevented).toBe(true)
  })

  it('is a link when it leads somewhere', () => {
    const link = mount(UiButton, { props: { href: '/me' } })
    expect(link.element.tagName).toBe('A')
    expect(link.attributes('href')).toBe('/me')
  })
})
