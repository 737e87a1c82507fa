import { createWebHistory } from 'vue-router'
import { createPage } from './app/createPage.ts'
import { readHomeState } from './app/readHomeState.ts'
import { paintStoredAppearance } from './platform/appearance.ts'
import { setLocale, storedLocale } from './platform/locale.ts'
import './ui/theme.css'
import './ui/base.css'

paintStoredAppearance()
const home = readHomeState()
// The prerendered page is taken over as it was made, in Chinese; every other one may begin in the language chosen.
if (!home) setLocale(storedLocale())
const { app, router } = createPage({ history: createWebHistory(), home })
void router.isReady().then(() => app.mount('#app'))
