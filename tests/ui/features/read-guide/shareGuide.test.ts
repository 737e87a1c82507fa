import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { freshDevice } from '../../support/freshDevice.ts'
import { choose, leaveGuide, openGuide } from '../../support/openGuide.ts'
import type { Page } from '../../support/openGuide.ts'

beforeEach(freshDevice)
afterEach(async () => {
  await leaveGuide()
  vi.unstubAllGlobals()
})

const press = (page: Page, label: string) =>
  page.findAll('.tools button').find((button) => button.text() === label)?.trigger('click')

/** A browser with these ways to pass an address on. */
function stubNavigator(parts: Record<string, unknown>) {
  vi.stubGlobal('navigator', Object.create(navigator, Object.fromEntries(
    Object.entries(parts).map(([name, value]) => [name, { value }]))))
}

it('the QR code is drawn when it is asked for, in a dialog, without what somebody answered', async () => {
  vi.stubGlobal('location', new URL('https://example.org/items/1?yard=rented#fees'))
  const page = await openGuide()
  await choose(page, 'rented')
  expect(page.find('svg.code').exists()).toBe(false)
  await press(page, '二维码')
  await vi.waitFor(() => expect(page.find('svg.code').exists()).toBe(true), 4000)
  expect((page.get('dialog').element as HTMLDialogElement).open).toBe(true)
  expect(page.get('svg.code').attributes('aria-label')).toBe('在家养鸽子的网址二维码')
  const { text } = page.getComponent({ name: 'UiQrCode' }).props()
  expect(text).toBe('https://example.org/items/1')
  await page.get('dialog .close').trigger('click')
  expect(page.find('svg.code').exists()).toBe(false)
})

it('is shared by the phone’s own sheet where there is one; closing it is no failure', async () => {
  const share = vi.fn(() => Promise.reject(new DOMException('closed', 'AbortError')))
  stubNavigator({ share })
  const page = await openGuide()
  await press(page, '分享')
  expect(share).toHaveBeenCalledWith({ title: '在家养鸽子', url: expect.not.stringContaining('?') })
  await vi.waitFor(() => expect(page.get('.said').text()).toBe(''))
})

it('is copied where there is none, and says whether that worked', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  stubNavigator({ clipboard: { writeText } })
  const page = await openGuide()
  await press(page, '分享')
  await vi.waitFor(() => expect(page.get('.said').text()).toContain('网址已复制'))
  writeText.mockRejectedValueOnce(new DOMException('refused', 'NotAllowedError'))
  await press(page, '分享')
  await vi.waitFor(() => expect(page.get('.said').text()).toContain('没能复制'))
})
