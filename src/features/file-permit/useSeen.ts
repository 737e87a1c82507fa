import { onBeforeUnmount, onMounted, ref, useTemplateRef } from 'vue'

/**
 * How far a document in the element with `ref="box"` was seen (ES-03): its lines carry `data-line`, its end has
 * `ref="mark"`. The end is seen when it comes into view, or when the focus reaches it.
 */
export function useSeen() {
  const box = useTemplateRef<HTMLElement>('box')
  const mark = useTemplateRef<HTMLElement>('mark')
  const seen = ref(false)
  const furthest = ref(-1)
  let observer: IntersectionObserver | undefined

  function see(element: Element): void {
    if (element === mark.value) seen.value = true
    furthest.value = Math.max(furthest.value, Number(element.getAttribute('data-line') ?? -1))
  }

  /** For browsers without an observer. */
  function lookAround(): void {
    for (const part of listParts()) {
      const { top, bottom } = part.getBoundingClientRect()
      if (top <= window.innerHeight && bottom >= 0) see(part)
    }
  }

  function listParts(): Element[] {
    return [...box.value?.querySelectorAll('[data-line]') ?? [], ...(mark.value ? [mark.value] : [])]
  }

  onMounted(() => {
    if (typeof IntersectionObserver === 'undefined') {
      window.addEventListener('scroll', lookAround, { passive: true })
      lookAround()
      return
    }
    observer = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting)
      .forEach(({ target }) => see(target)))
    for (const part of listParts()) observer.observe(part)
  })
  onBeforeUnmount(() => {
    observer?.disconnect()
    window.removeEventListener('scroll', lookAround)
  })

  return { seen, furthest }
}
