/** The pages and their addresses. Every page but the home page is a chunk of its own. */
import { createRouter } from 'vue-router'
import type { RouteRecordRaw, RouterHistory } from 'vue-router'
import HomePage from '../features/find-permit/HomePage.vue'
import type { MessageKey } from '../platform/i18n.ts'
import { routes } from '../platform/routes.ts'
import type { RouteName } from '../platform/routes.ts'
import { preparePage } from './preparePage.ts'

declare module 'vue-router' {
  interface RouteMeta {
    title: MessageKey
    /** A main page: with the tab bar, without a way back. */
    tab?: boolean
  }
}

const records: RouteRecordRaw[] = [
  { ...place('home'), component: HomePage, meta: { title: 'app.titles.home', tab: true } },
  {
    ...place('guide'), component: () => import('../features/read-guide/GuidePage.vue'),
    meta: { title: 'app.titles.guide' },
  },
  {
    ...place('file'), component: () => import('../features/file-permit/FilePermitPage.vue'),
    meta: { title: 'app.titles.file' },
  },
  {
    ...place('receipt'), component: () => import('../features/file-permit/ReceiptPage.vue'),
    meta: { title: 'app.titles.receipt' },
  },
  {
    ...place('blankForm'), component: () => import('../features/read-guide/BlankFormPage.vue'),
    meta: { title: 'app.titles.blankForm' },
  },
  {
    ...place('browse'), component: () => import('../features/find-permit/BrowsePage.vue'),
    meta: { title: 'app.titles.browse' },
  },
  {
    ...place('drafts'), component: () => import('../features/file-permit/DraftsPage.vue'),
    meta: { title: 'app.titles.drafts' },
  },
  {
    ...place('receiveDraft'), component: () => import('../features/file-permit/ReceiveDraftPage.vue'),
    meta: { title: 'app.titles.drafts' },
  },
  {
    ...place('cases'), component: () => import('../features/track-case/CaseListPage.vue'),
    meta: { title: 'app.titles.cases', tab: true },
  },
  {
    ...place('case'), component: () => import('../features/track-case/CasePage.vue'),
    meta: { title: 'app.titles.case' },
  },
  {
    ...place('rate'), component: () => import('../features/rate-service/RateServicePage.vue'),
    meta: { title: 'app.titles.rate' },
  },
  {
    ...place('signIn'), component: () => import('../features/sign-in/SignInPage.vue'),
    meta: { title: 'app.titles.signIn' },
  },
  {
    ...place('me'), component: () => import('../features/settings/MePage.vue'),
    meta: { title: 'app.titles.me', tab: true },
  },
  {
    ...place('keys'), component: () => import('../features/manage-keys/KeysPage.vue'),
    meta: { title: 'manageKeys.title' },
  },
  {
    ...place('verifyReceipt'), component: () => import('../features/verify-receipt/VerifyPage.vue'),
    meta: { title: 'verifyReceipt.title' },
  },
  {
    path: '/:path(.*)*', name: 'notFound', component: () => import('./NotFoundPage.vue'),
    meta: { title: 'app.titles.notFound' },
  },
]

/** The router over a history: the browser's, or one in memory for prerendering and tests. */
export function createPages(history: RouterHistory) {
  const router = createRouter({
    history,
    routes: records,
    scrollBehavior: (to, from, saved) => {
      if (saved) return saved
      if (to.hash) return { el: to.hash, top: 64 }
      // A changed query (the search) is the same page still.
      return to.path === from.path ? false : { top: 0 }
    },
  })
  router.beforeEach(async (to) => { if (to.name !== 'home') await preparePage() })
  return router
}

function place(name: RouteName) {
  return { name, path: routes[name] }
}
