/** The rows a 文书 may hold (rules.md §1.5); labels come from the locales by key. */
import type { pointCodes } from './officerAction.ts'

export const noticeRowKeys = [
  'caseNo', 'itemName', 'itemCode', 'applicant', 'organisation', 'authority', 'issuedOn', 'legalBasis',
  'enquiry', 'complaint',
  'receivedAt', 'material', 'acceptedOn', 'decideBy', 'statutoryBy', 'visit', 'owedMaterial', 'correctBy',
  'competentAuthority', 'reconsiderBy', 'sueBy', 'decidedOn', 'permitNo', 'result', 'validity', 'endedOn',
  'approver', 'specialKind', 'expectedDays', 'deliveredBy',
] as const

export type NoticeRowKey = (typeof noticeRowKeys)[number] | `point-${(typeof pointCodes)[number]}`
