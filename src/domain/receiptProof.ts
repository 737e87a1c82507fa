/**
 * 收件凭证 that proves itself: what was received, and the server's signature over it (电子签名法 第五条、第六条; rules.md
 * ES-03). The signature covers a short statement with the digest of the contents, so that the statement alone fits
 * into a QR code and names nobody.
 */
import type { Provision } from './facts.ts'
import type { VerdictKind } from './item.ts'
import type { PlainDate } from './plainDate.ts'
import type { Verdict } from './verdict.ts'

export interface ReceiptContents {
  kind: 'filing' | 'supplement'
  filingId: string
  /** code@version */
  item: string
  /** Masked: the receipt says whose it is to those who know. */
  applicant: string
  documents: { id: string, version: number, sha256: string }[]
  files: { materialId: string, sha256: string }[]
  /** Materials that were not given as files. */
  ways: { materialId: string, way: Exclude<Provision['way'], 'file'> }[]
  /** SHA-256, hex, of the answers and fields a supplement corrects; those of a filing are in its signed application. */
  filledIn?: string
  /** What filing led to, and the days it named. */
  verdict?: { kind: VerdictKind, decideBy?: PlainDate, due: { materialId: string, due: PlainDate }[] }
}

/** What is signed. */
export interface ReceiptStatement {
  /** Of the server's key. */
  keyId: string
  caseNo: string
  /** The legal receipt time. */
  receivedAt: string
  /** SHA-256 of the contents as canonical JSON, base64url. */
  digest: string
}

export interface SignedStatement extends ReceiptStatement {
  /** ECDSA P-256 with SHA-256 over `statementText`, r‖s, base64url. */
  signature: string
}

export interface ReceiptProof extends SignedStatement {
  contents: ReceiptContents
}

export const receiptParts = ['key', 'signature', 'contents', 'shown', 'documents', 'files'] as const
export type ReceiptPart = (typeof receiptParts)[number]
export type PartState = 'match' | 'differs' | 'unchecked'
/** What a check of a receipt found, part by part. */
export type ReceiptCheck = Record<ReceiptPart, PartState>

/** In a word; `partly`: genuine, and nothing of one's own at hand to compare it with. */
export function sumUpCheck(check: ReceiptCheck): PartState | 'partly' {
  if (receiptParts.some((part) => check[part] === 'differs')) return 'differs'
  if (check.key === 'unchecked') return 'unchecked'
  return check.documents === 'unchecked' && check.files === 'unchecked' ? 'partly' : 'match'
}

/** As much of a verdict as a receipt says. */
export function receiptVerdict(
  { kind, forecast, deferrals }: Pick<Verdict, 'kind' | 'forecast' | 'deferrals'>,
): NonNullable<ReceiptContents['verdict']> {
  return {
    kind, ...(forecast.decideBy && { decideBy: forecast.decideBy }),
    due: deferrals.flatMap(({ materialId, due }) => due ? [{ materialId, due }] : []),
  }
}

/** A server's key is named by its thumbprint (RFC 7638), so that another key cannot pass under its name. */
export function receiptKeyId(thumbprint: string): string {
  return thumbprint.slice(0, 16)
}

/** The exact text under the signature. */
export function statementText({ keyId, caseNo, receivedAt, digest }: ReceiptStatement): string {
  return JSON.stringify(['zhenghaoban-receipt', 1, keyId, caseNo, receivedAt, digest])
}

const codePattern = /^1\.([\w-]{16})\.([0-9A-Z]{10,80})\.([0-9a-z]{1,9})\.([\w-]{43})\.([\w-]{86})$/

/** The signed statement as the fragment of an address, for a QR code. */
export function writeReceiptCode({ keyId, caseNo, receivedAt, digest, signature }: SignedStatement): string {
  return ['1', keyId, caseNo, Date.parse(receivedAt).toString(36), digest, signature].join('.')
}

/** What a code says, true or not; undefined when it is none. */
export function readReceiptCode(code: string): SignedStatement | undefined {
  const [, keyId, caseNo, time, digest, signature] = codePattern.exec(code) ?? []
  if (!keyId || !caseNo || !time || !digest || !signature) return undefined
  const at = new Date(Number.parseInt(time, 36))
  return Number.isNaN(at.getTime()) ? undefined : { keyId, caseNo, receivedAt: at.toISOString(), digest, signature }
}
