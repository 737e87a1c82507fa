import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import UiPhotoRule from '../../../src/ui/UiPhotoRule.vue'

const rule = {
  name: '护照照片', widthMm: 33, heightMm: 48, headWidthMm: [15, 22], headHeightMm: [28, 33], topGapMm: [3, 5],
  background: 'white',
} as const

const draw = (changed: Partial<Omit<typeof rule, 'background'>> & { background?: 'white' | 'lightBlue' } = {}) =>
  mount(UiPhotoRule, { props: { ...rule, ...changed } })

/** The numbers of an element's attributes. */
const numbers = (element: Element, ...names: string[]) => names.map((name) => Number(element.getAttribute(name)))

describe('a photo rule', () => {
  it('is drawn with every measure beside it', () => {
    expect(draw().findAll('text').map((text) => text.text()).sort()).toEqual(['15–22', '28–33', '33', '3–5', '48'])
  })

  it('is told in words to whoever does not see it', () => {
    const photo = draw()
    expect(photo.attributes('role')).toBe('img')
    expect(photo.attributes('aria-label')).toBe(
      '护照照片示意图：宽 33 毫米、高 48 毫米，头宽 15–22 毫米，头长 28–33 毫米，头顶离上边 3–5 毫米，白色背景。')
  })

  it('is drawn to scale: frame, head at its middle size, and the distance above it', () => {
    const photo = draw()
    const [width = 0, height = 0] = numbers(photo.get('rect').element, 'width', 'height')
    expect(width / height).toBeCloseTo(33 / 48)
    const [cx = 0, cy = 0, rx = 0, ry = 0] = numbers(photo.get('ellipse').element, 'cx', 'cy', 'rx', 'ry')
    const perMm = width / 33
    expect([rx * 2 / perMm, ry * 2 / perMm, (cy - ry) / perMm]).toEqual([18.5, 30.5, 4])
    expect(cx).toBe(width / 2)
  })

  it('leaves room for the numbers within what is shown', () => {
    const photo = draw()
    const [left = 0, top = 0, width = 0, height = 0] = photo.element.getAttribute('viewBox')?.split(' ').map(Number) ?? []
    for (const text of photo.findAll('text')) {
      const [x = 0, y = 0] = numbers(text.element, 'x', 'y')
      expect(x, text.text()).toBeGreaterThan(left)
      expect(x, text.text()).toBeLessThan(left + width)
      expect(y, text.text()).toBeGreaterThan(top)
      expect(y, text.text()).toBeLessThan(top + height)
    }
  })

  it('has the background asked for, in colour and in words', () => {
    const photo = draw({ background: 'lightBlue' })
    expect(photo.get('rect').classes()).toContain('lightBlue')
    expect(photo.attributes('aria-label')).toContain('浅蓝色背景')
    expect(draw().get('rect').classes()).not.toContain('lightBlue')
  })
})
