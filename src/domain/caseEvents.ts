/**
 * A case is its events, appended and never changed. The kinds follow the ten events exchanged in Guangdong
 * (rules.md §1.4) and keep 网上预审 (prechecked) distinct: it is not acceptance.
 */
import type { Fen } from './money.ts'
import type { PlainDate } from './plainDate.ts'

export interface OwedMaterial {
  materialId: string
  /** Last day, until 24:00 Asia/Shanghai; undefined where the calendar ends. */
  due?: PlainDate
}

export interface CorrectionPoint {
  at: string
  code: string
  materialId?: string
  note?: string
}

export interface ChangedValue {
  /** JSON pointer into the filing: `/answers/…` or `/form/…`. */
  at: string
  value: string
}

export type CaseEventData =
  /** 申办: the server's receipt, the legal receipt time (电子签名法 第十一条). */
  | { type: 'submitted' }
  | { type: 'prechecked' }
  /** 到场核验 done. */
  | { type: 'visited' }
  | { type: 'accepted', owed: OwedMaterial[], decideBy?: PlainDate, statutoryBy?: PlainDate }
  /** 视为受理, 行政许可法 第三十二条第一款第四项: as of the day of receipt. */
  | { type: 'acceptedDeemed', owed: OwedMaterial[], decideBy?: PlainDate, statutoryBy?: PlainDate }
  | { type: 'notAccepted', reason: string, authority?: string }
  | { type: 'notRequired', reason: string }
  /** 补正告知, once and complete (第三十二条第一款第四项). */
  | { type: 'correctionRequested', points: CorrectionPoint[], until: PlainDate }
  /**
   * `fixed`: pointers of the correction points it settles; `changed`: answers and fields that are others now, so that
   * whoever decides reads more than the text that was signed; `late`: after the day it was due, taken all the same.
   */
  | {
    type: 'supplemented', materialIds: string[], fixed: string[], complete: boolean, changed?: ChangedValue[],
    late?: boolean,
  }
  | { type: 'supplementVerified', materialIds: string[] }
  /** A defective supplement is told once, in writing (RQ-12). */
  | { type: 'supplementRefused', points: CorrectionPoint[] }
  | { type: 'reviewStarted' }
  | { type: 'specialStarted', kind: string, reason: string, expectedDays: number }
  /** The days of the pause are added to what was left (LC-16). */
  | { type: 'specialEnded', decideBy?: PlainDate, statutoryBy?: PlainDate }
  | { type: 'extended', reason: string, approver: string, decideBy?: PlainDate }
  /** `deliverBy`: the certificate is handed over by then (第四十四条, LC-18). */
  | { type: 'granted', permitNo: string, deliverBy?: PlainDate }
  | { type: 'denied', reason: string }
  | { type: 'delivered', way: string }
  | { type: 'commitmentWithdrawn', commitmentId: string, materialId: string, reason: string, until: PlainDate }
  | { type: 'withdrawn', reason: string }
  | { type: 'terminated', reason: string }
  /** 缴款单: without one nobody may ask for a fee (行政许可法 第五十八条、第五十九条, LC-26). */
  | { type: 'paymentOrdered', orderNo: string, amountFen: Fen, until: PlainDate }
  /** Accepted anew, the case costs nothing any more. */
  | { type: 'paymentVoided', orderNo: string }
  /** `receiptNo`: the paper receipt of a payment at the window. */
  | { type: 'paymentReceived', orderNo: string, amountFen: Fen, channel: PaymentChannel, receiptNo?: string }
  /** `surplus`: what came in beside a fee that was paid or no longer due; the fee itself stays as it is. */
  | {
    type: 'paymentRefunded', orderNo: string, amountFen: Fen, channel: PaymentChannel, receiptNo?: string,
    surplus?: boolean,
  }

export type PaymentChannel = 'online' | 'window'

export type ActorKind = 'resident' | 'officer' | 'system'

export type CaseEvent = CaseEventData & {
  seq: number
  /** Instant, ISO with Z. */
  at: string
  actor: ActorKind
}
