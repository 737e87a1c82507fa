import { ref } from 'vue'

/** A task a button starts; a tap while it still runs is none. */
export function useOnce(task: () => Promise<void>) {
  const busy = ref(false)

  async function run(): Promise<void> {
    if (busy.value) return
    busy.value = true
    try {
      await task()
    } finally {
      busy.value = false
    }
  }

  return { busy, run }
}
