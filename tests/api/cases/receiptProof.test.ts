import { createHash, verify } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileReceiptSigner } from '../../../mock-api/adapters/receipt-signer/fileReceiptSigner.ts'
import { publishReceiptKey } from '../../../mock-api/use-cases/publishReceiptKey.ts'
import type { ReceiptKeyView } from '../../../src/contract/accountViews.ts'
import type { ReceiptView } from '../../../src/contract/caseViews.ts'
import { canonicalJson } from '../../../src/domain/canonicalJson.ts'
import { statementText } from '../../../src/domain/receiptProof.ts'
import type { ReceiptProof } from '../../../src/domain/receiptProof.ts'
import { present } from '../../support/filingFixture.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { expectOk, startCaseServer } from './caseServer.ts'
import type { CaseServer, TestFiler } from './caseServer.ts'

describeOnEachEngine('a receipt that proves itself', (engine) => {
  let server: CaseServer
  let li: TestFiler

  beforeAll(async () => {
    server = await startCaseServer(engine)
    li = await server.filer('li')
  })
  afterAll(() => server.close())

  const listKeys = async () => expectOk(await server.visitor.get('/api/receipt-keys')).json<ReceiptKeyView[]>()
  const isGenuine = async (proof: ReceiptProof) => {
    const key = (await listKeys()).find(({ keyId }) => keyId === proof.keyId)
    return verify('sha256', Buffer.from(statementText(proof)), {
      key: present(key).publicKey, format: 'jwk', dsaEncoding: 'ieee-p1363',
    }, Buffer.from(proof.signature, 'base64url'))
  }
  const digestOf = (proof: ReceiptProof) => createHash('sha256').update(canonicalJson(proof.contents)).digest('base64url')

  describe('of a filing', () => {
    it('names all that was received, by hash, and nobody in clear', async () => {
      const filing = await server.make(li, 'P0101', { ways: { propertyProof: 'later', marriageCertificate: 'library' } })
      const receipt = expectOk(await li.client.post('/api/filings', filing)).json<ReceiptView>()
      const proof = present(receipt.proof)
      expect(proof).toMatchObject({ caseNo: receipt.caseNo, receivedAt: receipt.receivedAt, digest: digestOf(proof) })
      expect(await isGenuine(proof)).toBe(true)
      const files = Object.entries(filing.provisions).flatMap(([materialId, given]) => given.way === 'file'
        ? given.uploadIds.map((id) => ({ materialId, sha256: createHash('sha256').update(id).digest('hex') })) : [])
      expect(proof.contents).toEqual({
        kind: 'filing', filingId: filing.filingId, item: `${filing.itemCode}@1`, applicant: '李*',
        documents: filing.signatures.map(({ documentId, documentVersion, sha256 }) => (
          { id: documentId, version: documentVersion, sha256 })),
        files,
        ways: Object.entries(filing.provisions).flatMap(([materialId, { way }]) => way === 'file' ? [] : [{ materialId, way }]),
        verdict: {
          kind: 'acceptableWithDeferral', decideBy: receipt.verdict.forecast.decideBy,
          due: [{ materialId: 'propertyProof', due: receipt.verdict.deferrals[0]?.due }],
        },
      })
      for (const secret of [li.account.name, li.account.idNumber, li.account.phone, filing.form['spouseName'] ?? '']) {
        expect(JSON.stringify(proof)).not.toContain(secret)
      }
      expect((await server.view(li, receipt.caseNo)).proofs).toEqual([proof])
    })

    it('any part of the statement altered, it is not genuine', async () => {
      const receipt = expectOk(await li.client.post('/api/filings', await server.make(li, 'P0203'))).json<ReceiptView>()
      const proof = present(receipt.proof)
      expect(await isGenuine(proof)).toBe(true)
      const other = proof.digest.startsWith('A') ? 'B' : 'A'
      for (const change of [
        { caseNo: proof.caseNo.replace(/.$/, (digit) => digit === '0' ? '1' : '0') },
        { receivedAt: new Date(Date.parse(proof.receivedAt) + 1).toISOString() },
        { digest: other + proof.digest.slice(1) },
        { signature: (proof.signature.startsWith('A') ? 'B' : 'A') + proof.signature.slice(1) },
      ]) expect(await isGenuine({ ...proof, ...change })).toBe(false)
      const contents = { ...proof.contents, applicant: '王*' }
      expect(digestOf({ ...proof, contents })).not.toBe(proof.digest)
    })
  })

  it('of a supplement names what was added', async () => {
    const caseNo = await server.file(li, 'P0101', { ways: { propertyProof: 'later' } })
    await server.mustAct(caseNo, { action: 'precheck' })
    await server.mustAct(caseNo, { action: 'recordVisit' })
    await server.mustAct(caseNo, { action: 'accept' })
    const uploadId = await li.upload()
    const view = expectOk(await li.client.post(`/api/cases/${caseNo}/supplements`, {
      provisions: { propertyProof: { way: 'file', uploadIds: [uploadId] } },
    })).json<{ proofs: ReceiptProof[] }>()
    expect(view.proofs.map(({ contents }) => contents.kind)).toEqual(['filing', 'supplement'])
    const proof = present(view.proofs[1])
    expect([await isGenuine(proof), digestOf(proof)]).toEqual([true, proof.digest])
    expect(proof.contents).toMatchObject({
      documents: [], files: [{ materialId: 'propertyProof', sha256: await li.sha256Of(uploadId) }], ways: [],
    })
  })

  describe('the key', () => {
    it('is made once, readable by the owner alone, and is told to nobody', async () => {
      const { dataDir } = server.deps.settings
      const file = join(dataDir, 'secrets', 'receipt-key.json')
      expect(statSync(file).mode & 0o777).toBe(0o600)
      expect(fileReceiptSigner(dataDir).keyId).toBe(server.deps.receiptSigner.keyId)
      const { d } = JSON.parse(readFileSync(file, 'utf8')) as { d: string }
      expect(JSON.stringify(await listKeys())).not.toContain(d)
      expect(JSON.stringify(await server.rows('SELECT * FROM receipt_keys'))).not.toContain(d)
    })

    it('of every server on this database is published, and an old one stays', async () => {
      const before = await listKeys()
      const second = fileReceiptSigner(`${server.deps.settings.dataDir}/second`)
      await publishReceiptKey({ ...server.deps, receiptSigner: second })
      await publishReceiptKey({ ...server.deps, receiptSigner: second })
      expect((await listKeys()).map(({ keyId }) => keyId).toSorted())
        .toEqual([...before.map(({ keyId }) => keyId), second.keyId].toSorted())
    })
  })
})
