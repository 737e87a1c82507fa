import { computed, onMounted, ref, shallowRef } from 'vue'
import { addLocalFile, deleteLocalFile, listLocalFiles } from '../offline/localFiles.ts'
import type { LocalFile } from '../offline/localFiles.ts'
import { uploadFile } from '../offline/uploadFile.ts'
import { useOnline } from '../platform/connectivity.ts'
import { t } from '../platform/i18n.ts'
import { prepareFile } from '../platform/photo.ts'

export interface LocalFilesOf {
  accountId: string
  filingId: string
  materialId: string
  maxFiles: number
}

/**
 * The files of one material on this phone: prepared, sealed and kept until the outbox has sent them. `changed` is
 * told the ids each time they change, `found` those that were there before.
 */
export function useLocalFiles(
  of: () => LocalFilesOf, changed: (fileIds: string[]) => void | Promise<void>,
  found: (fileIds: string[]) => void = () => undefined,
) {
  const files = shallowRef<LocalFile[]>([])
  const busy = ref(false)
  const problems = ref<string[]>([])
  /** What was just done, for the live region. */
  const said = ref('')
  const room = computed(() => of().maxFiles - files.value.length)

  async function load(): Promise<void> {
    const { accountId, filingId, materialId } = of()
    const all = await listLocalFiles(accountId, filingId)
    files.value = all.filter((file) => file.materialId === materialId)
  }

  async function add(chosen: File[]): Promise<void> {
    busy.value = true
    problems.value = chosen.length > room.value ? [t('files.problems.too-many', { count: of().maxFiles })] : []
    for (const file of chosen.slice(0, Math.max(0, room.value))) await addOne(file)
    busy.value = false
    await keep()
  }

  async function addOne(file: File): Promise<void> {
    const prepared = await prepareFile(file)
    if (!prepared.ok) {
      problems.value = [...problems.value, t(`files.problems.${prepared.error}`, { name: file.name })]
      return
    }
    const { accountId, filingId, materialId } = of()
    try {
      const { id } = await addLocalFile(accountId, { filingId, materialId, ...prepared.value })
      void climb(id, prepared.value.name)
      said.value = t('files.added', { name: prepared.value.name })
    } catch {
      // IndexedDB says no: the phone is full.
      problems.value = [...problems.value, t('files.problems.storage-full', { name: file.name })]
    }
  }

  /** Photos climb while the form is filled in; one that is cut is sent by the outbox, before the filing. */
  async function climb(id: string, name: string): Promise<void> {
    if (!useOnline().value) return
    const sent = await uploadFile(of().accountId, id)
    await load()
    if (sent.ok || sent.error.kind !== 'refused' || !files.value.some((file) => file.id === id)) return
    const text = t(`problems.${sent.error.problem.code}`)
    problems.value = [...problems.value, t('ui.errorAt', { name, text })]
  }

  async function remove(file: LocalFile): Promise<void> {
    await deleteLocalFile(of().accountId, file.id)
    said.value = t('files.removed', { name: file.name })
    await keep()
  }

  async function keep(): Promise<void> {
    await load()
    await changed(files.value.map((file) => file.id))
  }

  onMounted(async () => {
    await load()
    if (files.value.length > 0) found(files.value.map((file) => file.id))
  })

  return { files, busy, problems, said, room, add, remove }
}
