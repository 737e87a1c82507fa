/** What the server answers with: plain types, the server's reply schemas are checked against them. */
import type { CaseEvent, CorrectionPoint, OwedMaterial, PaymentChannel } from '../domain/caseEvents.ts'
import type { ResidentAction } from '../domain/caseActions.ts'
import type { PaymentState } from '../domain/casePayment.ts'
import type { CaseStatus } from '../domain/caseStatus.ts'
import type { SearchWords } from '../domain/finding/wording.ts'
import type { DocumentTemplate } from '../domain/documents.ts'
import type { DocumentWords } from '../domain/filingDocuments.ts'
import type { Audience, Capacity, Contact, Item } from '../domain/item.ts'
import type { Texts } from '../domain/itemTexts.ts'
import type { Fen } from '../domain/money.ts'
import type { AttemptState } from '../domain/paymentAttempt.ts'
import type { PlainDate } from '../domain/plainDate.ts'
import type { RatingDictionary, RatingGrade } from '../domain/ratings.ts'
import type { ReusableMaterial } from '../domain/reuse.ts'
import type { ReceiptProof } from '../domain/receiptProof.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { WorkdayCalendar } from '../domain/workdays.ts'
import type { ApplicantInput, HelperInput, KeyInput, ProvisionInput } from './filing.ts'

export interface TagsView {
  version: string
  branches: { id: string, name: string, en: string }[]
  lifeEvents: { id: string, audience: Audience, name: string, en: string }[]
}

/** null is 未公布: nothing is guessed. */
export interface PlaceView {
  id: string
  name: string
  kind: string
  address: string | null
  phone: string | null
  hours: string | null
  branches: string[]
  note?: string
  source: string
  asOf: PlainDate
}

export interface PlacesView {
  version: string
  places: PlaceView[]
}

/** A certificate photo in millimetres. */
export interface PhotoRuleView {
  id: string
  name: string
  widthMm: number
  heightMm: number
  headWidthMm: [number, number]
  headHeightMm: [number, number]
  topGapMm: [number, number]
  bottomGapMm: number
  background: 'white' | 'lightBlue'
  dos: string[]
  donts: string[]
  source: string
  asOf: PlainDate
}

export interface PhotoRulesView {
  version: string
  rules: PhotoRuleView[]
}

export interface SearchWordsView extends SearchWords {
  version: string
}

/** Which language the texts of the catalogue come in; what is signed is always the Chinese of zh-Hans. */
export const locales = ['zh-Hans', 'zh-Hant', 'en'] as const
export type Locale = (typeof locales)[number]

/** An item in the index: what finding it takes, and what tells whether the copy at hand is still right. */
export interface ItemSummaryView {
  code: string
  version: number
  /** Of the item's whole content, in every language. */
  hash: string
  /** How much it weighs on the wire, about. */
  bytes: number
  name: string
  plainName: string
  summary: string
  aliases: string[]
  /** Names of materials and laws. */
  keywords: string[]
  branch: string
  audiences: Audience[]
  lifeEvents: string[]
  popularity: number
  onlineDepth: Item['onlineDepth']
  caseType: Item['caseType']
  promised: { days: number, unit: Item['promised']['unit'] }
  /** Visits in person. */
  visits: number
  /** No fee in any situation. */
  free: boolean
  /** Some material may follow later (可容缺). */
  deferrable: boolean
}

/** GET /api/catalogue: the index of the items, and what the phone needs besides to guide, judge and draft offline. */
export interface CatalogueView {
  version: string
  locale: Locale
  items: ItemSummaryView[]
  calendar: WorkdayCalendar
  ratingTags: RatingDictionary
  documents: DocumentTemplate[]
  documentWords: DocumentWords
  bureau: BureauView
  tags: TagsView
  places: PlacesView
  photoRules: PhotoRulesView
  searchWords: SearchWordsView
}

/** One item whole. */
export interface ItemView {
  item: Item
  /** As in the index. */
  hash: string
  /** Pointer → text, where the language asked for is not the item's own and a translation exists. */
  texts?: Texts
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
  /** How long a file that no filing has taken stays with the server; undefined where it does not say. */
  uploadsKeptHours?: number
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
  /** Of a vehicle licence. */
  plate?: string
}

/** A material of an earlier case that may be given again, as it came in then. */
export interface ReusableMaterialView extends ReusableMaterial {
  /** The identity number or credit code it belongs to: the applicant's, or the organisation's. */
  heldBy: string
  name: string
  itemName: string
  /** The last day on which anything takes it; a permit may want it fresher. */
  validUntil: PlainDate
  files: { uploadId: string, name: string, size: number }[]
}

/** A kind of material that may be given again. */
export interface ReuseKindsView {
  version: string
  /** Whose proposal the validity is (拟定). */
  proposed: string
  kinds: {
    id: string
    name: string
    heldBy: 'person' | 'organisation'
    material: 'photo' | 'document'
    photoRule?: string
    /** The longest that a material may ask for. */
    months: number
    why: string
  }[]
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

export interface KeyView {
  keyId: string
}

/** One of the account's signing keys. */
export interface DeviceKeyView {
  keyId: string
  /** System and browser it was registered from, `Android · Chrome`; may be empty. */
  device: string
  registeredAt: string
  lastUsedAt?: string
  /** Reported lost: nothing signed since is taken. */
  revokedAt?: string
}

/** A public key of the server that receipts are verified by. */
export interface ReceiptKeyView {
  keyId: string
  publicKey: KeyInput['publicKey']
}
