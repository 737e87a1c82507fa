import { computed, onMounted, ref, shallowRef } from 'vue'
import type { PortraitRule } from '../domain/photo/checkPortrait.ts'
import { fail } from '../domain/result.ts'
import { clearFaults } from '../offline/clearFaults.ts'
import { addLocalFile, deleteLocalFile, listLocalFiles } from '../offline/localFiles.ts'
import type { LocalFile } from '../offline/localFiles.ts'
import { orderLocalFiles } from '../offline/orderLocalFiles.ts'
import { uploadFile } from '../offline/uploadFile.ts'
import { useOnline } from '../platform/connectivity.ts'
import { formatList } from '../platform/format.ts'
import { t } from '../platform/i18n.ts'

export interface LocalFilesOf {
  accountId: string
  filingId: string
  materialId: string
  maxFiles: number
  /** When it is a certificate photo. */
  photoRule?: PortraitRule
}

/** Decoding and checking photos is nobody's first route: it comes with the first list of files. */
const photoCode = () => import('../platform/photo.ts')

/**
 * The files of one material on this phone: prepared, sealed and kept until the outbox has sent them, in the order they
 * will be sent. `changed` is told the ids each time they change, `found` those that were there before.
 */
export function useLocalFiles(
  of: () => LocalFilesOf, changed: (fileIds: string[]) => void | Promise<void>,
  found: (fileIds: string[]) => void | Promise<void> = () => undefined,
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
    const tooMany = chosen.length > room.value ? [t('files.problems.too-many', { count: of().maxFiles })] : []
    await take(chosen.slice(0, Math.max(0, room.value)), tooMany)
  }

  /** Another file in the place of one; it stays when the other cannot be used. */
  async function replace(id: string, chosen: File[]): Promise<void> {
    await take(chosen.slice(0, 1), [], id)
  }

  async function take(chosen: File[], first: string[], replaces?: string): Promise<void> {
    busy.value = true
    problems.value = first
    for (const file of chosen) await takeOne(file, replaces)
    busy.value = false
    await keep()
  }

  async function takeOne(file: File, replaces?: string): Promise<void> {
    const { accountId, filingId, materialId, photoRule } = of()
    const prepared = await photoCode().then(({ prepareFile }) => prepareFile(file, photoRule))
      .catch(() => fail('not-prepared' as const))
    if (!prepared.ok) {
      problems.value = [...problems.value, t(`files.problems.${prepared.error}`, { name: file.name })]
      return
    }
    const { name, faults } = prepared.value
    try {
      const { id } = await addLocalFile(accountId, { filingId, materialId, ...prepared.value }, replaces)
      void climb(id, name)
      const done = t(replaces === undefined ? 'files.added' : 'files.replaced', { name })
      said.value = faults.length === 0
        ? done
        : t('files.doubted', { done, faults: formatList(faults.map((fault) => t(`files.faults.${fault}`))) })
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

  async function remove(id: string): Promise<void> {
    const name = nameOf(id)
    await deleteLocalFile(of().accountId, id)
    said.value = t('files.removed', { name })
    await keep()
  }

  /** One place up or down. */
  async function move(id: string, by: -1 | 1): Promise<void> {
    const ids = files.value.map((file) => file.id)
    const [from, to] = [ids.indexOf(id), ids.indexOf(id) + by]
    if (from < 0 || to < 0 || to >= ids.length) return
    ids.splice(to, 0, ...ids.splice(from, 1))
    await orderLocalFiles(of().accountId, ids)
    said.value = t('files.moved', { name: nameOf(id), place: to + 1, count: ids.length })
    await keep()
  }

  /** The file is used as it is, whatever seemed wrong with it. */
  async function accept(id: string): Promise<void> {
    await clearFaults(of().accountId, id)
    said.value = t('files.accepted', { name: nameOf(id) })
    await load()
  }

  async function keep(): Promise<void> {
    await load()
    await changed(files.value.map((file) => file.id))
  }

  function nameOf(id: string): string {
    return files.value.find((file) => file.id === id)?.name ?? ''
  }

  onMounted(async () => {
    photoCode().catch(() => undefined)
    await load()
    await found(files.value.map((file) => file.id))
  })

  return { files, busy, problems, said, add, replace, remove, move, accept }
}
