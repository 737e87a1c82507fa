import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import UiSignaturePad from '../../../src/ui/UiSignaturePad.vue'

// happy-dom has no drawing: the canvas is the environment here, not a module of ours.
beforeEach(() => {
  const context = new Proxy({}, { get: () => () => undefined, set: () => true })
  HTMLCanvasElement.prototype.getContext = vi.fn(() => context) as never
  HTMLCanvasElement.prototype.toDataURL = () => 'data:image/png;base64,iVBORw0KGgo='
  Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { value: 300, configurable: true })
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { value: 180, configurable: true })
})

async function mountPad(modelValue = '') {
  vi.stubGlobal('devicePixelRatio', 3)
  const pad = mount(UiSignaturePad, { props: { label: '手写签名', modelValue }, attachTo: document.body })
  await vi.dynamicImportSettled()
  await flushPromises()
  return pad
}

/** A press, a move and a lift as a pen makes them. */
function draw(canvas: Element) {
  const at = (type: string, clientX: number, buttons: number) =>
    Object.assign(new Event(type, { bubbles: true, cancelable: true }), {
      clientX, clientY: 20, pressure: 0.5, pointerId: 1, pointerType: 'pen', isPrimary: true, button: 0, buttons,
    })
  canvas.dispatchEvent(at('pointerdown', 10, 1))
  window.dispatchEvent(at('pointermove', 60, 1))
  window.dispatchEvent(at('pointerup', 60, 0))
}

describe('UiSignaturePad', () => {
  it('has as many points as the screen, at most two each way, and a name', async () => {
    const canvas = (await mountPad()).get('canvas')
    expect([canvas.element.width, canvas.element.height]).toEqual([600, 360])
    expect(canvas.attributes('aria-labelledby')).toBeTruthy()
  })

  it('gives a PNG when the pen is lifted', async () => {
    const pad = await mountPad()
    draw(pad.get('canvas').element)
    expect(pad.emitted('update:modelValue')).toEqual([['data:image/png;base64,iVBORw0KGgo=']])
  })

  it('can be wiped, and says which it is', async () => {
    const pad = await mountPad('data:image/png;base64,iVBORw0KGgo=')
    expect(pad.get('[role=status]').text()).toBe('已签名')
    await pad.get('button').trigger('click')
    expect(pad.emitted('update:modelValue')).toEqual([['']])
  })
})
