import { nextTick, onBeforeUnmount, onMounted, ref, watch } from 'vue'
import type { RouteLocationNormalized } from 'vue-router'
import { START_LOCATION, useRouter } from 'vue-router'
import { t } from '../platform/i18n.ts'
import { setPageTitle } from '../platform/pageTitle.ts'

/**
 * What a page load does by itself, done for a change of page: the title changes, the focus goes to the heading and a
 * screen reader hears where it is. Gives the text for a polite live region.
 */
export function useRouteFocus() {
  const announced = ref('')
  const router = useRouter()
  const stop = router.afterEach(async (to, from, failure) => {
    if (failure) return
    await nextTick()
    const target = to.hash ? document.getElementById(to.hash.slice(1)) : null
    if (target) return focusOn(target)
    if (to.path === from.path && from !== START_LOCATION) return
    announce(to)
    if (from !== START_LOCATION) focusOn(document.querySelector('h1'))
  })
  onBeforeUnmount(stop)
  // The first page was there before this was; in another language a page has another name.
  onMounted(() => { if (isHere()) setPageTitle(nameOf(router.currentRoute.value)) })
  watch(() => t('app.title'), () => { if (isHere()) announce(router.currentRoute.value) }, { flush: 'post' })

  function isHere() {
    return router.currentRoute.value !== START_LOCATION
  }

  function announce(page: RouteLocationNormalized) {
    announced.value = nameOf(page)
    setPageTitle(announced.value)
  }

  return { announced }
}

/** The page's own heading says more than its kind; the home page is called by the app's name. */
function nameOf(to: RouteLocationNormalized): string {
  const heading = to.name === 'home' ? undefined : document.querySelector('h1')?.textContent?.trim()
  return heading || t(to.meta.title)
}

function focusOn(element: HTMLElement | null) {
  if (!element) return
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1
  element.focus({ preventScroll: true })
}
