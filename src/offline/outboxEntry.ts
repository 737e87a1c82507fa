import type {
  CommitmentWithdrawalInput, FilingInput, RatingInput, SupplementInput, WithdrawalInput,
} from '../contract/filing.ts'
import type { Problem } from '../contract/problems.ts'
import type { CaseView, ReceiptView } from '../contract/caseViews.ts'
import type { OutboxState, OutboxVerb } from './deviceSchema.ts'

export type { OutboxState, OutboxVerb } from './deviceSchema.ts'

/** What each intent sends. `uploadIds` in provisions and `keyId` in signatures are filled in when it is sent. */
export interface OutboxBodies {
  submitFiling: FilingInput
  supplementCase: SupplementInput
  withdrawCase: WithdrawalInput
  withdrawCommitment: CommitmentWithdrawalInput
  rateService: RatingInput
}

/** What the server answers to each. */
export interface OutboxReplies {
  submitFiling: ReceiptView
  supplementCase: CaseView
  withdrawCase: CaseView
  withdrawCommitment: CaseView
  rateService: CaseView
}

/** What this phone itself has sent, by hash: what a receipt is compared with later, without the server's word. */
export interface SentParts {
  documents: { id: string, version: number, sha256: string }[]
  files: { materialId: string, sha256: string }[]
}

/** What a resident has decided to send, in the words needed to show and to send it. */
export interface NewOutboxEntry<Verb extends OutboxVerb = OutboxVerb> {
  verb: Verb
  accountId: string
  /** With submitFiling only: the draft it came from, deleted once the server has it. */
  filingId?: string
  /** With everything but submitFiling. */
  caseNo?: string
  /** The item's name, as the resident knows it. */
  label: string
  body: OutboxBodies[Verb]
  /** Files that have to be with the server first. */
  localFileIds: string[]
}

export interface OutboxEntry extends Omit<NewOutboxEntry, 'body'> {
  /** Also the idempotency key, minted before the first try. */
  id: string
  state: OutboxState
  /** It may have reached the server although no answer came back: it can no longer be cancelled. */
  posted: boolean
  /** Why it needs the resident, or what the server said last while it waits. */
  problem?: Problem
  attempts: number
  nextTryAt: string
  createdAt: string
  /** Gone once done: the server has it. */
  body?: OutboxBodies[OutboxVerb]
  /** Once done, in its place. */
  sent?: SentParts
  /** The server's answer, once done. */
  reply?: OutboxReplies[OutboxVerb]
}
