import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import { createPage } from '../../../src/app/createPage.ts'
import { renderHome } from '../../../src/app/entryServer.ts'
import { readHomeState } from '../../../src/app/readHomeState.ts'
import { freshDevice } from '../support/freshDevice.ts'
import { serve } from '../support/serve.ts'
import { sampleCatalogue } from '../support/sampleItem.ts'

afterEach(() => { document.body.replaceChildren() })

it('takes the prerendered home page over without drawing it again, even in 长辈版', async () => {
  await freshDevice()
  serve({ catalogue: sampleCatalogue })
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  localStorage.setItem('appearance', JSON.stringify({ care: true }))
  const { html, state } = await renderHome(sampleCatalogue)
  const page = `<div id="app">${html}</div><script type="application/json" id="home-state">${state}</script>`
  document.body.replaceChildren(...new DOMParser().parseFromString(page, 'text/html').body.childNodes)
  const heading = document.querySelector('h1')

  const { app, router } = createPage({ history: createMemoryHistory(), home: readHomeState() })
  await router.push('/')
  await router.isReady()
  app.mount('#app')
  expect(document.querySelector('h1')).toBe(heading)
  expect([...warn.mock.calls, ...error.mock.calls].flat().join()).not.toMatch(/mismatch/i)
  await vi.dynamicImportSettled()
  await flushPromises()
  expect(document.documentElement.dataset.care).toBe('on')
  expect(document.querySelector('.care')?.textContent).toBe('退出长辈版')
  app.unmount()
  localStorage.clear()
})
