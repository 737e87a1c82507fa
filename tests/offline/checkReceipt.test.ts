import { beforeEach, describe, expect, it } from 'vitest'
import type { ReceiptKeyView } from '../../src/contract/accountViews.ts'
import type { ReceiptView } from '../../src/contract/caseViews.ts'
import { readReceiptCode, writeReceiptCode } from '../../src/domain/receiptProof.ts'
import type { ReceiptProof } from '../../src/domain/receiptProof.ts'
import { checkReceipt, checkStatement } from '../../src/offline/checkReceipt.ts'
import { drainOutbox } from '../../src/offline/drainOutbox.ts'
import { listOutbox } from '../../src/offline/outbox.ts'
import { fetchReceiptKeys, findReceiptKeys, readReceiptKeys } from '../../src/offline/receiptKeys.ts'
import { ann, freshDevice, later, queueFiling } from './support/device.ts'
import { FakeServer } from './support/fakeServer.ts'
import { contents, shown, signReceipt } from './support/signReceipt.ts'

beforeEach(freshDevice)

const own = {
  shown: { ...shown, verdict: contents.verdict! }, documents: [...contents.documents],
  files: contents.files.toReversed(),
}
const all = { key: 'match', signature: 'match', contents: 'match', shown: 'match', documents: 'match', files: 'match' }

/** As a phone has them that did not ask just now. */
const by = (...keys: ReceiptKeyView[]) => ({ keys, complete: false })

describe('checkReceipt', () => {
  it('finds that all matches, in whatever order the files are', async () => {
    const { proof, key } = await signReceipt()
    expect(await checkReceipt(proof, by(key), own)).toEqual(all)
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
    const { proof, key } = await signReceipt()
    expect(await checkReceipt(alter(proof), by(key), own)).toEqual({ ...all, ...expected })
  })

  it('a key exchanged for another under its name is noticed', async () => {
    const [{ proof, key }, other] = [await signReceipt(), await signReceipt()]
    expect(await checkReceipt(proof, by({ ...key, publicKey: other.key.publicKey }), own))
      .toMatchObject({ key: 'differs', signature: 'unchecked' })
  })

  it('what this phone has of its own is what counts', async () => {
    const { proof, key } = await signReceipt()
    expect(await checkReceipt(proof, by(key), { ...own, files: [{ materialId: 'photo', sha256: 'bb' }] }))
      .toEqual({ ...all, files: 'differs' })
    expect(await checkReceipt(proof, by(key), { ...own, documents: [] })).toEqual({ ...all, documents: 'differs' })
    expect(await checkReceipt(proof, by(key), { shown: own.shown })).toEqual({ ...all, documents: 'unchecked', files: 'unchecked' })
    expect(await checkReceipt(proof, by(key), { ...own, shown: { ...own.shown, caseNo: 'x' } })).toEqual({ ...all, shown: 'differs' })
  })
})

describe('the code of a receipt', () => {
  it('says the signed statement and nothing else, and any character altered is noticed or is no code', async () => {
    const { proof, key } = await signReceipt()
    const code = writeReceiptCode(proof)
    const { contents, ...statement } = proof
    expect({ contents, ...readReceiptCode(code) }).toEqual({ contents, ...statement })
    expect(code).not.toContain('张')
    for (let place = 0; place < code.length; place += 1) {
      const other = code[place] === '2' ? '3' : '2'
      const read = readReceiptCode(code.slice(0, place) + other + code.slice(place + 1))
      const check = read && await checkStatement(read, by(key))
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
    const [old, next] = [await signReceipt(), await signReceipt()]
    await fetchReceiptKeys(serve(old.key))
    await fetchReceiptKeys(serve(next.key))
    const kept = await fetchReceiptKeys(dead)
    expect(await checkReceipt(old.proof, by(...kept), own)).toEqual(all)
    expect(await checkReceipt(next.proof, by(...await readReceiptKeys()), own)).toEqual(all)
  })

  it('a receipt under a key that the server does not have is forged, and only then', async () => {
    const [ours, theirs] = [await signReceipt(), await signReceipt()]
    const check = async (proof: ReceiptProof, send: typeof fetch) =>
      checkStatement(proof, await findReceiptKeys(proof.keyId, send))
    expect(await check(theirs.proof, dead)).toEqual({ key: 'unchecked', signature: 'unchecked' })
    expect(await check(theirs.proof, serve())).toEqual({ key: 'unchecked', signature: 'unchecked' })
    expect(await check(theirs.proof, serve(ours.key))).toEqual({ key: 'differs', signature: 'unchecked' })
    // Kept since the last question.
    expect(await check(ours.proof, dead)).toEqual({ key: 'match', signature: 'match' })
    expect(await check(theirs.proof, dead)).toEqual({ key: 'unchecked', signature: 'unchecked' })
  })

  it('once kept are not exchanged', async () => {
    const [first, other] = [await signReceipt(), await signReceipt()]
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
