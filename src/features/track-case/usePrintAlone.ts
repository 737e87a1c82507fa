import { nextTick, onBeforeUnmount, ref } from 'vue'

/** Prints one part of a page: the part with this id is marked for the style sheet while it goes to paper. */
export function usePrintAlone() {
  const printedId = ref<string>()
  const signs = ['pointerdown', 'keydown'] as const

  async function printAlone(id: string): Promise<void> {
    printedId.value = id
    await nextTick()
    window.print()
    // Phones draw the pages after print() returned, and some tell `afterprint` before: the next touch is late enough.
    for (const sign of signs) window.addEventListener(sign, stop, { capture: true })
  }

  function stop(): void {
    printedId.value = undefined
    for (const sign of signs) window.removeEventListener(sign, stop, { capture: true })
  }

  onBeforeUnmount(stop)
  return { printedId, printAlone }
}
