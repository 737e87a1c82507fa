/** What a filing, a supplement and a rating look like on the wire (TypeBox: validated by the server). */
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { helperRelations } from '../domain/helper.ts'

/** How many values a form may hold; no item asks for more (the catalogue's lint counts). */
export const maxFormValues = 300

const closed = { additionalProperties: false } as const
const Id = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]{0,63}$' })
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' })
const Hex256 = Type.String({ pattern: '^[0-9a-f]{64}$' })
const Instant = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$' })
const PlainDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
/** tus upload id as the server minted it. */
const UploadId = Type.String({ pattern: '^[0-9a-f-]{32,36}$' })
const Answers = Type.Record(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9]{0,63}$' }), Type.String({ maxLength: 2000 }), {
  maxProperties: 100, additionalProperties: false,
})
/** By field; in a repeated section by `section.number.field`, as the pointers name it: `/form/children.2.name`. */
const FormValues = Type.Record(
  Type.String({ pattern: '^[A-Za-z][A-Za-z0-9]{0,63}(\\.[1-9]\\d?\\.[A-Za-z][A-Za-z0-9]{0,63})?$' }),
  Type.String({ maxLength: 2000 }), { maxProperties: maxFormValues, additionalProperties: false },
)

export const ProvisionBody = Type.Union([
  Type.Object({ way: Type.Literal('file'), uploadIds: Type.Array(UploadId, { minItems: 1, maxItems: 20 }) }, closed),
  /** The licence of the kind the material names; the phone may not know the library's ids offline. */
  Type.Object({ way: Type.Literal('library') }, closed),
  /** Files of an earlier case of the same applicant, as they came in then; a later correction is another moment. */
  Type.Object({
    way: Type.Literal('reuse'), caseNo: Type.String({ pattern: '^[0-9A-Z]{31}\\d{16}$' }), materialId: Id,
    handedInAt: Instant,
  }, closed),
  Type.Object({ way: Type.Literal('later') }, closed),
  Type.Object({ way: Type.Literal('declare'), commitmentId: Id }, closed),
])

export const SignatureBody = Type.Object({
  documentId: Id,
  documentVersion: Type.Integer({ minimum: 1 }),
  text: Type.String({ minLength: 1, maxLength: 50_000 }),
  sha256: Hex256,
  keyId: Uuid,
  /** Raw ECDSA P-256 signature (r‖s), base64url. */
  value: Type.String({ pattern: '^[A-Za-z0-9_-]{86}$' }),
  signerName: Type.String({ minLength: 1, maxLength: 60 }),
  /** PNG data URL of the drawn name. */
  drawing: Type.Optional(Type.String({ pattern: '^data:image/png;base64,[A-Za-z0-9+/=]+$', maxLength: 120_000 })),
  statements: Type.Array(Id, { maxItems: 20 }),
  signedAt: Instant,
  signedOn: PlainDate,
  shown: Type.Object({
    openedAt: Instant, seconds: Type.Integer({ minimum: 0, maximum: 86_400 }), scrolledToEnd: Type.Boolean(),
    /** Read aloud to its last sentence; phones that do not read aloud yet leave it out. */
    listened: Type.Optional(Type.Boolean()),
  }, closed),
}, closed)

export const ApplicantBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60 }),
  idKind: Type.Union([
    Type.Literal('citizenId'), Type.Literal('hmtResidencePermit'), Type.Literal('hmtTravelPermit'),
    Type.Literal('foreignPermanentResident'), Type.Literal('passport'),
  ]),
  idNumber: Type.String({ minLength: 5, maxLength: 30 }),
  birthDate: Type.Optional(PlainDate),
}, closed)

/** Who typed it in for the applicant, and when the applicant confirmed all of it on the last screen. */
export const HelperBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60 }), relation: Type.Enum([...helperRelations]), confirmedAt: Instant,
}, closed)

export const FilingBody = Type.Object({
  /** Minted on the phone with the draft; part of every signed text. */
  filingId: Uuid,
  itemCode: Type.String({ pattern: '^[0-9A-Z]{31}$' }),
  itemVersion: Type.Integer({ minimum: 1 }),
  capacity: Type.Union([
    Type.Literal('self'), Type.Literal('guardian'), Type.Literal('agent'), Type.Literal('legalRepresentative'),
  ]),
  applicant: ApplicantBody,
  organisation: Type.Optional(Type.Object({
    name: Type.String({ minLength: 1, maxLength: 100 }), uscc: Type.String({ pattern: '^[0-9A-Z]{18}$' }),
  }, closed)),
  helper: Type.Optional(HelperBody),
  answers: Answers,
  form: FormValues,
  provisions: Type.Record(Id, ProvisionBody, { maxProperties: 60, additionalProperties: false }),
  signatures: Type.Array(SignatureBody, { minItems: 1, maxItems: 10 }),
  noticesShown: Type.Array(Type.Object({
    documentId: Id, documentVersion: Type.Integer({ minimum: 1 }), at: Instant,
  }, closed), { minItems: 1, maxItems: 10 }),
  /** When the resident tapped 提交 on the phone; the legal time is the server's (LC-02). */
  tappedAt: Instant,
}, closed)

export const SupplementBody = Type.Object({
  /** May be empty with a correction that asks for fields only. */
  provisions: Type.Record(Id, ProvisionBody, { maxProperties: 60, additionalProperties: false }),
  /** Corrected fields, with a correction only. */
  form: Type.Optional(FormValues),
  answers: Type.Optional(Answers),
}, closed)

export const WithdrawalBody = Type.Object({ reason: Type.String({ maxLength: 500 }) }, closed)

export const CommitmentWithdrawalBody = Type.Object({
  commitmentId: Id, reason: Type.String({ minLength: 1, maxLength: 500 }),
}, closed)

export const RatingBody = Type.Object({
  /** 1 after acceptance, 2 after completion (evalProcess). */
  stage: Type.Union([Type.Literal(1), Type.Literal(2)]),
  grade: Type.Union([
    Type.Literal('verySatisfied'), Type.Literal('satisfied'), Type.Literal('basicallySatisfied'),
    Type.Literal('dissatisfied'), Type.Literal('veryDissatisfied'),
  ]),
  tags: Type.Array(Type.String({ pattern: '^\\d{3}$' }), { maxItems: 8, uniqueItems: true }),
  comment: Type.String({ maxLength: 400 }),
  anonymous: Type.Boolean(),
}, closed)

export const KeyBody = Type.Object({
  /** EC P-256 public JWK; nothing private is accepted. */
  publicKey: Type.Object({
    kty: Type.Literal('EC'), crv: Type.Literal('P-256'),
    x: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }), y: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  }, closed),
}, closed)

export type ProvisionInput = Static<typeof ProvisionBody>
export type SignatureInput = Static<typeof SignatureBody>
export type ApplicantInput = Static<typeof ApplicantBody>
export type HelperInput = Static<typeof HelperBody>
export type FilingInput = Static<typeof FilingBody>
export type SupplementInput = Static<typeof SupplementBody>
export type WithdrawalInput = Static<typeof WithdrawalBody>
export type CommitmentWithdrawalInput = Static<typeof CommitmentWithdrawalBody>
export type RatingInput = Static<typeof RatingBody>
export type KeyInput = Static<typeof KeyBody>
