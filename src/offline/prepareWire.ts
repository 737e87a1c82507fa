/** Makes an entry ready to leave: files to the server, key registered, and the exact JSON fixed for every try. */
import type { FilingInput, ProvisionInput, SignatureInput, SupplementInput } from '../contract/filing.ts'
import { makeProblem } from '../contract/readProblem.ts'
import { fail, ok } from '../domain/result.ts'
import type { Result } from '../domain/result.ts'
import type { OutboxEntry } from './outboxEntry.ts'
import { ensureKeyRegistered } from './registerKey.ts'
import type { Send, SendFailure } from './sendRequest.ts'
import { payloadOf } from './signDocuments.ts'
import { getSigningKey } from './signingKey.ts'
import { uploadFile } from './uploadFile.ts'

/** Signed with a pair that has been replaced since: its key was reported lost. */
const replaced = fail({ kind: 'refused' as const, problem: makeProblem('key-revoked'), replaced: true })

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
  const body = entry.body as FilingInput
  if (!await areOwn(entry.accountId, body.signatures)) return replaced
  const key = await ensureKeyRegistered(entry.accountId, send)
  if (!key.ok) return key
  // The key's id is no part of the signed text: signing offline comes before the server ever saw the key.
  const signatures = body.signatures.map((signature) => ({ ...signature, keyId: key.value }))
  return ok(JSON.stringify({ ...body, signatures, provisions: withUploadIds(body.provisions, uploads) }))
}

/** Made by the pair this phone has now: with another the server could only say that they are wrong. */
async function areOwn(accountId: string, signatures: SignatureInput[]): Promise<boolean> {
  const key = await getSigningKey(accountId)
  const own = await Promise.all(signatures.map(async (one) => key.hasSigned(await payloadOf(one), one.value)))
  return own.every(Boolean)
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
