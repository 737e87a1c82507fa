import { beforeEach, expect, it } from 'vitest'
import { signingPayload } from '../../src/domain/documents.ts'
import type { DocumentTemplate } from '../../src/domain/documents.ts'
import { openDeviceDatabase } from '../../src/offline/deviceDatabase.ts'
import { ensureKeyRegistered } from '../../src/offline/registerKey.ts'
import { signDocument, unregisteredKeyId } from '../../src/offline/signDocuments.ts'
import { forgetKeyId, getSigningKey } from '../../src/offline/signingKey.ts'
import { ann, freshDevice, morning, restartPage } from './support/device.ts'
import { FakeServer } from './support/fakeServer.ts'

beforeEach(freshDevice)

const png = 'data:image/png;base64,iVBORw0KGgo='
const document = {
  template: { id: 'application', version: 3 } as DocumentTemplate, text: '申请表\napplication@3\n\n张秀英',
  signerName: '张秀英', statements: ['true'], signedOn: '2026-05-06', signedAt: morning.toISOString(),
  shown: { openedAt: morning.toISOString(), seconds: 12, scrolledToEnd: true },
}

async function verifies(value: string, payload: string): Promise<boolean> {
  const { publicJwk } = await getSigningKey(ann)
  const curve = { name: 'ECDSA', namedCurve: 'P-256' }
  const key = await crypto.subtle.importKey('jwk', publicJwk, curve, false, ['verify'])
  const bytes = Buffer.from(value, 'base64url')
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes, new TextEncoder().encode(payload))
}

it('the private half cannot be read out, and there is one pair', async () => {
  const [one, two] = await Promise.all([getSigningKey(ann), getSigningKey(ann)])
  expect(one.publicJwk).toEqual(two.publicJwk)
  await restartPage()
  expect((await getSigningKey(ann)).publicJwk).toEqual(one.publicJwk)
  const { signing } = (await (await openDeviceDatabase()).get('keys', ann))!
  expect(signing?.pair.privateKey.extractable).toBe(false)
  await expect(crypto.subtle.exportKey('jwk', signing!.pair.privateKey)).rejects.toThrow()
  expect(Object.keys(one.publicJwk).sort()).toEqual(['crv', 'kty', 'x', 'y'])
})

it('signs the shown text and what the signer added, so that any change shows', async () => {
  const signature = await signDocument(ann, { ...document, drawingPng: png })
  const parts = {
    documentId: 'application', documentVersion: 3, text: document.text, signerName: '张秀英', statements: ['true'],
    signedAt: document.signedAt, shown: document.shown,
    // sha256 of the 8 bytes every PNG starts with
    drawingSha256: '4c4b6a3be1314ab86138bef4314dde022e600960d8689a2c8f8631802d20dab6',
  }
  expect(await verifies(signature.value, signingPayload(parts))).toBe(true)
  for (const change of [
    { text: `${document.text} ` }, { signerName: '张秀' }, { statements: [] }, { drawingSha256: '' },
    { signedAt: '2026-05-06T01:00:00.001Z' }, { shown: { ...document.shown, seconds: 13 } }, { documentVersion: 4 }, { documentId: 'deferral' },
  ]) expect(await verifies(signature.value, signingPayload({ ...parts, ...change }))).toBe(false)
  expect(signature).toMatchObject({ drawing: png, keyId: unregisteredKeyId, documentVersion: 3 })
  expect(signature.value).toMatch(/^[A-Za-z0-9_-]{86}$/)
})

it('a typed name needs no drawing', async () => {
  const signature = await signDocument(ann, document)
  expect(signature).not.toHaveProperty('drawing')
  expect(await verifies(signature.value, signingPayload({
    documentId: 'application', documentVersion: 3, text: document.text, signerName: '张秀英', statements: ['true'],
    signedAt: document.signedAt, shown: document.shown, drawingSha256: '',
  }))).toBe(true)
})

it('registers the key once and signs under the id the server gave', async () => {
  const server = new FakeServer(ann)
  const keyId = await ensureKeyRegistered(ann, server.fetch)
  expect(await ensureKeyRegistered(ann, server.fetch)).toEqual(keyId)
  expect(server.count('POST /api/keys')).toBe(1)
  expect(keyId).toEqual({ ok: true, value: (await signDocument(ann, document)).keyId })
})

it('registers under one idempotency key however often the answer is lost', async () => {
  const server = new FakeServer(ann)
  const seen = new Set<string>()
  const send: typeof fetch = async (input, init) => {
    seen.add(new Headers(init?.headers).get('idempotency-key')!)
    return server.fetch(input, init)
  }
  server.cut = (_call, number) => number < 3 ? 'afterRequest' : 'none'
  for (let round = 0; round < 3; round += 1) await ensureKeyRegistered(ann, send)
  expect(seen.size).toBe(1)
})

it('keeps the pair when only its id is forgotten', async () => {
  const server = new FakeServer(ann)
  await ensureKeyRegistered(ann, server.fetch)
  const { publicJwk, registrationId } = await getSigningKey(ann)
  await forgetKeyId(ann)
  const key = await getSigningKey(ann)
  expect(key.publicJwk).toEqual(publicJwk)
  expect(key.keyId).toBeUndefined()
  expect(key.registrationId).not.toBe(registrationId)
})
