import { createHandlerBoundToURL } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { leftToServer } from './leftToServer.ts'

/** Every page but `/` starts from the empty app.html, so that it does not hydrate against the home markup. */
export function navigationFallback(): void {
  registerRoute(new NavigationRoute(createHandlerBoundToURL('/app.html'), { denylist: leftToServer }))
}
