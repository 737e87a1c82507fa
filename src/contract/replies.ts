/** What the API answers with, apart from cases; the shapes are those of the views (a test holds them equal). */
import { Type } from 'typebox'
import type { DocumentTemplate } from '../domain/documents.ts'
import { ItemRef } from './caseSchemas.ts'
import {
  BureauSchema, CalendarSchema, DocumentWordsSchema, PhotoRulesSchema, PlacesSchema, RatingTagsSchema,
  SearchWordsSchema, TagsSchema,
} from './catalogueSchemas.ts'
import { KeyBody } from './filing.ts'
import { problems } from './problems.ts'
import type { ProblemCode } from './problems.ts'
import { ReceiptProofSchema } from './receiptProofSchema.ts'
import { VerdictSchema } from './verdictSchema.ts'

const closed = { additionalProperties: false } as const
const text = Type.String()
const Instant = Type.String({ description: 'ISO instant with Z' })
const PlainDate = Type.String({ description: 'YYYY-MM-DD' })
const IdKind = Type.Enum(['citizenId', 'hmtResidencePermit', 'hmtTravelPermit', 'foreignPermanentResident', 'passport'])

export const HealthSchema = Type.Object({
  status: Type.Literal('ok'), engine: Type.Enum(['embedded', 'postgres']), version: text,
}, closed)

const ItemSummary = Type.Object({
  code: text,
  version: Type.Integer(),
  hash: Type.String({ description: 'Of the whole item: unchanged means the copy at hand is right' }),
  bytes: Type.Integer({ description: 'About its weight on the wire' }),
  name: text, plainName: text, summary: text,
  aliases: Type.Array(text), keywords: Type.Array(text),
  branch: text,
  audiences: Type.Array(Type.Enum(['individual', 'organisation'])),
  lifeEvents: Type.Array(text),
  popularity: Type.Integer(),
  onlineDepth: Type.Enum(['full', 'apply']),
  caseType: Type.Enum(['instant', 'promised']),
  promised: Type.Object({ days: Type.Integer(), unit: Type.Enum(['workingDay', 'day']) }, closed),
  visits: Type.Integer(),
  free: Type.Boolean(),
  deferrable: Type.Boolean(),
}, closed)

export const ItemsSchema = Type.Array(Type.Object({
  item: ItemRef, hash: text,
  texts: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'A translation, by pointer' })),
}, closed))

export const CatalogueSchema = Type.Object({
  version: text,
  locale: Type.Enum(['zh-Hans', 'zh-Hant', 'en']),
  items: Type.Array(ItemSummary),
  calendar: CalendarSchema,
  ratingTags: RatingTagsSchema,
  documents: Type.Array(Type.Unsafe<DocumentTemplate>({ $ref: 'urn:zhenghaoban:schema:document#' })),
  documentWords: DocumentWordsSchema,
  bureau: BureauSchema,
  tags: TagsSchema,
  places: PlacesSchema,
  photoRules: PhotoRulesSchema,
  searchWords: SearchWordsSchema,
}, closed)

const Account = Type.Object({
  id: Type.String({ description: 'Opaque' }),
  role: Type.Enum(['resident', 'officer']),
  name: text,
  idKind: IdKind,
  idNumber: text,
  birthDate: Type.Optional(PlainDate),
  phone: text,
  address: text,
  organisations: Type.Array(Type.Object({
    name: text, uscc: text, role: Type.Enum(['legalRepresentative', 'agent']),
  }, closed)),
  wards: Type.Array(Type.Object({ name: text, idKind: IdKind, idNumber: text, birthDate: PlainDate }, closed)),
  credit: Type.Enum(['clean', 'breach', 'unknown']),
  expiresAt: Instant,
}, closed)

export const SessionSchema = Type.Object({
  demo: Type.Boolean(), now: Instant, uploadsKeptHours: Type.Optional(Type.Integer({ minimum: 1 })),
  account: Type.Union([Account, Type.Null()]),
}, closed)

export const LicenceSchema = Type.Object({
  id: text,
  heldBy: Type.String({ description: 'Number of the reader, a child of theirs or an organisation they represent' }),
  kind: text,
  name: text,
  holder: text,
  maskedNumber: text,
  validUntil: Type.Optional(PlainDate),
  plate: Type.Optional(text),
}, closed)

export const ReusableMaterialSchema = Type.Object({
  caseNo: text,
  materialId: text,
  kind: text,
  handedInAt: Type.String({ description: 'When it first came in, ISO instant with Z; names it together with the case' }),
  heldBy: Type.String({ description: 'Number of the applicant, or of the organisation' }),
  name: text,
  itemName: text,
  validUntil: Type.String({ description: 'YYYY-MM-DD; a permit may want it fresher' }),
  files: Type.Array(Type.Object({ uploadId: text, name: text, size: Type.Integer() }, closed)),
}, closed)

export const KeySchema = Type.Object({ keyId: text }, closed)

export const DeviceKeySchema = Type.Object({
  keyId: text,
  device: Type.String({ description: 'System and browser it was registered from; may be empty' }),
  registeredAt: Instant,
  lastUsedAt: Type.Optional(Instant),
  revokedAt: Type.Optional(Instant),
}, closed)

export const ReceiptKeySchema = Type.Object({
  keyId: text, publicKey: KeyBody.properties.publicKey,
}, closed)

export const ReceiptSchema = Type.Object({
  caseNo: text,
  receivedAt: Type.String({ description: 'The legal time of arrival (电子签名法 第十一条), ISO instant with Z' }),
  verdict: VerdictSchema,
  proof: Type.Optional(ReceiptProofSchema),
}, closed)

/** RFC 9457. */
export const ProblemSchema = Type.Object({
  type: Type.String({ description: 'urn:zhenghaoban:problem:<code>' }),
  status: Type.Integer(),
  code: Type.Enum(Object.keys(problems) as ProblemCode[]),
  errors: Type.Optional(Type.Array(Type.Object({
    pointer: Type.String({ description: 'JSON pointer into the request body' }), code: text,
  }, closed))),
  facts: Type.Optional(Type.Record(text, Type.Union([text, Type.Number(), Type.Array(text)]))),
}, { ...closed, $id: 'urn:zhenghaoban:schema:problem' })
