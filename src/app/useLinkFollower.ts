/**
 * Lets plain links of this app change the page without loading it anew, so that components need to know no router.
 * What leaves the app, opens elsewhere or belongs to the server stays the browser's business.
 */
import { onBeforeUnmount, onMounted } from 'vue'
import { useRouter } from 'vue-router'

/** Follows links for as long as the component lives. */
export function useLinkFollower() {
  const router = useRouter()
  onMounted(() => document.addEventListener('click', follow))
  onBeforeUnmount(() => document.removeEventListener('click', follow))

  function follow(event: MouseEvent) {
    const target = findTarget(event)
    if (target === undefined) return
    event.preventDefault()
    const { path, query } = router.currentRoute.value
    void router.push(target.startsWith('#') ? { path, query, hash: target } : target)
  }
}

function findTarget(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link?.href || link.target || link.hasAttribute('download')) return undefined
  const within = link.getAttribute('href')
  if (within?.startsWith('#')) return within
  const url = new URL(link.href, location.href)
  if (url.origin !== location.origin || url.pathname.startsWith('/api')) return undefined
  return url.pathname + url.search + url.hash
}
