import { computed, onMounted, ref, shallowRef, watch } from 'vue'
import { useRoute } from 'vue-router'
import { listItemChanges } from '../../domain/itemChanges.ts'
import type { ItemChange } from '../../domain/itemChanges.ts'
import type { Capacity, Item } from '../../domain/item.ts'
import { deleteChecklist, listChecklists, saveChecklist } from '../../offline/checklists.ts'
import type { Checklist } from '../../offline/checklists.ts'
import { nowInstant } from '../../platform/clock.ts'
import { t } from '../../platform/i18n.ts'
import { isSecure } from '../../platform/secureContext.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { useSession } from '../../stores/session.ts'
import type { Situation } from './useSituation.ts'

/**
 * What is ready at home, per person, on this phone only. The answers are kept with it, so that whoever comes back finds
 * her own list; when the item has a newer version since, what changed for those answers is told.
 */
export function useChecklist(item: Item, situation: Situation) {
  const catalogue = useCatalogue()
  const route = useRoute()
  const session = useSession()
  const lists = ref<Checklist[]>([])
  const current = ref<Checklist>()
  const changes = shallowRef<ItemChange[]>()
  const failed = ref(false)
  /** Not while the phone is locked: whose list it is, is nobody else's business. */
  const offered = computed(() => isSecure() && !session.locked)
  /** Answers the new version does not take: kept until she has read that they are gone. */
  let dropped: Record<string, string> = {}
  /** Writes go one after another: none may put back an older state, or a list taken away meanwhile. */
  let writing: Promise<unknown> = Promise.resolve()
  /** Who ticks before the lists are read ticks on the one that comes. */
  let reading: Promise<void> = Promise.resolve()

  onMounted(() => { if (isSecure()) reading = read() })

  async function read(): Promise<void> {
    lists.value = await listChecklists(item.code).catch(() => [])
    // The one tapped on the home page, or the one touched last.
    const list = lists.value.find(({ id }) => id === route.query['list']) ?? lists.value[0]
    if (list && !situation.answered.value) void open(list)
  }

  async function open(list: Checklist): Promise<void> {
    const capacity = list.capacity as Capacity
    const answers = { ...list.answers }
    current.value = list
    situation.restore(capacity, answers)
    dropped = Object.fromEntries(Object.entries(answers).filter(([id]) => !(id in situation.answers)))
    changes.value = undefined
    if (list.itemVersion === item.version) return
    const before = await catalogue.loadItemVersion(item.code, list.itemVersion)
    if (!before || current.value?.id !== list.id) return
    // Both in the item's own language, or every name would have changed.
    const now = catalogue.findItem(item.code) ?? item
    changes.value = listItemChanges(before, now, { ...situation.facts.value, capacity, answers })
  }

  /** A list for somebody; the answers on the page are theirs from now on. */
  async function add(person: string): Promise<void> {
    begin(person)
    await save()
  }

  function begin(person: string): void {
    const list: Checklist = {
      id: crypto.randomUUID(), code: item.code, person, itemVersion: item.version,
      capacity: situation.capacity.value, answers: { ...situation.answers }, ready: [], updatedAt: nowInstant(),
    }
    lists.value = [list, ...lists.value]
    current.value = lists.value[0]
    dropped = {}
    changes.value = undefined
  }

  async function toggle(materialId: string, ready: boolean): Promise<void> {
    await reading
    if (!current.value) begin(t('readGuide.checklist.me'))
    const list = current.value
    if (!list) return
    list.ready = ready ? [...list.ready, materialId] : list.ready.filter((id) => id !== materialId)
    await save()
  }

  async function remove(): Promise<void> {
    const list = current.value
    if (!list) return
    await writing
    await deleteChecklist(list.id)
    lists.value = lists.value.filter(({ id }) => id !== list.id)
    current.value = undefined
    changes.value = undefined
    const [next] = lists.value
    if (next) await open(next)
  }

  /** Having read what changed, she goes on by the new list. */
  async function acceptChanges(): Promise<void> {
    dropped = {}
    // Told as done once it is kept: who leaves at once is not told again.
    await save({ itemVersion: item.version })
    changes.value = undefined
  }

  async function save(change: Partial<Checklist> = {}): Promise<void> {
    const list = current.value
    if (!list) return
    list.updatedAt = nowInstant()
    list.capacity = situation.capacity.value
    list.answers = { ...dropped, ...situation.answers }
    const kept = JSON.parse(JSON.stringify({ ...list, ...change })) as Checklist
    const written = writing.then(() => saveChecklist(kept)).then(() => false, () => true)
    writing = written
    failed.value = await written
    Object.assign(list, change)
  }

  watch([situation.capacity, situation.answers], () => { if (current.value) void save() }, { deep: true })

  return {
    get offered() { return offered.value },
    lists, current, changes, failed, open, add, toggle, remove, acceptChanges,
    isReady: (materialId: string) => current.value?.ready.includes(materialId) ?? false,
    outdated: computed(() => current.value !== undefined && current.value.itemVersion !== item.version),
  }
}

export type ChecklistScreen = ReturnType<typeof useChecklist>
