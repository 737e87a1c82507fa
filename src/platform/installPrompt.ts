import { shallowRef } from 'vue'
import type { ShallowRef } from 'vue'

/** Chromium's event; other browsers install from their own menu and never send it. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<unknown>
}

const offered = shallowRef<InstallPromptEvent>()

/** What `prompt()` can be called on, once; undefined where the browser does not offer it. */
export const installPrompt: Readonly<ShallowRef<InstallPromptEvent | undefined>> = offered

if (typeof window !== 'undefined') {
  window.addEventListener('beforeinstallprompt', (event) => {
    // Our hint stands in the page; the browser's own bar would cover the form.
    event.preventDefault()
    offered.value = event as InstallPromptEvent
  })
  window.addEventListener('appinstalled', () => { offered.value = undefined })
}
