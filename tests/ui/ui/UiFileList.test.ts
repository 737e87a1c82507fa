import { flushPromises, mount } from '@vue/test-utils'
import { beforeAll, expect, it } from 'vitest'
import { loadAllTexts } from '../../../src/platform/i18n.ts'
import { loadPageIcons } from '../../../src/ui/icons.ts'
import UiFileList from '../../../src/ui/UiFileList.vue'
import type { ListedFile } from '../../../src/ui/listedFile.ts'

const rule = {
  id: 'exitEntry', name: '出入境证件照', widthMm: 33, heightMm: 48, headWidthMm: [15, 22] as [number, number],
  headHeightMm: [28, 33] as [number, number], topGapMm: [3, 5] as [number, number], bottomGapMm: 7,
  background: 'white' as const, dos: [], donts: [], source: '', asOf: '2026-01-01' as const,
}
const file = (id: string, changed: Partial<ListedFile> = {}): ListedFile =>
  ({ id, name: `${id}.jpg`, type: 'image/jpeg', size: 2048, ...changed })

beforeAll(async () => {
  await Promise.all([loadAllTexts(), loadPageIcons()])
})

async function show(files: ListedFile[], maxFiles = 3) {
  const list = mount(UiFileList, {
    props: { id: 'home', files, problems: [], maxFiles, busy: false, said: '', rule }, attachTo: document.body,
  })
  await flushPromises()
  await import('../../../src/ui/UiFileFaults.vue')
  await flushPromises()
  const button = (name: string) => list.findAll('button').find((one) => one.text().replaceAll(/\s+/g, ' ') === name)!
  return { list, button }
}

it('one file has no order to change, and no more than its name', async () => {
  const { list } = await show([file('a')])
  expect(list.findAll('button').map((one) => one.text())).toEqual(['删除 a.jpg'])
  expect(list.find('.name').text()).toBe('a.jpg 2 KB')
})

it('pages of a PDF are said where they are known', async () => {
  const { list } = await show([file('a', { type: 'application/pdf', pages: 12 }), file('b', { type: 'application/pdf' })])
  expect(list.findAll('.name').map((one) => one.text())).toEqual(['第 1 个：a.jpg 2 KB · 12 页', '第 2 个：b.jpg 2 KB'])
  expect(list.text()).toContain('换一个')
})

it('files move up and down, the ends say so, and the pressed button keeps the focus', async () => {
  const { list, button } = await show([file('a'), file('b')])
  expect([button('上移 a.jpg').attributes('aria-disabled'), button('下移 b.jpg').attributes('aria-disabled')]).toEqual(['true', 'true'])
  await button('上移 a.jpg').trigger('click')
  expect(list.emitted('move')).toBeUndefined()
  button('下移 a.jpg').element.focus()
  await button('下移 a.jpg').trigger('click')
  expect(list.emitted('move')).toEqual([['a', 1]])
  const pressed = document.activeElement
  await list.setProps({ files: [file('b'), file('a')] })
  expect(document.activeElement).toBe(pressed)
  expect(button('下移 a.jpg').attributes('aria-disabled')).toBe('true')
  list.unmount()
})

it('what seems wrong is said beside the file, with both ways on', async () => {
  const { list, button } = await show([file('a', { faults: ['blurred', 'cut'] }), file('b')])
  expect(list.findAll('.faults li').map((one) => one.text())).toEqual(['可能没对上焦，字看不清', '边上可能没拍全'])
  expect(list.find('svg.photo').exists()).toBe(false)
  expect(list.find('label[for="home-a-again"]').text()).toBe('重拍a.jpg')
  await button('就用这张 a.jpg').trigger('click')
  expect(list.emitted('accept')).toEqual([['a']])
  await list.setProps({ files: [file('a'), file('b')] })
  expect([document.activeElement?.id, list.find('.faults').exists()]).toEqual(['home-a', false])
  list.unmount()
})

it('a certificate photo’s rule is drawn where the photo does not seem to follow it', async () => {
  const { list } = await show([file('a', { faults: ['portrait-shape'] })])
  expect(list.find('svg.photo').attributes('aria-label')).toContain('33')
  expect(list.text()).toContain('至少 390 × 567 像素')
})

it('a file retaken or removed hands the focus to its place', async () => {
  const { list, button } = await show([file('a'), file('b')])
  const again = list.find<HTMLInputElement>('#home-a-again')
  Object.defineProperty(again.element, 'files', { value: [new File(['x'], 'x.jpg')] })
  await again.trigger('change')
  expect(list.emitted('replace')?.[0]?.[0]).toBe('a')
  await list.setProps({ files: [file('x'), file('b')] })
  expect(document.activeElement?.id).toBe('home-x')
  await button('删除 b.jpg').trigger('click')
  await list.setProps({ files: [file('x')] })
  expect(document.activeElement?.id).toBe('home-x')
  await button('删除 x.jpg').trigger('click')
  await list.setProps({ files: [] })
  expect(document.activeElement?.className).toBe('hint')
  list.unmount()
})
