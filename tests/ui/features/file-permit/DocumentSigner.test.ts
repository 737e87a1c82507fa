import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import DocumentSigner from '../../../../src/features/file-permit/DocumentSigner.vue'
import { standInVoices, voice } from '../../support/standInVoices.ts'

const template = {
  id: 'application', version: 2, kind: 'application' as const, effectiveFrom: '2026-01-01', title: '申请表', proposed: true,
  lines: ['（第 2 版）', '很长。'], statements: [{ id: 'truth', text: '都是真实的。' }], sources: ['法'],
}
let show: (elements: Element[]) => void = () => {}

beforeEach(() => {
  // No canvas here; the drawn name is optional and has tests of its own.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(
    { scale() {}, clearRect() {}, fillRect() {} } as unknown as ReturnType<HTMLCanvasElement['getContext']>)
  vi.stubGlobal('IntersectionObserver', class {
    constructor(report: (entries: { target: Element, isIntersecting: boolean }[]) => void) {
      show = (elements) => report(elements.map((target) => ({ target, isIntersecting: true })))
    }
    observe() {}
    disconnect() {}
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

async function open() {
  const voices = standInVoices([voice('zh-CN')])
  const page = mount(DocumentSigner, {
    attachTo: document.body,
    props: {
      document: { template, params: { values: {}, rows: [] }, text: '申请表\n（第 2 版）\n很长。\n1. 都是真实的。' },
      name: '陈永福', byHand: { signerName: '陈永福', drawing: '' }, busy: false, last: true,
    },
  })
  await page.get('input[type=checkbox]').setValue(true)
  const sign = async () => {
    await page.findAll('button').at(-1)?.trigger('click')
    await flushPromises()
    return page.emitted<[{ shown: object }]>('sign')?.[0]?.[0].shown
  }
  return { page, voices, sign }
}

it('is not signed before its end was seen or heard, and leads to the first line not seen', async () => {
  const { page, sign } = await open()
  show([page.get('#line-0').element, page.get('#line-1').element])
  expect(await sign()).toBeUndefined()
  const link = page.get('.summary a')
  expect(link.text()).toContain('还没有读完')
  await link.trigger('click')
  expect(document.activeElement?.id).toBe('line-2')
  page.unmount()
})

it('is signed once its end came into view', async () => {
  const { page, sign } = await open()
  show([page.get('.end').element])
  expect(await sign()).toMatchObject({ scrolledToEnd: true, listened: false })
  page.unmount()
})

it('is signed once the focus reached its end', async () => {
  const { page, sign } = await open()
  await page.get('.end').trigger('focus')
  expect(await sign()).toMatchObject({ scrolledToEnd: true })
  page.unmount()
})

it('is signed once it was heard to the end, each sentence marked as it is read', async () => {
  const { page, voices, sign } = await open()
  await page.get('.aloud button').trigger('click')
  await flushPromises()
  expect(page.get('.reading').text()).toBe('申请表')
  voices.last().onend?.()
  await flushPromises()
  expect(page.get('.reading').text()).toBe('（第 2 版）')
  expect(await sign()).toBeUndefined()
  for (let left = 4; left > 0; left -= 1) voices.last().onend?.()
  await flushPromises()
  expect(await sign()).toMatchObject({ scrolledToEnd: false, listened: true })
  page.unmount()
})

it('a document wholly visible counts as read where the browser has no observer', async () => {
  vi.stubGlobal('IntersectionObserver', undefined)
  const { page, sign } = await open()
  expect(await sign()).toMatchObject({ scrolledToEnd: true })
  page.unmount()
})
