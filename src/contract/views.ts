/** What the server answers with: plain types, the server's reply schemas are checked against them. */
import type { CaseEvent, CorrectionPoint, OwedMaterial } from '../domain/caseEvents.ts'
import type { ResidentAction } from '../domain/caseActions.ts'
import type { CaseStatus } from '../domain/caseStatus.ts'
import type { SearchWords } from '../domain/finding/wording.ts'
import type { DocumentTemplate } from '../domain/documents.ts'
import type { DocumentWords } from '../domain/filingDocuments.ts'
import type { Audience, Capacity, Contact, Item } from '../domain/item.ts'
import type { Texts } from '../domain/itemTexts.ts'
import type { PlainDate } from '../domain/plainDate.ts'
import type { RatingDictionary, RatingGrade } from '../domain/ratings.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { WorkdayCalendar } from '../domain/workdays.ts'
import type { ApplicantInput, HelperInput, ProvisionInput } from './filing.ts'

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
