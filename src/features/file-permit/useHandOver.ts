import { computed, onMounted, ref, shallowRef } from 'vue'
import { plainDateAt } from '../../domain/plainDate.ts'
import { markHandedOver } from '../../offline/drafts.ts'
import type { Draft } from '../../offline/drafts.ts'
import { toBase64Url } from '../../offline/encoding.ts'
import { packDraft } from '../../offline/handOver.ts'
import { listLocalFiles } from '../../offline/localFiles.ts'
import type { LocalFile } from '../../offline/localFiles.ts'
import { newPassphrase } from '../../offline/passphrase.ts'
import { now, nowInstant } from '../../platform/clock.ts'
import { t } from '../../platform/i18n.ts'
import { pathTo } from '../../platform/routes.ts'
import { shareFile } from '../../platform/shareFile.ts'

/** QR version 22 at level L: its modules are still 3 px wide on a screen of 390, which cameras read at arm's length. */
const mostCharacters = 1003

/** One draft on its way to another phone: sealed under a passphrase that lives as long as this page. */
export function useHandOver(draft: () => Draft) {
  const passphrase = newPassphrase()
  const files = shallowRef<LocalFile[]>([])
  /** The address in the code; empty where the answers alone are too long for one. */
  const link = ref<string>()
  const busy = ref(false)
  const outcome = ref<'shared' | 'saved' | 'tooLarge' | 'failed'>()
  const handedOverAt = ref(draft().handedOverAt)
  const fileBytes = computed(() => files.value.reduce((sum, { size }) => sum + size, 0))

  onMounted(async () => {
    const { accountId, filingId } = draft()
    files.value = await listLocalFiles(accountId, filingId)
    const packed = await packDraft(accountId, filingId, passphrase, false)
    link.value = packed.ok ? await toLink(packed.value) : ''
  })

  async function toLink(sealed: Blob): Promise<string> {
    const fragment = toBase64Url(new Uint8Array(await sealed.arrayBuffer()))
    const address = `${location.origin}${pathTo('receiveDraft')}#${fragment}`
    return address.length <= mostCharacters ? address : ''
  }

  /** The whole draft as a file, by the share sheet or the downloads. */
  async function handOverFile(): Promise<void> {
    busy.value = true
    outcome.value = undefined
    try {
      const packed = await packDraft(draft().accountId, draft().filingId, passphrase, true)
      if (!packed.ok) {
        outcome.value = 'tooLarge'
        return
      }
      const name = t('handOver.fileName', { date: plainDateAt(nowInstant()) })
      const done = await shareFile(packed.value, `${name}.zhb`)
      if (done === 'cancelled') return
      outcome.value = done
      await markDone()
    } catch (error) {
      reportError(error)
      outcome.value = 'failed'
    } finally {
      busy.value = false
    }
  }

  async function markDone(): Promise<void> {
    const at = now()
    await markHandedOver(draft().accountId, draft().filingId, at)
    handedOverAt.value = at.toISOString()
  }

  return { passphrase, files, fileBytes, link, busy, outcome, handedOverAt, handOverFile, markDone }
}
