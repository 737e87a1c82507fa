import { createWebHistory } from 'vue-router'
import { createPage } from './app/createPage.ts'
import { readHomeState } from './app/readHomeState.ts'
import { paintStoredAppearance } from './platform/appearance.ts'
import './ui/theme.css'
import './ui/base.css'

paintStoredAppearance()
const { app, router } = createPage({ history: createWebHistory(), home: readHomeState() })
void router.isReady().then(() => app.mount('#app'))
