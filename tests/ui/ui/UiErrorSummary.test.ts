import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import UiErrorSummary from '../../../src/ui/UiErrorSummary.vue'

const errors = [{ id: 'phone', text: '手机号少了一位' }, { id: 'yard', text: '请选院子' }]

afterEach(() => { document.body.replaceChildren() })

describe('UiErrorSummary', () => {
  it('takes the focus each time it appears, and never while it is mended', async () => {
    const other = document.body.appendChild(document.createElement('input'))
    const summary = mount(UiErrorSummary, { props: { errors }, attachTo: document.body })
    expect(document.activeElement).toBe(summary.element)
    expect(summary.attributes('role')).toBe('alert')
    other.focus()
    await summary.setProps({ errors: errors.slice(1) })
    await nextTick()
    expect(document.activeElement).toBe(other)
    await summary.setProps({ errors: [] })
    await summary.setProps({ errors })
    await nextTick()
    expect(document.activeElement).toBe(summary.element)
  })

  it('counts what is wrong and leads to each field', async () => {
    const field = document.body.appendChild(document.createElement('input'))
    field.id = 'yard'
    const summary = mount(UiErrorSummary, { props: { errors }, attachTo: document.body })
    expect(summary.get('h2').text()).toBe('有 2 处要改')
    const links = summary.findAll('a')
    expect(links.map((link) => link.text())).toEqual(['手机号少了一位', '请选院子'])
    await links[1]?.trigger('click')
    expect(document.activeElement).toBe(field)
  })

  it('is not there when nothing is wrong', () => {
    expect(mount(UiErrorSummary, { props: { errors: [] } }).find('[role=alert]').exists()).toBe(false)
  })
})
