import type { Transaction } from '../../../mock-api/database/transaction.ts'
import { accounts, caseEvents, cases, deviceKeys, notices, ratings, receipts, signatures } from '../../../mock-api/database/schema.ts'
import { uuidV7 } from '../../../mock-api/database/uuidV7.ts'
import type { Verdict } from '../../../src/domain/verdict.ts'

const at = '2026-03-01T00:30:00.000Z'
const newId = () => uuidV7(Date.parse(at))

const verdict: Verdict = {
  kind: 'acceptable', reasons: [], warnings: [], assumed: [], deferrals: [], commitments: [],
  fee: { lines: [], totalFen: 0, open: false }, forecast: {},
}

/** A resident of their own for each call. */
export async function addAccount(tx: Transaction): Promise<string> {
  const id = newId()
  await tx.insert(accounts).values({
    id, issuer: 'https://id.example', subject: id, role: 'resident', createdAt: at, signedInAt: at,
    profile: {
      name: '林小满', idKind: 'citizenId', idNumber: '44999919900307004X', phone: '13800138000', address: '',
      organisations: [], wards: [],
    },
  })
  return id
}

/** A case of its own with its first event. */
export async function addCase(tx: Transaction, accountId: string): Promise<string> {
  const id = newId()
  await tx.insert(cases).values({
    id, caseNo: id, filingId: id, itemCode: '11449999000000019F4440100003001', itemVersion: 1, applicantAccountId: accountId,
    filerAccountId: accountId, capacity: 'self',
    applicant: { name: '林小满', idKind: 'citizenId', idNumber: '44999919900307004X' }, answers: {},
    form: { note: '引号"与\n换行' }, provisions: {}, verdict, status: 'received', receivedAt: at, decisionDue: '2026-03-12',
    calendarVersion: '2026', updatedAt: at, version: 1,
  })
  await tx.insert(caseEvents).values({
    caseId: id, seq: 1, id: newId(), type: 'submitted', at, actorKind: 'resident', actorAccountId: accountId, data: {},
  })
  return id
}

/** One row in every table that may only grow. */
export async function addLasting(tx: Transaction, accountId: string, caseId: string): Promise<void> {
  const keyId = newId()
  await tx.insert(deviceKeys).values({
    id: keyId, accountId, publicKey: { kty: 'EC', crv: 'P-256', x: '', y: '' }, thumbprint: keyId, algorithm: 'ES256', createdAt: at,
  })
  await tx.insert(signatures).values({
    id: newId(), caseId, documentId: 'd', documentVersion: 1, text: '文本', sha256: '0', signer: {}, keyId,
    algorithm: 'ES256', signature: '', record: {}, serverReceivedAt: at, prevHash: '', hash: '1',
  })
  await tx.insert(receipts).values({
    id: newId(), caseId, digest: '', keyId: 'k', signature: '', issuedAt: at, contents: {
      kind: 'filing', filingId: caseId, item: 'i@1', applicant: '林**', documents: [], files: [], ways: [],
    },
  })
  await tx.insert(notices).values({
    id: newId(), caseId, kind: 'receipt', documentNo: newId(), body: { body: [], lines: [] }, issuedAt: at, sha256: '0',
  })
  await tx.insert(ratings).values({
    id: newId(), caseId, stage: 2, sequence: 1, grade: 'verySatisfied', tags: ['511', '"'], comment: '', anonymous: false,
    channel: 'app', raterAccountId: accountId, ratedAt: at, prevHash: '', hash: '1',
  })
}
