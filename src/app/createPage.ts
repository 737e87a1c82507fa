import { createApp, createSSRApp } from 'vue'
import type { RouterHistory } from 'vue-router'
import { homeStateKey } from '../features/find-permit/homeState.ts'
import type { HomeState } from '../features/find-permit/homeState.ts'
import App from './App.vue'
import { createPages } from './router.ts'

/** Wires the app. With a home state it takes over (or makes) prerendered markup, without one it starts empty. */
export function createPage({ history, home }: { history: RouterHistory, home: HomeState | undefined }) {
  const app = home ? createSSRApp(App) : createApp(App)
  const router = createPages(history)
  app.use(router)
  if (home) app.provide(homeStateKey, home)
  return { app, router }
}
