import type { CaseView } from '../../src/contract/caseViews.ts'
import type { ReceiptProof } from '../../src/domain/receiptProof.ts'
import type { Transaction } from '../database/transaction.ts'
import { listKeysById } from '../repositories/deviceKeys.ts'
import { listReceipts } from '../repositories/receipts.ts'
import { listSignatures } from '../repositories/signatures.ts'
import type { CaseFile } from './caseFile.ts'
import type { SignatureRecord } from './signatureRecord.ts'
import { verifySignatureRecords } from './verifySignatureRecords.ts'

/** What was signed, verified anew each time it is looked at, and the receipts. */
export async function viewSignatures(
  tx: Transaction, { row: { id, caseNo } }: Pick<CaseFile, 'row'>,
): Promise<Pick<CaseView, 'signatures' | 'proofs'>> {
  const proofs = (await listReceipts(tx, id)).map(({ keyId, issuedAt, digest, signature, contents }): ReceiptProof => (
    { keyId, caseNo, receivedAt: issuedAt, digest, signature, contents }))
  const rows = await listSignatures(tx, id)
  const keys = await listKeysById(tx, [...new Set(rows.map(({ keyId }) => keyId))])
  const received = proofs.find(({ contents }) => contents.kind === 'filing')?.contents.documents
  return {
    proofs,
    signatures: verifySignatureRecords(rows, keys, received).map(({ row, defects }) => {
      const { documentId, documentVersion, text, sha256, serverReceivedAt } = row
      const { signerName, signedAt } = row.record as SignatureRecord
      return {
        documentId, documentVersion, text, sha256, signerName, signedAt, receivedAt: serverReceivedAt,
        verified: defects.length === 0,
      }
    }),
  }
}
