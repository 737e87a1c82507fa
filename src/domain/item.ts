/**
 * A permit item as the catalogue publishes it: 实施清单 elements (rules.md §5.2) in the shape the rules work on.
 * Texts are catalogue data in Chinese; codes are checked by the catalogue's schema and lint.
 */
import type { Condition } from './condition.ts'
import type { PlainDate } from './plainDate.ts'

/** Which document somebody is identified by (rules.md §6). */
export type IdKind = 'citizenId' | 'hmtResidencePermit' | 'hmtTravelPermit' | 'foreignPermanentResident' | 'passport'

export type Audience = 'individual' | 'organisation'

/** In whose name somebody files: 本人 / 监护人 / 代理人 / 法定代表人. */
export type Capacity = 'self' | 'guardian' | 'agent' | 'legalRepresentative'

export type DayUnit = 'workingDay' | 'day'

export interface TimeLimit {
  days: number
  unit: DayUnit
  note?: string
  basis?: string
}

export interface LegalBasis {
  law: string
  article: string
}

/**
 * What of an item a source or a remark of 拟定 speaks for: the twelve published elements (rules.md §5.2, APL 30) with
 * both time limits apart, and what is ours to propose.
 */
export type PublishedElement =
  | 'implementingBody' | 'legalBasis' | 'steps' | 'conditions' | 'statutory' | 'promised' | 'discretion' | 'channels'
  | 'scope' | 'materials' | 'fees' | 'form' | 'contacts' | 'deferrals' | 'commitments' | 'result' | 'code'

export interface FactSource {
  title: string
  url?: string
  asOf: PlainDate
  /** The elements whose facts were read there. */
  covers: PublishedElement[]
}

/** Something proposed here and not the bureau's own, in words shown on screen (拟定). */
export interface Proposal {
  text: string
  covers: PublishedElement[]
}

export interface QuestionOption {
  value: string
  label: string
  hint?: string
}

/** A 情形 question: its answer decides materials, fees or the outcome. */
export interface Question {
  id: string
  label: string
  hint?: string
  when?: Condition
  options: QuestionOption[]
}

/** 1 must · 2 optional · 3 may follow later (C0109 coding, rules.md traps). */
export type Necessity = 1 | 2 | 3

export interface Deferral {
  /** The material's own working days; the legal minimum with the promise is taken by deferralDays (RQ-08). */
  days: number
  why: string
}

export interface Material {
  id: string
  name: string
  necessity: Necessity
  when?: Condition
  /** `form`: the system makes it from what was filled in and the filer signs it. */
  kind: 'document' | 'photo' | 'form'
  medium: 'paper' | 'electronic' | 'both'
  originals: number
  copies: number
  source: 'applicant' | 'government' | 'other'
  basis: string
  notes?: string
  /** Licence-library kind that replaces handing it in (免提交). */
  licence?: string
  /** Its like from an earlier filing may be given again for so many months: a kind of `reuse-kinds.json`. */
  reuse?: { kind: string, months: number }
  /** Id of a rule in `photo-rules.json`, drawn on screen. */
  photoRule?: string
  /** Id of a blank form among the documents, to print and fill in by hand. */
  blankForm?: string
  /** How a good one looks: what must be on it, line by line. */
  sample?: string[]
  deferral?: Deferral
  noDeferralWhy?: string
  maxFiles: number
}

/** 告知承诺 in place of one material; the catalogue's whitelist (GZ-02). */
export interface Commitment {
  id: string
  /** The material this declaration replaces. */
  materialId: string
  when?: Condition
  /** Document template holding notice and declaration, rules.md §3.2. */
  documentId: string
  /** Capacities that may sign; personal facts exclude the agent (GZ-05). */
  signers: Capacity[]
  summary: string
  proposed: boolean
}

export type FieldKind =
  | 'text' | 'textarea' | 'address' | 'citizenId' | 'phone' | 'date' | 'choice' | 'number' | 'uscc'
  | 'passport' | 'foreignPassport' | 'driverFileNumber' | 'plate' | 'vin' | 'idNumber' | 'exitEntryPermit'

export interface Field {
  id: string
  label: string
  kind: FieldKind
  required: boolean
  when?: Condition
  options?: QuestionOption[]
  hint?: string
  example?: string
  /**
   * Where a value comes from, so that nothing is asked twice: `filer.phone`, `filer.address`; in an entry, of a
   * person the account may speak for: `person.name`.
   */
  prefill?: string
  autocomplete?: string
  maxLength?: number
  min?: number
  max?: number
  /** In a repeated section: no two entries hold the same. */
  unique?: boolean
  /** Why the form may ask it (LC-01: no irrelevant content). */
  basis: string
}

export interface FormSection {
  id: string
  title: string
  /** Asked once an entry: several children, guards, vehicles. Conditions inside read the entry by `entry.field`. */
  repeat?: Repeat
  fields: Field[]
}

export interface Repeat {
  min: number
  max: number
  /** What one entry is called, and its measure word: 同行的孩子, 位. */
  name: string
  measure: string
  when?: Condition
}

export interface Fee {
  id: string
  project: string
  amountFen: number
  unit: string
  basis: string
  when?: Condition
  /** Id of a repeated section: the amount is due once an entry. */
  per?: string
  note?: string
}

export interface Step {
  stage: 'receive' | 'accept' | 'review' | 'decide' | 'finish' | 'deliver'
  name: string
  actor: string
  detail: string
}

/**
 * What intake outcome a situation leads to besides materials: 行政许可法 第三十二条 (1)(2), what cannot be filed online
 * because several must come or one must in person (窗口办理), a correction, or a warning.
 */
export interface Outcome {
  id: string
  when: Condition
  leadsTo: 'noPermitNeeded' | 'notOurs' | 'windowOnly' | 'correction' | 'warning'
  text: string
  basis: string
  /** Obligatory with notOurs: who is competent (LC-04). */
  authority?: string
  /** With a warning: filing stays possible, a written refusal follows (LC-09). */
  refused?: boolean
  /** The question or field to point at. */
  at: string
}

export interface Visit {
  count: number
  reason: string
  bring: string[]
  where: string
}

export interface Contact {
  name: string
  phone: string
  note?: string
}

export interface Example {
  name: string
  facts: ExampleFacts
  expect: {
    materials: string[]
    feeFen: number
    verdict: VerdictKind
    deferrals?: string[]
    outcome?: string
  }
}

export interface ExampleFacts {
  today: PlainDate
  capacity: Capacity
  birthDate?: PlainDate
  idKind?: IdKind
  credit?: 'clean' | 'breach' | 'unknown'
  answers: Record<string, string>
  /** Fields not named here are filled in rightly. */
  form?: Record<string, string>
  /** Way a material is given; every required one not named here is handed in. */
  provisions?: Record<string, 'file' | 'library' | 'later' | 'declare' | 'missing'>
}

export type VerdictKind =
  | 'noPermitNeeded' | 'notOurs' | 'windowOnly' | 'correctionNeeded' | 'acceptableWithDeferral' | 'acceptable'

export interface Item {
  code: string
  version: number
  effectiveFrom: PlainDate
  asOf: PlainDate
  sources: FactSource[]
  proposed: Proposal[]
  /** What could not be verified or is not published, a sentence each, shown on screen. */
  gaps: string[]
  /** Said above everything: a permit that has become a record-filing, say. */
  statusNote?: string
  /** What changed against the version before, a sentence each. */
  changes: string[]
  name: string
  plainName: string
  summary: string
  aliases: string[]
  mainItem: string
  /** Id of a police branch in `tags.json`. */
  branch: string
  audiences: Audience[]
  /** Ids of life events in `tags.json`. */
  lifeEvents: string[]
  /** Place in 常办; lower comes first. */
  popularity: number
  caseType: 'instant' | 'promised'
  implementingBody: string
  legalBasis: LegalBasis[]
  scope: string[]
  conditions: string[]
  steps: Step[]
  /** null: no law sets one (record-filings). */
  statutory: TimeLimit | null
  promised: TimeLimit
  discretion: string
  questions: Question[]
  outcomes: Outcome[]
  materials: Material[]
  commitments: Commitment[]
  capacities: Capacity[]
  form: FormSection[]
  fees: Fee[]
  /** Said when no fee applies: free by which basis, or 未查到收费依据. */
  feeNote: string
  onlineDepth: 'full' | 'apply'
  visit: Visit | null
  window: string
  /** Ids of places in `places.json`; none where it is not known. */
  places: string[]
  result: { name: string, validity: string }
  enquiry: Contact[]
  complaint: Contact[]
  faq: { question: string, answer: string }[]
  /** 行政许可法 第七十八条: one year without a new application after false materials. */
  reapplyBan: boolean
  /** 告知承诺 never (public safety and the like, GZ-02). */
  commitmentExcluded: boolean
}

/** An item's data file: the item, and the examples that prove it. */
export interface ItemFile extends Item {
  examples: Example[]
}
