/** What the server answers with: plain types, the server's reply schemas are checked against them. */
import type { CaseEvent, CorrectionPoint, OwedMaterial } from '../domain/caseEvents.ts'
import type { ResidentAction } from '../domain/caseActions.ts'
import type { CaseStatus } from '../domain/caseStatus.ts'
import type { DocumentTemplate } from '../domain/documents.ts'
import type { DocumentWords } from '../domain/filingDocuments.ts'
import type { Capacity, Contact, Item } from '../domain/item.ts'
import type { PlainDate } from '../domain/plainDate.ts'
import type { RatingDictionary, RatingGrade } from '../domain/ratings.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { WorkdayCalendar } from '../domain/workdays.ts'
import type { ApplicantInput, ProvisionInput } from './filing.ts'

/** GET /api/catalogue: everything the phone needs to guide, judge and draft offline. */
export interface CatalogueView {
  version: string
  items: Item[]
  calendar: WorkdayCalendar
  ratingTags: RatingDictionary
  documents: DocumentTemplate[]
  documentWords: DocumentWords
  bureau: BureauView
}

export interface BureauView {
  name: string
  /** Personal-information processor's contact (PIPL 第十七条). */
  processor: Contact
  enquiry: Contact[]
  complaint: Contact[]
}

export interface OrganisationView {
  name: string
  uscc: string
  role: 'legalRepresentative' | 'agent'
}

/** A child the signed-in guardian files for. */
export interface WardView {
  name: string
  idKind: ApplicantInput['idKind']
  idNumber: string
  birthDate: PlainDate
}

export interface AccountView {
  /** Opaque; names the device database. */
  id: string
  role: 'resident' | 'officer'
  name: string
  idKind: ApplicantInput['idKind']
  idNumber: string
  birthDate?: PlainDate
  phone: string
  address: string
  organisations: OrganisationView[]
  wards: WardView[]
  credit: 'clean' | 'breach' | 'unknown'
  expiresAt: string
}

export interface SessionView {
  demo: boolean
  now: string
  account: AccountView | null
}

export interface LicenceView {
  id: string
  /** The identity number or credit code it belongs to: the account's own, a child's, an organisation's. */
  heldBy: string
  /** As `Material.licence`. */
  kind: string
  name: string
  holder: string
  maskedNumber: string
  validUntil?: PlainDate
}

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
  events: CaseEvent[]
  verdict: Verdict
  materials: CaseMaterialView[]
  owed: OwedMaterial[]
  correction?: { points: CorrectionPoint[], until: PlainDate }
  commitments: { commitmentId: string, withdrawn: boolean }[]
  notices: NoticeView[]
  signatures: { documentId: string, documentVersion: number, text: string, sha256: string, signerName: string,
    signedAt: string, receivedAt: string, verified: boolean }[]
  ratings: RatingView[]
  /** Stages open for rating now and until when. */
  ratable: { stage: 1 | 2, sequence: 1 | 2, until: PlainDate }[]
  actions: ResidentAction[]
  statutoryBy?: PlainDate
  /** The officer in this deployment is the stand-in. */
  standInOfficer: boolean
}

/** POST /api/filings: 收件凭证. */
export interface ReceiptView {
  caseNo: string
  /** The legal receipt time (电子签名法 第十一条). */
  receivedAt: string
  verdict: Verdict
}

export interface KeyView {
  keyId: string
}
