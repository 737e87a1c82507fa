import { computed, ref } from 'vue'
import type { ProvisionInput } from '../../contract/filing.ts'
import type { Material } from '../../domain/item.ts'
import { findCommitment } from '../../domain/requirements.ts'
import type { Way } from '../../domain/requirements.ts'
import { earlierMaterials, toReuse } from './earlierMaterials.ts'
import type { Earlier } from './earlierMaterials.ts'
import { lendable } from './filingFacts.ts'
import { useFiling } from './filingScope.ts'
import { wayChoices } from './wayChoices.ts'

/** The ways one material may be given and the one chosen; nothing is chosen for anybody but where there is only one. */
export function useMaterialWays(material: () => Material) {
  const { filing, item, draft, facts, account } = useFiling()
  /** 用以前交过的 is chosen, and which one is still open. */
  const choosing = ref(false)

  const chosen = computed(() => draft.value.provisions[material().id])
  const licence = computed(() => lendable(draft.value, account.value, filing.licences.list, facts.value.today)
    ?.find((one) => one.kind === material().licence))
  const earlier = computed(() =>
    earlierMaterials(material(), draft.value, filing.reusable.held?.list ?? [], facts.value.today))
  const choices = computed(() => filing.catalogue.calendar
    ? wayChoices({
        item: item.value, material: material(), facts: facts.value, calendar: filing.catalogue.calendar,
        licence: licence.value, reusableUntil: earlier.value.usable.map(({ until }) => until),
      })
    : [])
  /** What was given before and has run out since, or is no longer there, is given no more. */
  const gone = computed(() => chosen.value?.way === 'reuse' && filing.verdict.value?.reasons.some(({ at, code }) =>
    at === `/provisions/${material().id}` && code.startsWith('reuse-')) === true)
  const given = computed(() => gone.value ? undefined : chosen.value)
  const way = computed<Way | ''>(() => {
    if (given.value) return given.value.way
    if (choosing.value) return 'reuse'
    return choices.value.length === 1 ? 'file' : ''
  })

  async function choose(wanted: string): Promise<void> {
    const { usable } = earlier.value
    choosing.value = wanted === 'reuse' && usable.length > 1
    await put(toProvision(wanted, usable))
  }

  async function put(provision: ProvisionInput | undefined): Promise<void> {
    if (provision) draft.value.provisions[material().id] = provision
    else delete draft.value.provisions[material().id]
    await filing.saveNow()
  }

  function toProvision(wanted: string, [only, ...others]: Earlier[]): ProvisionInput | undefined {
    switch (wanted) {
      case 'file': return { way: 'file', uploadIds: [] }
      case 'library': case 'later': return { way: wanted }
      case 'reuse': return only && others.length === 0 ? toReuse(only) : undefined
      case 'declare': {
        const commitment = findCommitment(item.value, material(), facts.value)
        return commitment && { way: 'declare', commitmentId: commitment.id }
      }
      default: return given.value
    }
  }

  return {
    choices, way, given, gone, licence, earlier, choose,
    chooseEarlier: (one: Earlier) => put(toReuse(one)),
  }
}
