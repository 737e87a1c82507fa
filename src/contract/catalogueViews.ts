/** The catalogue as phones get it: plain types, the server's reply schemas are checked against them. */
import type { SearchWords } from '../domain/finding/wording.ts'
import type { DocumentTemplate } from '../domain/documents.ts'
import type { DocumentWords } from '../domain/filingDocuments.ts'
import type { Audience, Contact, Item } from '../domain/item.ts'
import type { Texts } from '../domain/itemTexts.ts'
import type { PlainDate } from '../domain/plainDate.ts'
import type { RatingDictionary } from '../domain/ratings.ts'
import type { WorkdayCalendar } from '../domain/workdays.ts'

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
