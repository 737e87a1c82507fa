import { computed, onMounted, ref, shallowRef, watch } from 'vue'
import { listItemChanges } from '../../domain/itemChanges.ts'
import type { ItemChange } from '../../domain/itemChanges.ts'
import type { Capacity, Item } from '../../domain/item.ts'
import { deleteChecklist, listChecklists, saveChecklist } from '../../offline/checklists.ts'
import type { Checklist } from '../../offline/checklists.ts'
import { nowInstant } from '../../platform/clock.ts'
import { t } from '../../platform/i18n.ts'
import { isSecure } from '../../platform/secureContext.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import type { Situation } from './useSituation.ts'

/**
 * What is ready at home, per person, on this phone only. The answers are kept with it, so that whoever comes back finds
 * her own list; when the item has a newer version since, what changed for those answers is told.
 */
export function useChecklist(item: Item, situation: Situation) {
  const catalogue = useCatalogue()
  const lists = ref<Checklist[]>([])
  const current = ref<Checklist>()
  const changes = shallowRef<ItemChange[]>()
  const failed = ref(false)
  const offered = isSecure()

  onMounted(async () => {
    if (!offered) return
    lists.value = await listChecklists(item.code).catch(() => [])
    const [last] = lists.value
    if (last && !situation.answered.value) await open(last)
  })

  async function open(list: Checklist): Promise<void> {
    current.value = list
    situation.restore(list.capacity as Capacity, list.answers)
    changes.value = undefined
    if (list.itemVersion === item.version) return
    const before = await catalogue.loadItemVersion(item.code, list.itemVersion)
    if (before) changes.value = listItemChanges(before, item, situation.facts.value)
  }

  /** A list for somebody; the answers on the page are theirs from now on. */
  async function add(person: string): Promise<void> {
    const list: Checklist = {
      id: crypto.randomUUID(), code: item.code, person, itemVersion: item.version,
      capacity: situation.capacity.value, answers: { ...situation.answers }, ready: [], updatedAt: nowInstant(),
    }
    lists.value = [list, ...lists.value]
    current.value = lists.value[0]
    changes.value = undefined
    await save()
  }

  async function toggle(materialId: string, ready: boolean): Promise<void> {
    if (!current.value) await add(t('readGuide.checklist.me'))
    const list = current.value
    if (!list) return
    list.ready = ready ? [...list.ready, materialId] : list.ready.filter((id) => id !== materialId)
    await save()
  }

  async function remove(): Promise<void> {
    const list = current.value
    if (!list) return
    await deleteChecklist(list.id)
    lists.value = lists.value.filter(({ id }) => id !== list.id)
    current.value = undefined
    changes.value = undefined
    const [next] = lists.value
    if (next) await open(next)
  }

  /** Having read what changed, she goes on by the new list. */
  async function acceptChanges(): Promise<void> {
    if (!current.value) return
    current.value.itemVersion = item.version
    changes.value = undefined
    await save()
  }

  async function save(): Promise<void> {
    const list = current.value
    if (!list) return
    list.updatedAt = nowInstant()
    list.capacity = situation.capacity.value
    list.answers = { ...situation.answers }
    failed.value = await saveChecklist(JSON.parse(JSON.stringify(list)) as Checklist).then(() => false, () => true)
  }

  watch([situation.capacity, situation.answers], () => { if (current.value) void save() }, { deep: true })

  return {
    offered, lists, current, changes, failed, open, add, toggle, remove, acceptChanges,
    isReady: (materialId: string) => current.value?.ready.includes(materialId) ?? false,
    outdated: computed(() => current.value !== undefined && current.value.itemVersion !== item.version),
  }
}

export type ChecklistScreen = ReturnType<typeof useChecklist>
