import { onBeforeUnmount, onMounted, ref, useTemplateRef } from 'vue'

/** Whether the element with `ref="mark"` has come into view: the document was scrolled to its end (ES-03). */
export function useSeen() {
  const mark = useTemplateRef<HTMLElement>('mark')
  const seen = ref(false)
  let observer: IntersectionObserver | undefined

  onMounted(() => {
    if (!mark.value || typeof IntersectionObserver === 'undefined') return
    observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) seen.value = true
    })
    observer.observe(mark.value)
  })
  onBeforeUnmount(() => observer?.disconnect())

  return { seen }
}
