import { ref } from 'vue'
import { countUnsent } from '../../offline/countUnsent.ts'
import type { Unsent } from '../../offline/countUnsent.ts'
import { listDrafts } from '../../offline/drafts.ts'
import { exportDraft, exportEntry } from '../../offline/exportDraft.ts'
import { listOutbox } from '../../offline/outbox.ts'
import { now } from '../../platform/clock.ts'
import { saveBlob } from '../../platform/download.ts'
import { t } from '../../platform/i18n.ts'
import { useOutbox } from '../../stores/outbox.ts'
import { useSession } from '../../stores/session.ts'

/** Signing out wipes the account from this phone, so it first looks for what has not been sent and offers a copy. */
export function useSignOut() {
  const session = useSession()
  const outbox = useOutbox()
  const open = ref(false)
  /** undefined while looking; 'unreadable' when the device database cannot be read. */
  const unsent = ref<Unsent | 'unreadable'>()
  const said = ref<'exported' | 'exportFailed' | 'stillWaiting' | 'failed'>()
  const busy = ref(false)
  const sending = ref(false)

  async function ask() {
    open.value = true
    said.value = undefined
    unsent.value = undefined
    await count()
  }

  async function count() {
    try {
      unsent.value = await countUnsent(session.keptId ?? '')
    } catch {
      unsent.value = 'unreadable'
    }
  }

  /** Sends what waits, now; what is left after that is told with its number. */
  async function sendFirst() {
    sending.value = true
    said.value = undefined
    await outbox.drain(true).finally(() => { sending.value = false })
    await count()
    if (unsent.value !== 'unreadable' && (unsent.value?.outbox ?? 0) > 0) said.value = 'stillWaiting'
  }

  async function exportAll() {
    try {
      await saveUnsent(session.accountId ?? '')
      said.value = 'exported'
    } catch {
      said.value = 'exportFailed'
    }
  }

  async function confirm() {
    busy.value = true
    try {
      const left = await session.signOut()
      if (left.ok) open.value = false
      else said.value = 'failed'
    } catch {
      said.value = 'failed'
    } finally {
      busy.value = false
    }
  }

  return { session, open, unsent, said, busy, sending, ask, sendFirst, exportAll, confirm }
}

async function listUnsent(accountId: string) {
  const entries = (await listOutbox(accountId)).filter((entry) => entry.state !== 'done')
  // The draft of a queued filing stays until the server has it: counted once.
  const queued = new Set(entries.map((entry) => entry.filingId))
  const drafts = (await listDrafts(accountId)).filter((draft) => !queued.has(draft.filingId))
  return { drafts, entries }
}

async function saveUnsent(accountId: string) {
  const { drafts, entries } = await listUnsent(accountId)
  for (const { filingId, itemName } of drafts) {
    const name = t('drafts.fileName', { item: itemName, id: filingId })
    saveBlob(await exportDraft(accountId, filingId, now()), `${name}.json`)
  }
  for (const entry of entries) {
    const name = t('drafts.fileName', { item: entry.label, id: entry.id })
    saveBlob(await exportEntry(entry, now()), `${name}.json`)
  }
}
