/** What cannot be sent must not be lost: everything typed and chosen as one readable file for the resident. */
import { findDraft } from './drafts.ts'
import type { Draft } from './drafts.ts'
import { toBase64 } from './encoding.ts'
import { findLocalFile, listLocalFiles, readLocalFile } from './localFiles.ts'
import type { LocalFile } from './localFiles.ts'
import type { OutboxEntry } from './outboxEntry.ts'

export interface ExportedFile extends Omit<LocalFile, 'upload'> {
  base64: string
}

export interface ExportedDraft {
  format: 'zhenghaoban-unsent'
  formatVersion: 1
  exportedAt: string
  draft?: Draft
  entry?: Omit<OutboxEntry, 'reply'>
  files: ExportedFile[]
}

/** The draft with its files as JSON. Throws when there is no such draft. */
export async function exportDraft(accountId: string, filingId: string, now: Date): Promise<Blob> {
  const draft = await findDraft(accountId, filingId)
  if (!draft) throw new Error(`no draft ${filingId}`)
  return toBlob({ draft, files: await exportFiles(accountId, await listLocalFiles(accountId, filingId)) }, now)
}

/** An unsent entry with its files, and its draft where it still has one, as JSON. */
export async function exportEntry(entry: OutboxEntry, now: Date): Promise<Blob> {
  const { accountId, filingId, localFileIds } = entry
  const draft = filingId === undefined ? undefined : await findDraft(accountId, filingId)
  const found = await Promise.all(localFileIds.map((id) => findLocalFile(accountId, id)))
  const files = await exportFiles(accountId, found.filter((file) => file !== undefined))
  return toBlob({ entry, files, ...(draft && { draft }) }, now)
}

function exportFiles(accountId: string, files: LocalFile[]): Promise<ExportedFile[]> {
  return Promise.all(files.map(async ({ upload: _upload, ...file }) => {
    const bytes = await (await readLocalFile(accountId, file.id)).arrayBuffer()
    return { ...file, base64: toBase64(new Uint8Array(bytes)) }
  }))
}

function toBlob(content: Pick<ExportedDraft, 'draft' | 'entry' | 'files'>, now: Date): Blob {
  const exported: ExportedDraft = {
    format: 'zhenghaoban-unsent', formatVersion: 1, exportedAt: now.toISOString(), ...content,
  }
  return new Blob([JSON.stringify(exported, null, 2)], { type: 'application/json' })
}
