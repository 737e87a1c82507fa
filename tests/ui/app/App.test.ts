import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import App from '../../../src/app/App.vue'
import { createPages } from '../../../src/app/router.ts'
import type { SessionView } from '../../../src/contract/accountViews.ts'
import { noteReachable } from '../../../src/platform/connectivity.ts'
import { useCatalogueSync } from '../../../src/stores/catalogueSync.ts'
import { freshDevice } from '../support/freshDevice.ts'
import { serve } from '../support/serve.ts'
import { sampleCatalogue, sampleItem } from '../support/sampleItem.ts'

const demo: SessionView = { demo: true, now: '2026-03-02T01:00:00.000Z', account: null }
const guideAddress = `/items/${sampleItem.code}`
let unmount = () => {}

// Compiling the pages takes longer than a test may.
beforeAll(async () => {
  await import('../../../src/features/read-guide/GuidePage.vue')
  await import('../../../src/app/AppNotices.vue')
}, 60_000)
beforeEach(async () => {
  await freshDevice()
  vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run))
})
afterEach(() => {
  unmount()
  noteReachable(true)
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

async function openApp(address = '/', session: SessionView = { ...demo, demo: false }) {
  serve({ catalogue: sampleCatalogue, session })
  const router = createPages(createMemoryHistory())
  await router.push(address)
  const app = mount(App, { global: { plugins: [router] }, attachTo: document.body })
  unmount = () => app.unmount()
  await settle()
  // What comes in the background tells that the network is there; a test says for itself whether it is.
  await untilSynced()
  return { app, router }
}

async function untilSynced() {
  await vi.waitFor(() => expect(useCatalogueSync().status).toBe('complete'), 4000)
}

/** Until the page, and what it fetches by itself, is there. */
async function settle() {
  for (let round = 0; round < 3; round += 1) {
    await vi.dynamicImportSettled()
    await flushPromises()
  }
  await vi.waitFor(() => expect(document.querySelector('main .loading, main .none')).toBeNull(), 4000)
  await flushPromises()
}

describe('a change of page', () => {
  it('moves the focus to the heading, says where one is and names the tab', async () => {
    const { app, router } = await openApp()
    await router.push(guideAddress)
    await settle()
    await router.push('/')
    await settle()
    expect(document.title).toBe('证好办')
    await router.push(guideAddress)
    await settle()
    expect(document.activeElement).toBe(app.get('h1').element)
    expect(app.get('[aria-live=polite]').text()).toBe('在家养鸽子')
    expect(document.title).toBe('在家养鸽子 - 证好办')
  })

  it('moves the focus on to the heading of what had to be fetched first', async () => {
    const { app, router } = await openApp()
    await router.push(guideAddress)
    await settle()
    expect(app.get('h1').text()).toBe('在家养鸽子')
    expect(document.activeElement).toBe(app.get('h1').element)
    expect(document.title).toBe('在家养鸽子 - 证好办')
  })

  it('leaves the focus alone on the first page', async () => {
    await openApp(guideAddress)
    expect(document.activeElement).toBe(document.body)
  })

  it('leaves the focus in the search box while its words change the address', async () => {
    const { app, router } = await openApp()
    const box = app.get<HTMLInputElement>('input[type=search]')
    box.element.focus()
    await box.setValue('鸽子')
    await settle()
    expect(router.currentRoute.value.query.q).toBe('鸽子')
    expect(document.activeElement).toBe(box.element)
  })
})

describe('links', () => {
  it('change the page without loading it anew', async () => {
    const { app, router } = await openApp()
    await app.get('a.cell').trigger('click')
    await settle()
    expect(router.currentRoute.value.path).toBe(guideAddress)
  })

  it('within the page lead the focus there', async () => {
    const { app } = await openApp(guideAddress)
    await app.get('a[href="#window"]').trigger('click')
    await settle()
    expect(document.activeElement).toBe(app.get('#window').element)
  })

  it('that open elsewhere, or belong to the server, are the browser\'s', async () => {
    const { router } = await openApp()
    let taken: boolean | undefined
    // Asked after the app, and kept from happening: nothing is behind these addresses here.
    const ask = (event: Event) => {
      taken = event.defaultPrevented
      event.preventDefault()
    }
    window.addEventListener('click', ask)
    for (const attributes of [{ href: '/me', target: '_blank' }, { href: '/me', download: '' }, { href: '/api/sign-in' },
      { href: 'tel:110' }, { href: 'https://example.org/me' }]) {
      const link = document.body.appendChild(document.createElement('a'))
      for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value)
      link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
      expect(taken, link.outerHTML).toBe(false)
    }
    window.removeEventListener('click', ask)
    expect(router.currentRoute.value.path).toBe('/')
  })

  it('with a key held down open their own tab', async () => {
    const { app } = await openApp()
    let taken: boolean | undefined
    const ask = (event: Event) => {
      taken = event.defaultPrevented
      event.preventDefault()
    }
    window.addEventListener('click', ask, { once: true })
    await app.get('a.cell').trigger('click', { ctrlKey: true })
    expect(taken).toBe(false)
  })
})

describe('the bars', () => {
  it('the tab bar stands on the main pages only and marks the page', async () => {
    const { app, router } = await openApp()
    expect(app.get('nav [aria-current=page]').text()).toBe('首页')
    await router.push(guideAddress)
    await settle()
    expect(app.find('nav [aria-current=page]').exists()).toBe(false)
    expect(app.findAll('nav').map((nav) => nav.attributes('aria-label'))).toEqual(['本页内容'])
  })

  it('back from a page opened by a link in a message goes to the home page', async () => {
    const { app, router } = await openApp(guideAddress)
    await app.get('header button').trigger('click')
    await settle()
    expect(router.currentRoute.value.name).toBe('home')
  })

  it('the first link leads past them', async () => {
    const { app } = await openApp()
    expect(app.get('a').text()).toBe('跳到正文')
    expect(app.find(app.get('a').attributes('href') ?? '').element.tagName).toBe('MAIN')
  })
})

describe('what holds for every page', () => {
  it('says that this is a demonstration, and only then', async () => {
    expect((await openApp('/', demo)).app.text()).toContain('演示环境')
    unmount()
    await freshDevice()
    expect((await openApp('/')).app.text()).not.toContain('演示环境')
  })

  it('says when there is no network, aloud', async () => {
    const { app } = await openApp()
    expect(app.text()).not.toContain('离线')
    noteReachable(false)
    await flushPromises()
    expect(app.get('.strips [role=status]').text()).toContain('离线')
  })

  it('says why nothing can be filed from an address without encryption', async () => {
    vi.stubGlobal('isSecureContext', false)
    expect((await openApp()).app.text()).toContain('只能查看')
  })

  it('an unknown address is told as such', async () => {
    expect((await openApp('/nowhere/at/all')).app.text()).toContain('找不到这一页')
  })
})
