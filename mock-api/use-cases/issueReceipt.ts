import { createHash } from 'node:crypto'
import { canonicalJson } from '../../src/domain/canonicalJson.ts'
import { statementText } from '../../src/domain/receiptProof.ts'
import type { ReceiptContents, ReceiptProof } from '../../src/domain/receiptProof.ts'
import type { Transaction } from '../database/transaction.ts'
import { uuidV7 } from '../database/uuidV7.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { CaseRow } from '../repositories/cases.ts'
import { insertReceipt } from '../repositories/receipts.ts'

/** Signs that these contents were received for a case at an instant, and keeps the signature with the case. */
export async function issueReceipt(
  tx: Transaction, { receiptSigner }: Pick<AppDependencies, 'receiptSigner'>,
  { id: caseId, caseNo }: Pick<CaseRow, 'id' | 'caseNo'>, at: string, contents: ReceiptContents,
): Promise<ReceiptProof> {
  const { keyId } = receiptSigner
  const digest = createHash('sha256').update(canonicalJson(contents)).digest('base64url')
  const statement = { keyId, caseNo, receivedAt: at, digest }
  const signature = receiptSigner.sign(statementText(statement))
  await insertReceipt(tx, { id: uuidV7(Date.parse(at)), caseId, contents, digest, keyId, signature, issuedAt: at })
  return { ...statement, signature, contents }
}
