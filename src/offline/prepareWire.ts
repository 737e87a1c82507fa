/** Makes an entry ready to leave: files to the server, key registered, and the exact JSON fixed for every try. */
import type { FilingInput, ProvisionInput, SupplementInput } from '../contract/filing.ts'
import { ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import type { OutboxEntry } from './outboxEntry.ts'
import { ensureKeyRegistered } from './registerKey.ts'
import type { Send, SendFailure } from './sendRequest.ts'
import { uploadFile } from './uploadFile.ts'

/** The JSON to send. Can be interrupted anywhere and called again. */
export async function prepareWire(entry: OutboxEntry, send: Send): Promise<Result<string, SendFailure>> {
  const uploads = await uploadAll(entry, send)
  if (!uploads.ok) return uploads
  if (entry.verb === 'submitFiling') return prepareFiling(entry, uploads.value, send)
  if (entry.verb !== 'supplementCase') return ok(JSON.stringify(entry.body))
  const body = entry.body as SupplementInput
  return ok(JSON.stringify({ ...body, provisions: withUploadIds(body.provisions, uploads.value) }))
}

async function prepareFiling(
  entry: OutboxEntry, uploads: Map<string, string>, send: Send,
): Promise<Result<string, SendFailure>> {
  const key = await ensureKeyRegistered(entry.accountId, send)
  if (!key.ok) return key
  const body = entry.body as FilingInput
  // The key's id is no part of the signed text: signing offline comes before the server ever saw the key.
  const signatures = body.signatures.map((signature) => ({ ...signature, keyId: key.value }))
  return ok(JSON.stringify({ ...body, signatures, provisions: withUploadIds(body.provisions, uploads) }))
}

/** Local file id → upload id, once all bytes are with the server; the first failure ends it. */
async function uploadAll(entry: OutboxEntry, send: Send): Promise<Result<Map<string, string>, SendFailure>> {
  const uploads = new Map<string, string>()
  for (const id of entry.localFileIds) {
    const uploaded = await uploadFile(entry.accountId, id, { fetch: send })
    if (!uploaded.ok) return uploaded
    uploads.set(id, uploaded.value.uploadId)
  }
  return ok(uploads)
}

function withUploadIds(
  provisions: Record<string, ProvisionInput>, uploads: Map<string, string>,
): Record<string, ProvisionInput> {
  return Object.fromEntries(Object.entries(provisions).map(([materialId, given]) => [materialId, given.way === 'file'
    ? { ...given, uploadIds: given.uploadIds.map((id) => uploads.get(id) ?? id) }
    : given]))
}
