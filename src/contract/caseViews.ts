/** A case with its receipt, notices, ratings and payment, as the server answers; its schemas are checked against it. */
import type { CaseEvent, CorrectionPoint, OwedMaterial, PaymentChannel } from '../domain/caseEvents.ts'
import type { ResidentAction } from '../domain/caseActions.ts'
import type { PaymentState } from '../domain/casePayment.ts'
import type { CaseStatus } from '../domain/caseStatus.ts'
import type { Capacity, Item } from '../domain/item.ts'
import type { Fen } from '../domain/money.ts'
import type { AttemptState } from '../domain/paymentAttempt.ts'
import type { PlainDate } from '../domain/plainDate.ts'
import type { RatingGrade } from '../domain/ratings.ts'
import type { ReceiptProof } from '../domain/receiptProof.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { HelperInput, ProvisionInput } from './filing.ts'

export interface NoticeView {
  id: string
  kind: NoticeKind
  documentNo: string
  issuedAt: string
  /** Rows of the document: label code → value. */
  body: { key: string, value: string }[]
  lines: string[]
}

export type NoticeKind =
  | 'receipt' | 'acceptance' | 'tolerantAcceptance' | 'correction' | 'notAccepted' | 'notRequired' | 'grant' | 'denial'
  | 'withdrawal' | 'termination' | 'extension' | 'special'

export interface CaseSummaryView {
  caseNo: string
  itemCode: string
  itemVersion: number
  itemName: string
  applicantName: string
  status: CaseStatus
  receivedAt: string
  updatedAt: string
  decideBy?: PlainDate
  /** Next date the resident has to meet. */
  residentDue?: PlainDate
  owes: number
  mayRate: boolean
}

export interface CaseMaterialView {
  materialId: string
  name: string
  given: ProvisionInput['way'] | 'form' | 'missing'
  /** With `reuse`: where the files first came in. */
  reused?: { caseNo: string, handedInAt: string }
  state: 'given' | 'owed' | 'toVerify' | 'verified' | 'missing'
  due?: PlainDate
  files: { uploadId: string, name: string, size: number }[]
}

export interface RatingView {
  stage: 1 | 2
  sequence: number
  grade: RatingGrade
  tags: string[]
  comment: string
  anonymous: boolean
  ratedAt: string
}

export interface CaseView extends CaseSummaryView {
  filingId: string
  item: Item
  capacity: Capacity
  filerName: string
  /** Who typed it in for the applicant (帮办). */
  helper?: HelperInput
  events: CaseEvent[]
  verdict: Verdict
  materials: CaseMaterialView[]
  owed: OwedMaterial[]
  correction?: { points: CorrectionPoint[], until: PlainDate }
  commitments: { commitmentId: string, withdrawn: boolean }[]
  notices: NoticeView[]
  signatures: { documentId: string, documentVersion: number, text: string, sha256: string, signerName: string,
    signedAt: string, receivedAt: string, verified: boolean }[]
  /** Of the filing and of every supplement, oldest first. */
  proofs: ReceiptProof[]
  ratings: RatingView[]
  /** Stages open for rating now and until when. */
  ratable: { stage: 1 | 2, sequence: 1 | 2, until: PlainDate }[]
  actions: ResidentAction[]
  statutoryBy?: PlainDate
  /** Once the bureau has issued an order; a case without a fee never has one. */
  payment?: PaymentView
  /** The officer in this deployment is the stand-in. */
  standInOfficer: boolean
}

/** The 缴款单 of a case and how paying it stands. */
export interface PaymentView {
  orderNo: string
  amountFen: Fen
  /** As published when the order was issued. */
  lines: { project: string, unit: string, amountFen: Fen, basis: string }[]
  state: PaymentState
  issuedAt: string
  /** Last day to pay online. */
  until: PlainDate
  channel?: PaymentChannel
  paidAt?: string
  receiptNo?: string
  /** What became of the last try to pay online. */
  attempt?: AttemptState
  /** Online payment is connected in this deployment; window and cash always are. */
  online: boolean
}

/** POST /api/cases/:caseNo/payment. */
export interface PaymentPageView {
  url: string
}

/** POST /api/filings: 收件凭证. */
export interface ReceiptView {
  caseNo: string
  /** The legal receipt time (电子签名法 第十一条). */
  receivedAt: string
  verdict: Verdict
  /** Of receipts since it exists: what was received, under the server's signature. */
  proof?: ReceiptProof
}
