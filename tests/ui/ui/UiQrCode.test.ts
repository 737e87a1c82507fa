import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import UiQrCode from '../../../src/ui/UiQrCode.vue'

const address = 'https://example.org/items/11449999000000019F4440199001001'

function draw(text = address) {
  const code = mount(UiQrCode, { props: { text, label: '网址二维码' } })
  const size = Number(code.get('rect').attributes('width'))
  const modules = [...code.get('path').attributes('d')?.matchAll(/M(\d+) (\d+)h1v1h-1z/g) ?? []]
    .map(([, x, y]) => [Number(x), Number(y)] as const)
  return { code, size, modules, isDark: (x: number, y: number) => modules.some(([a, b]) => a === x && b === y) }
}

describe('a QR code', () => {
  it('is a picture with a name, on white paper that covers it', () => {
    const { code, size } = draw()
    expect(code.attributes()).toMatchObject({ 'role': 'img', 'aria-label': '网址二维码' })
    expect(code.element.getAttribute('viewBox')).toBe(`0 0 ${size} ${size}`)
    expect(code.get('rect').attributes('height')).toBe(String(size))
  })

  it('keeps the quiet zone of four modules on every side, and no more', () => {
    const { size, modules } = draw()
    const xs = modules.map(([x]) => x)
    const ys = modules.map(([, y]) => y)
    expect([Math.min(...xs), Math.min(...ys)]).toEqual([4, 4])
    expect([Math.max(...xs), Math.max(...ys)]).toEqual([size - 5, size - 5])
  })

  it('has a size of the standard, 17 modules and four a version, that grows with the text', () => {
    const { size } = draw()
    expect((size - 8 - 17) % 4).toBe(0)
    expect(draw('a').size).toBe(21 + 8)
    expect(draw(address.repeat(4)).size).toBeGreaterThan(size)
  })

  it('has its three finders, and none in the fourth corner', () => {
    const { size, isDark } = draw()
    const far = size - 4 - 7
    const ring = (left: number, top: number) => Array.from({ length: 7 }, (_, n) => [
      isDark(left + n, top), isDark(left + n, top + 6), isDark(left, top + n), isDark(left + 6, top + n),
    ]).flat().every(Boolean)
    expect([ring(4, 4), ring(far, 4), ring(4, far), ring(far, far)]).toEqual([true, true, true, false])
  })

  it('takes an address as long as they get', () => {
    expect(draw(`https://example.org/${'%E8%AF%81'.repeat(120)}`).modules.length).toBeGreaterThan(1000)
  })
})
