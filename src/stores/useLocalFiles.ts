import { computed, onMounted, ref, shallowRef } from 'vue'
import type { PortraitRule } from '../domain/photo/checkPortrait.ts'
import { fail } from '../domain/result.ts'
import { progressOfFile } from '../domain/uploadProgress.ts'
import { clearFaults } from '../offline/clearFaults.ts'
import { addLocalFile, deleteLocalFile, listLocalFiles } from '../offline/localFiles.ts'
import type { LocalFile } from '../offline/localFiles.ts'
import { orderLocalFiles } from '../offline/orderLocalFiles.ts'
import { formatList } from '../platform/format.ts'
import { t } from '../platform/i18n.ts'
import { problemLines } from '../platform/problemText.ts'
import { uploadText } from '../platform/uploadText.ts'
import { useUploads } from './uploads.ts'

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
 * The files of one material on this phone: prepared, sealed, and on their way to the server while the form is filled
 * in, in the order they will be handed in. `changed` is told the ids each time they change, `found` those that were
 * there before.
 */
export function useLocalFiles(
  of: () => LocalFilesOf, changed: (fileIds: string[]) => void | Promise<void>,
  found: (fileIds: string[]) => void | Promise<void> = () => undefined,
) {
  const uploads = useUploads()
  const kept = shallowRef<LocalFile[]>([])
  /** As they are and as far as they are. */
  const files = computed(() => kept.value.map((file) => {
    const upload = uploads.files.find(({ id }) => id === file.id)?.upload ?? file.upload
    const progress = progressOfFile({ size: file.size, upload }, uploads.hold === 'paused', uploads.speed)
    const problems = upload.problem ? problemLines(upload.problem) : []
    return { ...file, upload: { phase: progress.phase, text: uploadText(progress), problems } }
  }))
  const busy = ref(false)
  const problems = ref<string[]>([])
  /** What was just done, for the live region. */
  const said = ref('')
  const room = computed(() => of().maxFiles - files.value.length)

  async function load(): Promise<void> {
    const { accountId, filingId, materialId } = of()
    const all = await listLocalFiles(accountId, filingId)
    kept.value = all.filter((file) => file.materialId === materialId)
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
      const originalSize = prepared.value.type === 'image/jpeg' ? { originalSize: file.size } : {}
      await addLocalFile(accountId, { filingId, materialId, ...prepared.value, ...originalSize }, replaces)
      const done = t(replaces === undefined ? 'files.added' : 'files.replaced', { name })
      said.value = faults.length === 0
        ? done
        : t('files.doubted', { done, faults: formatList(faults.map((fault) => t(`files.faults.${fault}`))) })
    } catch {
      // IndexedDB says no: the phone is full.
      problems.value = [...problems.value, t('files.problems.storage-full', { name: file.name })]
    }
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
    // After the draft names it: what it does not name stays. What was removed is thrown away there too.
    await uploads.load()
    void uploads.climb()
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
