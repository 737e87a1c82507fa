import type { ReceiptContents } from '../../src/domain/receiptProof.ts'
import { thumbprint } from '../adapters/thumbprint.ts'
import type { DeviceKey } from '../repositories/deviceKeys.ts'
import type { SignatureRow } from '../repositories/signatures.ts'
import { chainStart, linkHash, sha256Hex } from './hashChain.ts'
import { isSigned } from './isSigned.ts'
import type { SignatureRecord } from './signatureRecord.ts'

/** What is wrong with a stored signature, each by what it was compared with. */
export type RecordDefect = 'hash' | 'chain' | 'text' | 'drawing' | 'key' | 'signature' | 'receipt'

interface Kept {
  row: SignatureRow
  /** The row before it in its case, if there is one. */
  before: SignatureRow | undefined
  key: DeviceKey | undefined
  /** What the receipt says was signed; undefined with cases from before receipts were signed. */
  received: ReceiptContents['documents'] | undefined
}

/**
 * Verifies a stored signature anew, years later say: nothing of the row, its place in the chain or its key has changed
 * since it was verified on arrival (电子签名法 第五条、第十三条; ES-03, ES-04). A key revoked since is no defect.
 */
function verifySignatureRecord({ row, before, key, received }: Kept): RecordDefect[] {
  const { prevHash, hash, ...content } = row
  const record = row.record as SignatureRecord
  const { drawing, keyThumbprint } = record
  const png = drawing && Buffer.from(drawing.png, 'base64')
  const parts = { ...row, ...record, drawingSha256: drawing?.sha256 ?? '' }
  const checks: [RecordDefect, boolean][] = [
    ['hash', linkHash(prevHash, content) === hash],
    ['chain', prevHash === (before?.hash ?? chainStart)],
    ['text', sha256Hex(row.text) === row.sha256],
    ['drawing', !png || sha256Hex(png) === drawing.sha256],
    ['key', key !== undefined && thumbprint(key.publicKey) === keyThumbprint],
    ['signature', key !== undefined && isSigned(key.publicKey, parts, row.signature)],
    ['receipt', !received || received.some(({ id, version, sha256 }) =>
      id === row.documentId && version === row.documentVersion && sha256 === row.sha256)],
  ]
  return checks.flatMap(([defect, holds]) => holds ? [] : [defect])
}

/**
 * Every signature of a case with what is wrong with it, in the order they were chained. One that was taken out is
 * missed by the receipt, which names them all.
 */
export function verifySignatureRecords(
  rows: readonly SignatureRow[], keys: readonly DeviceKey[], received: ReceiptContents['documents'] | undefined,
): { row: SignatureRow, defects: RecordDefect[] }[] {
  const complete = !received || received.length === rows.length
  return rows.map((row, index) => {
    const key = keys.find(({ id }) => id === row.keyId)
    const defects = verifySignatureRecord({ row, before: rows[index - 1], key, received })
    return { row, defects: complete || defects.includes('receipt') ? defects : [...defects, 'receipt'] }
  })
}
