/** Cases as residents and officers read them; the shapes are those of `caseViews.ts` (a test holds them equal). */
import { Type } from 'typebox'
import { officerActions, residentActions } from '../domain/caseActions.ts'
import { caseStatuses } from '../domain/caseStatus.ts'
import type { Item } from '../domain/item.ts'
import { grades } from '../domain/ratings.ts'
import { CaseEventSchema, CorrectionPointSchema, OwedMaterialSchema } from './caseEventSchema.ts'
import { HelperBody } from './filing.ts'
import { PaymentSchema } from './paymentSchema.ts'
import { ReceiptProofSchema } from './receiptProofSchema.ts'
import { VerdictSchema } from './verdictSchema.ts'

const closed = { additionalProperties: false } as const
const text = Type.String()
const Instant = Type.String({ description: 'ISO instant with Z' })
const PlainDate = Type.String({ description: 'YYYY-MM-DD, Asia/Shanghai' })
const deadline = Type.Optional(PlainDate)
const Stage = Type.Enum([1, 2], { description: '1 acceptance, 2 completion' })
const Sequence = Type.Enum([1, 2])

/** An item inside an answer; the API's description has it once. */
export const ItemRef = Type.Unsafe<Item>({ $ref: 'urn:zhenghaoban:schema:item#' })

const summary = {
  caseNo: text,
  itemCode: text,
  itemVersion: Type.Integer(),
  itemName: text,
  applicantName: text,
  status: Type.Enum([...caseStatuses]),
  receivedAt: Instant,
  updatedAt: Instant,
  decideBy: deadline,
  residentDue: deadline,
  owes: Type.Integer(),
}

const CaseMaterial = Type.Object({
  materialId: text,
  name: text,
  given: Type.Enum(['file', 'library', 'reuse', 'later', 'declare', 'form', 'missing']),
  reused: Type.Optional(Type.Object({ caseNo: text, handedInAt: Instant }, closed)),
  state: Type.Enum(['given', 'owed', 'toVerify', 'verified', 'missing']),
  due: deadline,
  files: Type.Array(Type.Object({ uploadId: text, name: text, size: Type.Integer() }, closed)),
}, closed)

const Notice = Type.Object({
  id: text,
  kind: Type.Enum([
    'receipt', 'acceptance', 'tolerantAcceptance', 'correction', 'notAccepted', 'notRequired', 'grant', 'denial',
    'withdrawal', 'termination', 'extension', 'special',
  ]),
  documentNo: text,
  issuedAt: Instant,
  body: Type.Array(Type.Object({ key: text, value: text }, closed)),
  lines: Type.Array(text),
}, closed)

const Signature = Type.Object({
  documentId: text, documentVersion: Type.Integer(), text, sha256: text, signerName: text, signedAt: Instant,
  receivedAt: Instant, verified: Type.Boolean(),
}, closed)

const Rating = Type.Object({
  stage: Stage, sequence: Type.Integer(), grade: Type.Enum([...grades]), tags: Type.Array(text), comment: text,
  anonymous: Type.Boolean(), ratedAt: Instant,
}, closed)

const details = {
  filingId: text,
  item: ItemRef,
  capacity: Type.Enum(['self', 'guardian', 'agent', 'legalRepresentative']),
  filerName: text,
  helper: Type.Optional(HelperBody),
  events: Type.Array(CaseEventSchema),
  verdict: VerdictSchema,
  materials: Type.Array(CaseMaterial),
  owed: Type.Array(OwedMaterialSchema),
  correction: Type.Optional(Type.Object({ points: Type.Array(CorrectionPointSchema), until: PlainDate }, closed)),
  commitments: Type.Array(Type.Object({ commitmentId: text, withdrawn: Type.Boolean() }, closed)),
  notices: Type.Array(Notice),
  signatures: Type.Array(Signature),
  proofs: Type.Array(ReceiptProofSchema),
  ratings: Type.Array(Rating),
  statutoryBy: deadline,
  payment: Type.Optional(PaymentSchema),
  standInOfficer: Type.Boolean(),
}

const mayRate = Type.Boolean()

export const CaseSummarySchema = Type.Object({ ...summary, mayRate }, closed)

export const CaseSchema = Type.Object({
  ...summary, mayRate, ...details,
  ratable: Type.Array(Type.Object({ stage: Stage, sequence: Sequence, until: PlainDate }, closed)),
  actions: Type.Array(Type.Enum([...residentActions])),
}, { ...closed, $id: 'urn:zhenghaoban:schema:case' })

export const OfficerCaseSummarySchema = Type.Object({ ...summary, filerName: text }, closed)

export const OfficerCaseSchema = Type.Object({
  ...summary, ...details, actions: Type.Array(Type.Enum([...officerActions])),
}, { ...closed, $id: 'urn:zhenghaoban:schema:officer-case' })
