/** What an officer may send, and what an officer reads. */
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { officerActions } from '../domain/caseActions.ts'
import type { OfficerAction } from '../domain/caseActions.ts'
import type { CaseSummaryView, CaseView } from './caseViews.ts'

const closed = { additionalProperties: false } as const
const MaterialId = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]{0,63}$' })
const text = (maxLength = 500) => Type.String({ minLength: 1, maxLength })

/** What an officer may find wrong; the first two come from the rules themselves. */
export const pointCodes = [
  'material-missing', 'outcome-correction', 'material-unreadable', 'material-inconsistent', 'material-expired',
  'field-wrong',
] as const

export const PointBody = Type.Object({
  /** JSON pointer into the filing: the material, field or answer to correct. */
  at: Type.String({ pattern: '^/((provisions|answers)/[A-Za-z][A-Za-z0-9-]{0,63}|form/[A-Za-z][A-Za-z0-9]{0,63}(\\.[1-9]\\d?\\.[A-Za-z][A-Za-z0-9]{0,63})?)$' }),
  code: Type.Enum([...pointCodes]),
  note: Type.Optional(text()),
}, closed)

export const OfficerActionBody = Type.Object({
  action: Type.Enum([...officerActions]),
  /** `seq` of the last event the officer has seen: whoever decides on an older state is told so. */
  afterSeq: Type.Integer({ minimum: 1 }),
  /** refuseAcceptance, declareNotRequired, startSpecial, extend, deny, terminate. */
  reason: Type.Optional(text(2000)),
  /** refuseAcceptance for want of competence: who is competent (行政许可法 第三十二条). */
  authority: Type.Optional(text(200)),
  /** requestCorrection: beyond what the rules find; refuseSupplement: what is still wrong. */
  points: Type.Optional(Type.Array(PointBody, { minItems: 1, maxItems: 60 })),
  /** verifySupplement: which materials; all that wait when left out. */
  materialIds: Type.Optional(Type.Array(MaterialId, { minItems: 1, maxItems: 60 })),
  /** startSpecial. */
  kind: Type.Optional(text(60)),
  /** startSpecial: working days it is expected to take. */
  expectedDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
  /** extend: the head of the authority who approved. */
  approver: Type.Optional(text(60)),
  /** extend: working days more, ten at most (行政许可法 第四十二条). */
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
  /** grant. */
  permitNo: Type.Optional(text(60)),
  /** deliver. */
  way: Type.Optional(text(60)),
  /** recordPayment, recordRefund: number of the window's paper receipt. */
  receiptNo: Type.Optional(text(60)),
}, closed)

export type PointInput = Static<typeof PointBody>
export type OfficerActionInput = Static<typeof OfficerActionBody>

export interface OfficerCaseSummaryView extends Omit<CaseSummaryView, 'mayRate'> {
  filerName: string
}

/** No open rating: staff neither see nor hint at it (HP-07); no anonymous rating either (HP-06). */
export interface OfficerCaseView extends Omit<CaseView, 'mayRate' | 'ratable' | 'actions'> {
  actions: OfficerAction[]
}
