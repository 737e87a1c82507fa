/** What each 文书 has to say (rules.md §1.5), as rows of codes and values; words for the codes are the locales'. */
import type { CaseEvent, CorrectionPoint, OwedMaterial } from '../../src/domain/caseEvents.ts'
import type { CaseState } from '../../src/domain/caseStatus.ts'
import { fieldName, findField } from '../../src/domain/entries.ts'
import type { Facts } from '../../src/domain/facts.ts'
import type { Item, Material } from '../../src/domain/item.ts'
import { addDays, addMonths, plainDateAt } from '../../src/domain/plainDate.ts'
import { listMaterials } from '../../src/domain/requirements.ts'
import type { NoticeContent, NoticeRow } from './issueNotice.ts'

/** 收件凭证: what was handed in, and when the server had it. No acceptance (LC-03). */
export function receiptContent(item: Item, facts: Facts, receivedAt: string): NoticeContent {
  const received = listMaterials(item, facts).flatMap(({ material }): NoticeRow[] => {
    const given = facts.provisions[material.id]
    // What stands in an earlier case is named by that case and the day it first came in.
    if (given?.way === 'reuse') {
      return [{ key: 'material', value: `${material.name}（${given.caseNo}，${plainDateAt(given.handedInAt)}）` }]
    }
    const copies = copiesReceived(material, facts)
    return copies > 0 ? [{ key: 'material', value: `${material.name} × ${copies}` }] : []
  })
  const visit: NoticeRow[] = item.visit ? [{ key: 'visit', value: item.visit.where }] : []
  return { kind: 'receipt', lines: [], rows: [{ key: 'receivedAt', value: receivedAt }, ...received, ...visit] }
}

/** What is to follow later or stands declared has not been received. */
function copiesReceived(material: Material, facts: Facts): number {
  const given = facts.provisions[material.id]
  if (material.kind === 'form' || given?.way === 'library') return 1
  return given?.way === 'file' ? given.uploadIds.length : 0
}

/** The paper that goes with an event, `state` being the case after it; undefined where none is due. */
export function noticeFor(item: Item, event: CaseEvent, state: CaseState): NoticeContent | undefined {
  const day = plainDateAt(event.at)
  switch (event.type) {
    case 'accepted': case 'acceptedDeemed':
      return acceptanceContent(item, event.owed, event, plainDateAt(state.acceptedAt ?? event.at))
    case 'correctionRequested': return correctionContent(item, event.points, event.until)
    case 'commitmentWithdrawn': return correctionContent(item, [
      { at: `/provisions/${event.materialId}`, code: 'material-missing', materialId: event.materialId }], event.until)
    case 'supplementRefused': return { ...correctionContent(item, event.points), kind: 'correction' }
    case 'notAccepted': return {
      kind: 'notAccepted', lines: [event.reason],
      rows: [...(event.authority ? [{ key: 'competentAuthority', value: event.authority } as const] : []), ...remedies(day)],
    }
    case 'notRequired': return { kind: 'notRequired', lines: [event.reason], rows: [] }
    case 'specialStarted': return {
      kind: 'special', lines: [event.reason],
      rows: [{ key: 'specialKind', value: event.kind }, { key: 'expectedDays', value: String(event.expectedDays) }],
    }
    case 'extended': return {
      kind: 'extension', lines: [event.reason],
      rows: [...dated('decideBy', event.decideBy), { key: 'approver', value: event.approver }],
    }
    case 'granted': return {
      kind: 'grant', lines: [],
      rows: [{ key: 'decidedOn', value: day }, { key: 'permitNo', value: event.permitNo },
        { key: 'result', value: item.result.name }, { key: 'validity', value: item.result.validity },
        ...dated('deliveredBy', event.deliverBy)],
    }
    case 'denied': return { kind: 'denial', lines: [event.reason], rows: [{ key: 'decidedOn', value: day }, ...remedies(day)] }
    case 'withdrawn': return { kind: 'withdrawal', lines: keep(event.reason), rows: [{ key: 'endedOn', value: day }] }
    case 'terminated': return { kind: 'termination', lines: [event.reason], rows: [{ key: 'endedOn', value: day }] }
    default: return undefined
  }
}

function acceptanceContent(
  item: Item, owed: OwedMaterial[], { decideBy, statutoryBy }: { decideBy?: string, statutoryBy?: string }, day: string,
): NoticeContent {
  const rows: NoticeRow[] = [
    { key: 'acceptedOn', value: day }, ...dated('decideBy', decideBy), ...dated('statutoryBy', statutoryBy),
    ...owed.map(({ materialId, due }): NoticeRow => (
      { key: 'owedMaterial', value: [nameOf(item, materialId), due].filter(Boolean).join(' ') })),
  ]
  return { kind: owed.length > 0 ? 'tolerantAcceptance' : 'acceptance', rows, lines: [] }
}

function correctionContent(item: Item, points: CorrectionPoint[], until?: string): NoticeContent {
  return {
    kind: 'correction',
    rows: [...points.map(({ at, code }): NoticeRow => (
      { key: `point-${code}` as NoticeRow['key'], value: labelAt(item, at) })), ...dated('correctBy', until)],
    lines: points.flatMap((point) => keep(point.note ?? '')),
  }
}

/** 行政复议法 第二十条, 行政诉讼法 第四十六条: counted from service, which here is the day of issue (LC-19). */
function remedies(day: string): NoticeRow[] {
  return [{ key: 'reconsiderBy', value: addDays(day, 60) }, { key: 'sueBy', value: addMonths(day, 6) }]
}

function dated(key: NoticeRow['key'], date: string | undefined): NoticeRow[] {
  return date ? [{ key, value: date }] : []
}

function keep(line: string): string[] {
  return line === '' ? [] : [line]
}

function nameOf(item: Item, materialId: string): string {
  return item.materials.find((material) => material.id === materialId)?.name ?? materialId
}

/** The catalogue's own words for the place a pointer names. */
function labelAt(item: Item, pointer: string): string {
  const [, group, id = ''] = pointer.split('/')
  if (group === 'provisions') return nameOf(item, id)
  if (group === 'answers') return item.questions.find((one) => one.id === id)?.label ?? pointer
  const field = findField(item, id)
  return field ? fieldName(field) : pointer
}
