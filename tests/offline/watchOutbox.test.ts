import { beforeEach, expect, it, vi } from 'vitest'
import { announceOutbox, watchOutbox } from '../../src/offline/watchOutbox.ts'
import { ann, freshDevice, queueFiling } from './support/device.ts'

beforeEach(freshDevice)

it('tells this tab of every change until it stops listening', async () => {
  const listener = vi.fn()
  const stop = watchOutbox(listener)
  await queueFiling(ann)
  expect(listener).toHaveBeenCalled()
  stop()
  listener.mockClear()
  announceOutbox()
  expect(listener).not.toHaveBeenCalled()
})

it('tells other tabs, and hears them', async () => {
  const other = new BroadcastChannel('outbox')
  const heard = new Promise((resolve) => { other.onmessage = resolve })
  announceOutbox()
  await heard

  const here = new Promise<void>((resolve) => {
    const stop = watchOutbox(() => {
      stop()
      resolve()
    })
  })
  other.postMessage('changed')
  await here
  other.close()
})
