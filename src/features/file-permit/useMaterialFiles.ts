import { computed, onMounted, ref, shallowRef } from 'vue'
import type { Material } from '../../domain/item.ts'
import { addLocalFile, deleteLocalFile, listLocalFiles } from '../../offline/localFiles.ts'
import type { LocalFile } from '../../offline/localFiles.ts'
import { t } from '../../platform/i18n.ts'
import { prepareFile } from '../../platform/photo.ts'
import { useFiling } from './filingScope.ts'

/** The files of one material: prepared on the phone, kept in the draft, sent by the outbox. */
export function useMaterialFiles(material: () => Material) {
  const { filing, draft, account } = useFiling()
  const files = shallowRef<LocalFile[]>([])
  const busy = ref(false)
  const problems = ref<string[]>([])
  /** What was just done, for the live region. */
  const said = ref('')
  const room = computed(() => material().maxFiles - files.value.length)

  async function load(): Promise<void> {
    const all = await listLocalFiles(account.value.id, draft.value.filingId)
    files.value = all.filter((file) => file.materialId === material().id)
  }

  async function add(chosen: File[]): Promise<void> {
    busy.value = true
    problems.value = chosen.length > room.value ? [t('defects.material-too-many-files')] : []
    for (const file of chosen.slice(0, Math.max(0, room.value))) await addOne(file)
    busy.value = false
    await keep()
  }

  async function addOne(file: File): Promise<void> {
    const prepared = await prepareFile(file)
    if (!prepared.ok) {
      problems.value = [...problems.value, `${file.name}：${t(`filePermit.fileProblems.${prepared.error}`)}`]
      return
    }
    try {
      const { filingId } = draft.value
      await addLocalFile(account.value.id, { filingId, materialId: material().id, ...prepared.value })
      said.value = t('filePermit.materials.added', { name: prepared.value.name })
    } catch {
      problems.value = [...problems.value, t('filePermit.fileProblems.storage-full')]
    }
  }

  async function remove(file: LocalFile): Promise<void> {
    await deleteLocalFile(account.value.id, file.id)
    said.value = t('filePermit.materials.removed', { name: file.name })
    await keep()
  }

  /** The draft names exactly the files the phone holds. */
  async function keep(): Promise<void> {
    await load()
    const uploadIds = files.value.map((file) => file.id)
    draft.value.provisions[material().id] = { way: 'file', uploadIds }
    await filing.saveNow()
  }

  onMounted(load)

  return { files, busy, problems, said, room, add, remove, keep }
}
