import {
  boolean, bigint, date, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid,
} from 'drizzle-orm/pg-core'
import type { ApplicantInput, FilingInput, HelperInput, KeyInput } from '../../src/contract/filing.ts'
import type { AccountView, LicenceView } from '../../src/contract/accountViews.ts'
import type { NoticeKind, NoticeView, PaymentView } from '../../src/contract/caseViews.ts'
import type { PaymentChannel } from '../../src/domain/caseEvents.ts'
import type { PaymentState } from '../../src/domain/casePayment.ts'
import type { CaseStatus } from '../../src/domain/caseStatus.ts'
import type { Provision } from '../../src/domain/facts.ts'
import type { Capacity } from '../../src/domain/item.ts'
import type { AttemptState } from '../../src/domain/paymentAttempt.ts'
import type { RatingGrade } from '../../src/domain/ratings.ts'
import type { ReceiptContents } from '../../src/domain/receiptProof.ts'
import type { Verdict } from '../../src/domain/verdict.ts'

// mock-api/migrations is what makes the tables; a test compares both, column by column.

/** An ISO string with milliseconds and Z. */
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'string' })

/** What the identity provider knows of a person. */
export type Profile = Pick<
  AccountView, 'name' | 'idKind' | 'idNumber' | 'birthDate' | 'phone' | 'address' | 'organisations' | 'wards'
>

/** How somebody proved who they are, as the identity provider says. */
export interface Authentication {
  level: string
  method: string
  at: string
}

/** An EC P-256 public JWK. */
export type PublicKey = KeyInput['publicKey']

/** In whose name a case runs; the birth date as the provider or the number says it. */
export type CaseApplicant = ApplicantInput & Pick<FilingInput, 'organisation'>

export const accounts = pgTable('accounts', {
  id: uuid('id').primaryKey(),
  issuer: text('issuer').notNull(),
  subject: text('subject').notNull(),
  role: text('role').$type<'resident' | 'officer'>().notNull(),
  profile: jsonb('profile').$type<Profile>().notNull(),
  createdAt: instant('created_at').notNull(),
  signedInAt: instant('signed_in_at').notNull(),
})

export const sessions = pgTable('sessions', {
  id: text('id').primaryKey(),
  accountId: uuid('account_id').notNull(),
  auth: jsonb('auth').$type<Authentication>().notNull(),
  createdAt: instant('created_at').notNull(),
  lastSeenAt: instant('last_seen_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
})

export const signInAttempts = pgTable('sign_in_attempts', {
  state: text('state').primaryKey(),
  nonce: text('nonce').notNull(),
  codeVerifier: text('code_verifier').notNull(),
  returnTo: text('return_to').notNull(),
  createdAt: instant('created_at').notNull(),
})

export const deviceKeys = pgTable('device_keys', {
  id: uuid('id').primaryKey(),
  accountId: uuid('account_id').notNull(),
  publicKey: jsonb('public_key').$type<PublicKey>().notNull(),
  thumbprint: text('thumbprint').notNull(),
  algorithm: text('algorithm').notNull(),
  createdAt: instant('created_at').notNull(),
  revokedAt: instant('revoked_at'),
  device: text('device').notNull().default(''),
})

export const idempotencyKeys = pgTable('idempotency_keys', {
  accountId: uuid('account_id').notNull(),
  key: text('key').notNull(),
  requestHash: text('request_hash').notNull(),
  status: text('status').$type<'running' | 'done'>().notNull(),
  responseBody: jsonb('response_body'),
  createdAt: instant('created_at').notNull(),
}, (table) => [primaryKey({ columns: [table.accountId, table.key] })])

export const cases = pgTable('cases', {
  id: uuid('id').primaryKey(),
  caseNo: text('case_no').notNull(),
  filingId: uuid('filing_id').notNull(),
  itemCode: text('item_code').notNull(),
  itemVersion: integer('item_version').notNull(),
  applicantAccountId: uuid('applicant_account_id'),
  filerAccountId: uuid('filer_account_id').notNull(),
  capacity: text('capacity').$type<Capacity>().notNull(),
  applicant: jsonb('applicant').$type<CaseApplicant>().notNull(),
  helper: jsonb('helper').$type<HelperInput>(),
  answers: jsonb('answers').$type<Record<string, string>>().notNull(),
  form: jsonb('form').$type<Record<string, string>>().notNull(),
  provisions: jsonb('provisions').$type<Record<string, Provision>>().notNull(),
  verdict: jsonb('verdict').$type<Verdict>().notNull(),
  status: text('status').$type<CaseStatus>().notNull(),
  receivedAt: instant('received_at').notNull(),
  acceptanceDue: date('acceptance_due'),
  decisionDue: date('decision_due'),
  calendarVersion: text('calendar_version').notNull(),
  updatedAt: instant('updated_at').notNull(),
  version: integer('version').notNull(),
})

export const caseEvents = pgTable('case_events', {
  caseId: uuid('case_id').notNull(),
  seq: integer('seq').notNull(),
  id: uuid('id').notNull(),
  type: text('type').notNull(),
  at: instant('at').notNull(),
  actorKind: text('actor_kind').$type<'resident' | 'officer' | 'system'>().notNull(),
  actorAccountId: uuid('actor_account_id'),
  data: jsonb('data').notNull(),
}, (table) => [primaryKey({ columns: [table.caseId, table.seq] })])

export const uploads = pgTable('uploads', {
  id: text('id').primaryKey(),
  accountId: uuid('account_id').notNull(),
  meta: jsonb('meta').notNull(),
  fileName: text('file_name').notNull(),
  mediaType: text('media_type').notNull(),
  size: bigint('size', { mode: 'number' }).notNull(),
  sha256: text('sha256'),
  state: text('state').$type<'receiving' | 'ready' | 'attached' | 'refused'>().notNull(),
  problem: text('problem'),
  caseId: uuid('case_id'),
  storageKey: text('storage_key').notNull(),
  createdAt: instant('created_at').notNull(),
  finishedAt: instant('finished_at'),
})

export const caseMaterials = pgTable('case_materials', {
  id: uuid('id').primaryKey(),
  caseId: uuid('case_id').notNull(),
  materialId: text('material_id').notNull(),
  way: text('way').notNull(),
  uploadId: text('upload_id'),
  licence: jsonb('licence').$type<LicenceView>(),
  due: date('due'),
  state: text('state').notNull(),
  createdAt: instant('created_at').notNull(),
})

export const signatures = pgTable('signatures', {
  id: uuid('id').primaryKey(),
  caseId: uuid('case_id').notNull(),
  documentId: text('document_id').notNull(),
  documentVersion: integer('document_version').notNull(),
  text: text('text').notNull(),
  sha256: text('sha256').notNull(),
  signer: jsonb('signer').notNull(),
  keyId: uuid('key_id').notNull(),
  algorithm: text('algorithm').notNull(),
  signature: text('signature').notNull(),
  record: jsonb('record').notNull(),
  serverReceivedAt: instant('server_received_at').notNull(),
  prevHash: text('prev_hash').notNull(),
  hash: text('hash').notNull(),
})

export const receiptKeys = pgTable('receipt_keys', {
  id: text('id').primaryKey(),
  publicKey: jsonb('public_key').$type<PublicKey>().notNull(),
  createdAt: instant('created_at').notNull(),
})

export const receipts = pgTable('receipts', {
  id: uuid('id').primaryKey(),
  caseId: uuid('case_id').notNull(),
  contents: jsonb('contents').$type<ReceiptContents>().notNull(),
  digest: text('digest').notNull(),
  keyId: text('key_id').notNull(),
  signature: text('signature').notNull(),
  issuedAt: instant('issued_at').notNull(),
})

export const notices = pgTable('notices', {
  id: uuid('id').primaryKey(),
  caseId: uuid('case_id').notNull(),
  kind: text('kind').$type<NoticeKind>().notNull(),
  documentNo: text('document_no').notNull(),
  body: jsonb('body').$type<Pick<NoticeView, 'body' | 'lines'>>().notNull(),
  issuedAt: instant('issued_at').notNull(),
  sha256: text('sha256').notNull(),
})

export const ratings = pgTable('ratings', {
  id: uuid('id').primaryKey(),
  caseId: uuid('case_id').notNull(),
  stage: integer('stage').notNull(),
  sequence: integer('sequence').notNull(),
  grade: text('grade').$type<RatingGrade>().notNull(),
  tags: text('tags').array().notNull(),
  comment: text('comment').notNull(),
  anonymous: boolean('anonymous').notNull(),
  channel: text('channel').notNull(),
  raterAccountId: uuid('rater_account_id').notNull(),
  ratedAt: instant('rated_at').notNull(),
  prevHash: text('prev_hash').notNull(),
  hash: text('hash').notNull(),
})

export const officerJobs = pgTable('officer_jobs', {
  id: uuid('id').primaryKey(),
  caseId: uuid('case_id').notNull(),
  kind: text('kind').notNull(),
  payload: jsonb('payload').notNull(),
  runAfter: instant('run_after').notNull(),
  leaseUntil: instant('lease_until'),
  attempts: integer('attempts').notNull(),
})

export const paymentOrders = pgTable('payment_orders', {
  id: uuid('id').primaryKey(),
  caseId: uuid('case_id').notNull(),
  orderNo: text('order_no').notNull(),
  lines: jsonb('lines').$type<PaymentView['lines']>().notNull(),
  amountFen: integer('amount_fen').notNull(),
  state: text('state').$type<PaymentState>().notNull(),
  issuedAt: instant('issued_at').notNull(),
  until: date('until').notNull(),
  channel: text('channel').$type<PaymentChannel>(),
  paidAt: instant('paid_at'),
  receiptNo: text('receipt_no'),
})

export const paymentAttempts = pgTable('payment_attempts', {
  id: uuid('id').primaryKey(),
  orderId: uuid('order_id').notNull(),
  caseId: uuid('case_id').notNull(),
  amountFen: integer('amount_fen').notNull(),
  state: text('state').$type<AttemptState>().notNull(),
  reference: text('reference'),
  startedAt: instant('started_at').notNull(),
  askAfter: instant('ask_after').notNull(),
  asked: integer('asked').notNull(),
})

/** Every table, each after the ones it refers to. */
export const tablesInOrder = [
  accounts, sessions, signInAttempts, deviceKeys, idempotencyKeys, cases, caseEvents, uploads, caseMaterials,
  signatures, receiptKeys, receipts, notices, ratings, officerJobs, paymentOrders, paymentAttempts,
]
