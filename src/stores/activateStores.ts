import { createPinia, setActivePinia } from 'pinia'

let active = false

/**
 * Makes stores usable. They start with the first page that needs one instead of with the app, so that the first screen
 * does not pay for them; there is one page per browser tab, so one set of stores will do.
 */
export function activateStores(): void {
  if (active) return
  setActivePinia(createPinia())
  active = true
}
