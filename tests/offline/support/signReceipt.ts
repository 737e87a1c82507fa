import type { ReceiptKeyView } from '../../../src/contract/accountViews.ts'
import { canonicalJson } from '../../../src/domain/canonicalJson.ts'
import { receiptKeyId, statementText } from '../../../src/domain/receiptProof.ts'
import type { ReceiptContents, ReceiptProof } from '../../../src/domain/receiptProof.ts'

const base64Url = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64url')
const hash = async (text: string) => base64Url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))

export const contents: ReceiptContents = {
  kind: 'filing', filingId: 'f', item: 'i@1', applicant: '张**', ways: [{ materialId: 'home', way: 'later' }],
  documents: [{ id: 'application', version: 2, sha256: 'aa' }],
  files: [{ materialId: 'photo', sha256: 'bb' }, { materialId: 'idCard', sha256: 'cc' }],
  verdict: { kind: 'acceptable', decideBy: '2026-05-20', due: [] },
}
export const shown = {
  caseNo: '11449999000000019F44401000030012026050612345678', receivedAt: '2026-05-06T01:00:00.123Z',
}

/** A receipt as the server signs it, with a key of its own. */
export async function signReceipt(said = contents): Promise<{ proof: ReceiptProof, key: ReceiptKeyView }> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  const keyId = receiptKeyId(await hash(JSON.stringify({ crv: 'P-256', kty: 'EC', x, y })))
  const statement = { keyId, ...shown, digest: await hash(canonicalJson(said)) }
  const value = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, new TextEncoder().encode(statementText(statement)))
  return {
    key: { keyId, publicKey: { kty: 'EC', crv: 'P-256', x, y } },
    proof: { ...statement, signature: base64Url(value), contents: said },
  }
}
