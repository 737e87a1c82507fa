import { shallowRef, watch } from 'vue'
import { listWays } from '../../domain/requirements.ts'
import { lendable } from './filingFacts.ts'
import { useFiling } from './filingScope.ts'

/**
 * What the licence library holds need not be handed in (免提交; 国务院令第716号第七条, 广东省优化营商环境条例第二十九条第二款):
 * it is taken from there unless the resident gives it in another way. Once a material, so that a choice taken back
 * stays open, and only a licence that lasts until the decision. Later and declared are never chosen for anybody.
 */
export function useLibraryFirst() {
  const { filing, item, draft, facts, account, verdict } = useFiling()
  const offered = new Set<string>()
  /** Something was chosen: the screen says so. */
  const lent = shallowRef(false)

  watch([filing.materials, () => filing.licences.list], () => {
    const { decideBy = facts.value.today } = verdict.value.forecast
    const licences = lendable(draft.value, account.value, filing.licences.list, facts.value.today) ?? []
    const lasts = licences.filter(({ validUntil }) => !validUntil || validUntil >= decideBy).map(({ kind }) => kind)
    for (const { material, applies } of filing.materials.value) {
      const { id, licence } = material
      if (applies !== true || offered.has(id) || !licence || !lasts.includes(licence)) continue
      if (!listWays(item.value, material, facts.value).includes('library')) continue
      offered.add(id)
      draft.value.provisions[id] ??= { way: 'library' }
      if (draft.value.provisions[id].way === 'library') lent.value = true
    }
  }, { immediate: true })

  return { lent }
}
