import { computed, inject, onMounted, ref, shallowRef } from 'vue'
import type { useCatalogue } from '../../stores/catalogue.ts'
import { homeStateKey, toHomeState } from './homeState.ts'

/**
 * The items of the home page: from the page itself at first, then from the catalogue, whose code (device database,
 * API) the first screen does not wait for.
 */
export function useHome() {
  const catalogue = shallowRef<ReturnType<typeof useCatalogue>>()
  const prerendered = inject(homeStateKey, { items: [] })
  const notLoaded = ref(false)

  const state = computed(() => catalogue.value?.index ? toHomeState(catalogue.value.index) : prerendered)
  const unavailable = computed(() => notLoaded.value || catalogue.value?.status === 'unavailable')

  onMounted(load)

  async function load() {
    try {
      catalogue.value ??= await openCatalogue()
      notLoaded.value = false
    } catch {
      // The code itself did not come: the same to the reader as a catalogue that did not.
      notLoaded.value = true
    }
    await catalogue.value?.load()
  }

  return { state, unavailable, load }
}

async function openCatalogue() {
  const [stores, { useCatalogue: open }] = await Promise.all([
    import('../../stores/activateStores.ts'), import('../../stores/catalogue.ts'),
  ])
  stores.activateStores()
  return open()
}
