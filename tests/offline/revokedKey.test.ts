/** 挂失 from another phone: what this phone has queued comes back, and is signed anew by a new pair (ES-07). */
import { beforeEach, describe, expect, it } from 'vitest'
import type { FilingInput } from '../../src/contract/filing.ts'
import type { DocumentTemplate } from '../../src/domain/documents.ts'
import { drainOutbox } from '../../src/offline/drainOutbox.ts'
import { findDraft } from '../../src/offline/drafts.ts'
import { listLocalFiles } from '../../src/offline/localFiles.ts'
import { enqueue, findOutboxEntry, listOutbox, retryEntry } from '../../src/offline/outbox.ts'
import { ensureKeyRegistered } from '../../src/offline/registerKey.ts'
import { signDocument } from '../../src/offline/signDocuments.ts'
import { findKeyId, getSigningKey, replaceSigningKey } from '../../src/offline/signingKey.ts'
import { ann, freshDevice, later, morning, queueFiling } from './support/device.ts'
import { FakeServer, problemReply } from './support/fakeServer.ts'

beforeEach(freshDevice)

const drain = (server: FakeServer) =>
  drainOutbox({ accountId: ann, now: () => later(9), fetch: server.fetch, hurry: true })

async function signAnew(id: string): Promise<string> {
  const entry = (await findOutboxEntry(id))!
  const body = entry.body as FilingInput
  const signature = await signDocument(ann, {
    template: { id: 'application', version: 1 } as DocumentTemplate, text: '申请表', signerName: '张秀英', statements: [],
    signedAt: later(60).toISOString(), signedOn: '2026-05-06',
    shown: { openedAt: morning.toISOString(), seconds: 9, scrolledToEnd: true },
  })
  return enqueue({ ...entry, verb: 'submitFiling', body: { ...body, signatures: [signature] } }, later(60))
}

describe('a queued filing whose key was revoked meanwhile', () => {
  it('needs the resident, with draft and files kept, and this phone has a new pair', async () => {
    const server = new FakeServer(ann)
    await ensureKeyRegistered(ann, server.fetch)
    const before = await getSigningKey(ann)
    const { id, filingId } = await queueFiling(ann)
    server.answer = (call) => call === 'POST /api/filings' ? problemReply('key-revoked') : undefined
    expect(await drain(server)).toMatchObject({ sent: 0, needsYou: 1 })
    expect(await findOutboxEntry(id)).toMatchObject({ state: 'needsYou', problem: { code: 'key-revoked' } })
    expect(await findDraft(ann, filingId)).toBeDefined()
    expect(await listLocalFiles(ann, filingId)).toHaveLength(1)
    const after = await getSigningKey(ann)
    expect(after.publicJwk).not.toEqual(before.publicJwk)
    expect([after.keyId, after.registrationId === before.registrationId]).toEqual([undefined, false])
  })

  it('signed again it goes out once, under the new key', async () => {
    const server = new FakeServer(ann)
    const old = await ensureKeyRegistered(ann, server.fetch)
    const { id } = await queueFiling(ann)
    server.answer = (call) => call === 'POST /api/filings' ? problemReply('key-revoked') : undefined
    await drain(server)
    server.answer = undefined
    const again = await signAnew(id)
    expect(await drain(server)).toMatchObject({ sent: 1, needsYou: 0, waiting: 0 })
    expect(server.done.size).toBe(1)
    const sent = server.done.get(again)?.body as unknown as FilingInput
    expect(sent.signatures[0]?.keyId).toBe(await findKeyId(ann))
    expect(old).not.toEqual({ ok: true, value: sent.signatures[0]?.keyId })
  })

  it('sent again unsigned it comes back at once, and keeps the new pair', async () => {
    const server = new FakeServer(ann)
    const { id } = await queueFiling(ann)
    server.answer = (call) => call === 'POST /api/filings' ? problemReply('key-revoked') : undefined
    await drain(server)
    const { publicJwk } = await getSigningKey(ann)
    server.answer = undefined
    const again = (await retryEntry(id, later(9)))!
    const filings = server.count('POST /api/filings')
    await drain(server)
    expect(await findOutboxEntry(again)).toMatchObject({ state: 'needsYou', problem: { code: 'key-revoked' } })
    expect(server.count('POST /api/filings')).toBe(filings)
    expect((await getSigningKey(ann)).publicJwk).toEqual(publicJwk)
  })

  it('two of them both come back, and the pair is renewed once', async () => {
    const server = new FakeServer(ann)
    await queueFiling(ann)
    await queueFiling(ann)
    server.answer = (call) => call === 'POST /api/filings' ? problemReply('key-revoked') : undefined
    expect(await drain(server)).toMatchObject({ needsYou: 2 })
    expect(server.count('POST /api/filings')).toBe(1)
    expect((await listOutbox(ann)).map(({ problem }) => problem?.code)).toEqual(['key-revoked', 'key-revoked'])
  })

  it('a key revoked before its id was noted is replaced when registering is refused', async () => {
    const server = new FakeServer(ann)
    const { publicJwk } = await getSigningKey(ann)
    await queueFiling(ann)
    server.answer = (call) => call === 'POST /api/keys' ? problemReply('key-revoked') : undefined
    expect(await drain(server)).toMatchObject({ needsYou: 1 })
    expect((await getSigningKey(ann)).publicJwk).not.toEqual(publicJwk)
  })
})

it('a filing signed by a pair replaced on this phone is not sent under the new key', async () => {
  const server = new FakeServer(ann)
  const { id } = await queueFiling(ann)
  await replaceSigningKey(ann)
  expect(await drain(server)).toMatchObject({ needsYou: 1 })
  expect(server.count('POST /api/filings')).toBe(0)
  expect(await findOutboxEntry(id)).toMatchObject({ problem: { code: 'key-revoked' } })
})
