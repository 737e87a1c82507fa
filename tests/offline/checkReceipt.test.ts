import { beforeEach, describe, expect, it } from 'vitest'
import type { ReceiptKeyView, ReceiptView } from '../../src/contract/views.ts'
import { canonicalJson } from '../../src/domain/canonicalJson.ts'
import { readReceiptCode, receiptKeyId, statementText, writeReceiptCode } from '../../src/domain/receiptProof.ts'
import type { ReceiptContents, ReceiptProof } from '../../src/domain/receiptProof.ts'
import { checkReceipt, checkStatement } from '../../src/offline/checkReceipt.ts'
import { drainOutbox } from '../../src/offline/drainOutbox.ts'
import { listOutbox } from '../../src/offline/outbox.ts'
import { fetchReceiptKeys, readReceiptKeys } from '../../src/offline/receiptKeys.ts'
import { ann, freshDevice, later, queueFiling } from './support/device.ts'
import { FakeServer } from './support/fakeServer.ts'

beforeEach(freshDevice)

const base64Url = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64url')
const hash = async (text: string) => base64Url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))

const contents: ReceiptContents = {
  kind: 'filing', filingId: 'f', item: 'i@1', applicant: '张**', ways: [{ materialId: 'home', way: 'later' }],
  documents: [{ id: 'application', version: 2, sha256: 'aa' }],
  files: [{ materialId: 'photo', sha256: 'bb' }, { materialId: 'idCard', sha256: 'cc' }],
  verdict: { kind: 'acceptable', decideBy: '2026-05-20', due: [] },
}
const shown = { caseNo: '11449999000000019F44401000030012026050612345678', receivedAt: '2026-05-06T01:00:00.123Z' }
const own = {
  shown: { ...shown, verdict: contents.verdict! }, documents: [...contents.documents],
  files: contents.files.toReversed(),
}
const all = { key: 'match', signature: 'match', contents: 'match', shown: 'match', documents: 'match', files: 'match' }

async function sign(key?: CryptoKeyPair): Promise<{ proof: ReceiptProof, key: ReceiptKeyView, pair: CryptoKeyPair }> {
  const pair = key ?? await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  const keyId = receiptKeyId(await hash(JSON.stringify({ crv: 'P-256', kty: 'EC', x, y })))
  const statement = { keyId, ...shown, digest: await hash(canonicalJson(contents)) }
  const value = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, new TextEncoder().encode(statementText(statement)))
  return {
    pair, key: { keyId, publicKey: { kty: 'EC', crv: 'P-256', x, y } },
    proof: { ...statement, signature: base64Url(value), contents },
  }
}

describe('checkReceipt', () => {
  it('finds that all matches, in whatever order the files are', async () => {
    const { proof, key } = await sign()
    expect(await checkReceipt(proof, [key], own)).toEqual(all)
  })

  it.each<[string, (proof: ReceiptProof) => ReceiptProof, object]>([
    ['case number', (proof) => ({ ...proof, caseNo: `${proof.caseNo.slice(0, -1)}9` }), { signature: 'differs', shown: 'differs' }],
    ['time', (proof) => ({ ...proof, receivedAt: '2026-05-06T01:00:00.124Z' }), { signature: 'differs', shown: 'differs' }],
    ['digest', (proof) => ({ ...proof, digest: 'A'.repeat(43) }), { signature: 'differs', contents: 'differs' }],
    ['signature', (proof) => ({ ...proof, signature: 'A'.repeat(86) }), { signature: 'differs' }],
    ['signature, cut', (proof) => ({ ...proof, signature: proof.signature.slice(2) }), { signature: 'differs' }],
    ['document', (proof) => ({ ...proof, contents: { ...contents, documents: [{ ...contents.documents[0]!, sha256: 'ab' }] } }),
      { contents: 'differs', documents: 'differs' }],
    ['version of a document', (proof) => ({ ...proof, contents: { ...contents, documents: [{ ...contents.documents[0]!, version: 3 }] } }),
      { contents: 'differs', documents: 'differs' }],
    ['file', (proof) => ({ ...proof, contents: { ...contents, files: contents.files.slice(1) } }),
      { contents: 'differs', files: 'differs' }],
    ['way', (proof) => ({ ...proof, contents: { ...contents, ways: [] } }), { contents: 'differs' }],
    ['applicant', (proof) => ({ ...proof, contents: { ...contents, applicant: '李*' } }), { contents: 'differs' }],
    ['item', (proof) => ({ ...proof, contents: { ...contents, item: 'i@2' } }), { contents: 'differs' }],
    ['filing', (proof) => ({ ...proof, contents: { ...contents, filingId: 'g' } }), { contents: 'differs' }],
    ['verdict', (proof) => ({ ...proof, contents: { ...contents, verdict: { ...contents.verdict!, decideBy: '2026-06-20' } } }),
      { contents: 'differs', shown: 'differs' }],
    ['name of the key', (proof) => ({ ...proof, keyId: 'A'.repeat(16) }), { key: 'unchecked', signature: 'unchecked' }],
  ])('names what was altered: %s', async (_part, alter, expected) => {
    const { proof, key } = await sign()
    expect(await checkReceipt(alter(proof), [key], own)).toEqual({ ...all, ...expected })
  })

  it('a key exchanged for another under its name is noticed', async () => {
    const [{ proof, key }, other] = [await sign(), await sign()]
    expect(await checkReceipt(proof, [{ ...key, publicKey: other.key.publicKey }], own))
      .toMatchObject({ key: 'differs', signature: 'unchecked' })
  })

  it('what this phone has of its own is what counts', async () => {
    const { proof, key } = await sign()
    expect(await checkReceipt(proof, [key], { ...own, files: [{ materialId: 'photo', sha256: 'bb' }] }))
      .toEqual({ ...all, files: 'differs' })
    expect(await checkReceipt(proof, [key], { ...own, documents: [] })).toEqual({ ...all, documents: 'differs' })
    expect(await checkReceipt(proof, [key], { shown: own.shown })).toEqual({ ...all, documents: 'unchecked', files: 'unchecked' })
    expect(await checkReceipt(proof, [key], { ...own, shown: { ...own.shown, caseNo: 'x' } })).toEqual({ ...all, shown: 'differs' })
  })
})

describe('the code of a receipt', () => {
  it('says the signed statement and nothing else, and any character altered is noticed or is no code', async () => {
    const { proof, key } = await sign()
    const code = writeReceiptCode(proof)
    const { contents, ...statement } = proof
    expect({ contents, ...readReceiptCode(code) }).toEqual({ contents, ...statement })
    expect(code).not.toContain('张')
    for (let place = 0; place < code.length; place += 1) {
      const other = code[place] === '2' ? '3' : '2'
      const read = readReceiptCode(code.slice(0, place) + other + code.slice(place + 1))
      const check = read && await checkStatement(read, [key])
      // The last character of a base64 text has bits that say nothing.
      const same = read && Buffer.from(read.signature, 'base64url').equals(Buffer.from(proof.signature, 'base64url'))
      if (!same || read.caseNo !== proof.caseNo) expect([place, check?.signature === 'match']).toEqual([place, false])
    }
  })

  it.each(['', '1', '2.a.b.c.d.e', 'x'.repeat(300), '1.AAAAAAAAAAAAAAAA.114499990000.zzzzzzzzzz.x.y'])('%s is none', (code) => {
    expect(readReceiptCode(code)).toBeUndefined()
  })
})

describe('the public keys', () => {
  const serve = (...keys: ReceiptKeyView[]): typeof fetch => async () => Response.json(keys)
  const dead: typeof fetch = async () => { throw new TypeError('network') }

  it('are kept for later, old ones too', async () => {
    const [old, next] = [await sign(), await sign()]
    await fetchReceiptKeys(serve(old.key))
    await fetchReceiptKeys(serve(next.key))
    const kept = await fetchReceiptKeys(dead)
    expect(await checkReceipt(old.proof, kept, own)).toEqual(all)
    expect(await checkReceipt(next.proof, await readReceiptKeys(), own)).toEqual(all)
  })

  it('once kept are not exchanged', async () => {
    const [first, other] = [await sign(), await sign()]
    await fetchReceiptKeys(serve(first.key))
    await fetchReceiptKeys(serve({ ...other.key, keyId: first.key.keyId }))
    expect(await readReceiptKeys()).toEqual([first.key])
  })

  it('that a portal answers instead are none', async () => {
    expect(await fetchReceiptKeys(async () => Response.json({ please: 'log in' }))).toEqual([])
    expect(await fetchReceiptKeys(async () => new Response('<html>', { status: 200 }))).toEqual([])
  })
})

it('what was sent is remembered by hash when it is filed, to compare the receipt with', async () => {
  await queueFiling(ann)
  const server = new FakeServer(ann)
  await drainOutbox({ accountId: ann, now: () => later(1), fetch: server.fetch })
  const [entry] = await listOutbox(ann)
  expect(entry?.reply as ReceiptView).toMatchObject({ caseNo: 'C1' })
  expect(entry?.sent).toEqual({
    documents: [{ id: 'application', version: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    files: [{ materialId: 'photo', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
  })
})
