import { Type } from 'typebox'
import { VerdictKind } from './verdictSchema.ts'

const closed = { additionalProperties: false } as const
const text = Type.String()

const ReceiptContents = Type.Object({
  kind: Type.Enum(['filing', 'supplement']),
  filingId: text,
  item: Type.String({ description: 'code@version' }),
  applicant: Type.String({ description: 'Masked name' }),
  documents: Type.Array(Type.Object({ id: text, version: Type.Integer(), sha256: text }, closed)),
  files: Type.Array(Type.Object({ materialId: text, sha256: text }, closed)),
  ways: Type.Array(Type.Object({ materialId: text, way: Type.Enum(['library', 'reuse', 'later', 'declare']) }, closed)),
  filledIn: Type.Optional(Type.String({ description: 'SHA-256 of answers and fields a supplement corrects' })),
  verdict: Type.Optional(Type.Object({
    kind: VerdictKind,
    decideBy: Type.Optional(text),
    due: Type.Array(Type.Object({ materialId: text, due: text }, closed)),
  }, closed)),
}, closed)

/** What was received, and the server's signature that it was. */
export const ReceiptProofSchema = Type.Object({
  keyId: text,
  caseNo: text,
  receivedAt: Type.String({ description: 'ISO instant with Z' }),
  digest: Type.String({ description: 'SHA-256 of the contents as canonical JSON, base64url' }),
  signature: Type.String({ description: 'ECDSA P-256 over the statement, r‖s, base64url' }),
  contents: ReceiptContents,
}, closed)
