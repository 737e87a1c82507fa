import { computed, inject, onMounted, ref } from 'vue'
import { t } from '../../platform/i18n.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { homeStateKey, toHomeState } from './homeState.ts'
import { matchesWords, searchItems } from './searchItems.ts'

/** The items of the home page and the search over them: from the page itself at first, then from the catalogue. */
export function useHome() {
  const catalogue = useCatalogue()
  const prerendered = inject(homeStateKey, { items: [], enquiry: [] })
  const query = ref('')

  const state = computed(() => {
    const { items, bureau } = catalogue
    return items.length > 0 && bureau ? toHomeState({ items, bureau }) : prerendered
  })
  const fillers = t('findPermit.fillers').split(' ')
  const outcome = computed(() => searchItems(state.value.items, query.value, fillers))
  const searching = computed(() => query.value.trim() !== '')
  /** 长辈版 is found by its other names too (工信部适老化通用设计规范). */
  const findsCare = computed(() => matchesWords(query.value, t('findPermit.careAliases').split(' ')))

  onMounted(() => catalogue.load())

  return { catalogue, state, query, searching, outcome, findsCare }
}
