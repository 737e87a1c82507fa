import { afterEach, beforeEach, expect, it, vi } from 'vitest'

/** workbox-window's side of the conversation. */
const worker = vi.hoisted(() => {
  const listeners: [string, (event: object) => void][] = []
  return {
    listeners, asked: [] as string[],
    fire: (type: string, event: object = {}) => {
      for (const [name, listener] of listeners) if (name === type) listener(event)
    },
  }
})

vi.mock('workbox-window', () => ({
  Workbox: class {
    constructor(script: string) {
      worker.asked.push(script)
    }

    addEventListener(type: string, listener: (event: object) => void) {
      worker.listeners.push([type, listener])
    }

    async register() {
      worker.asked.push('register')
    }

    messageSkipWaiting() {
      worker.asked.push('skipWaiting')
    }

    async update() {
      worker.asked.push('update')
    }
  },
}))

const reload = vi.fn()

async function registered() {
  vi.resetModules()
  const update = await import('../../../src/platform/serviceWorkerUpdate.ts')
  await update.registerServiceWorker()
  return update
}

beforeEach(() => {
  worker.listeners.length = 0
  worker.asked.length = 0
  reload.mockReset()
  vi.stubEnv('PROD', true)
  vi.stubGlobal('location', { reload })
  Object.defineProperty(navigator, 'serviceWorker', { value: {}, configurable: true })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

it('says that an update waits, and reloads only after the tap has let it in', async () => {
  const { waitingUpdate, applyUpdate } = await registered()
  expect(worker.asked).toEqual(['/sw.js', 'register'])
  expect(waitingUpdate.value).toBe(false)
  worker.fire('waiting')
  expect(waitingUpdate.value).toBe(true)
  expect(reload).not.toHaveBeenCalled()

  applyUpdate()
  expect(worker.asked).toContain('skipWaiting')
  expect(reload).not.toHaveBeenCalled()
  worker.fire('controlling', { isUpdate: true })
  expect(reload).toHaveBeenCalledTimes(1)
})

it('does not reload under a form because another tab has let the update in', async () => {
  const { waitingUpdate, applyUpdate } = await registered()
  worker.fire('controlling', { isUpdate: true })
  expect(reload).not.toHaveBeenCalled()
  expect(waitingUpdate.value).toBe(true)
  applyUpdate()
  expect(reload).toHaveBeenCalledTimes(1)
})

it('the very first service worker is no update', async () => {
  const { waitingUpdate } = await registered()
  worker.fire('controlling', { isUpdate: false })
  expect(waitingUpdate.value).toBe(false)
})

it('looks for an update when it comes to the front, once an hour', async () => {
  vi.useFakeTimers({ now: new Date('2026-05-06T01:00:00Z'), toFake: ['Date'] })
  await registered()
  const comeToFront = () => document.dispatchEvent(new Event('visibilitychange'))
  const updates = () => worker.asked.filter((one) => one === 'update').length
  comeToFront()
  expect(updates()).toBe(0)
  vi.setSystemTime(new Date('2026-05-06T02:00:00Z'))
  comeToFront()
  comeToFront()
  expect(updates()).toBe(1)
})
