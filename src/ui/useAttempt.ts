import { nextTick, ref } from 'vue'

/**
 * Whether it was tried to go on: nothing is red before. Each attempt takes the errors away and brings them back, so
 * that the error summary takes the focus anew; while somebody mends them it leaves the focus where it is.
 */
export function useAttempt() {
  const tried = ref(false)

  async function attempt(): Promise<void> {
    tried.value = false
    await nextTick()
    tried.value = true
  }

  return { tried, attempt }
}
