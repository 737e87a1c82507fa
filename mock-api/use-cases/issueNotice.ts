import type { NoticeRowKey } from '../../src/contract/noticeRows.ts'
import type { NoticeKind } from '../../src/contract/caseViews.ts'
import { canonicalJson } from '../../src/domain/canonicalJson.ts'
import { plainDateAt } from '../../src/domain/plainDate.ts'
import type { Transaction } from '../database/transaction.ts'
import { uuidV7 } from '../database/uuidV7.ts'
import type { AppDependencies } from '../dependencies.ts'
import { countNotices, insertNotice } from '../repositories/notices.ts'
import type { CaseFile } from './caseFile.ts'
import { sha256Hex } from './hashChain.ts'

export interface NoticeRow {
  key: NoticeRowKey
  value: string
}

/** What one kind of 文书 says beyond the common head and foot (rules.md §1.5). */
export interface NoticeContent {
  kind: NoticeKind
  rows: NoticeRow[]
  /** Free text: of the catalogue, or written by the officer or the resident. */
  lines: string[]
}

/** Issues a written notice of a case (行政许可法 第三十二条第二款: every step has its paper). */
export async function issueNotice(
  tx: Transaction, { catalogue }: Pick<AppDependencies, 'catalogue'>, file: Pick<CaseFile, 'row' | 'item'>, at: string,
  content: NoticeContent,
): Promise<void> {
  const { row, item } = file
  // The case row is locked or new: nobody else numbers its notices now.
  const number = await countNotices(tx, row.id) + 1
  const documentNo = `${row.caseNo}-${String(number).padStart(2, '0')}`
  const { organisation, name } = row.applicant
  const body = groupRows([
    { key: 'caseNo', value: row.caseNo },
    { key: 'itemName', value: item.name },
    { key: 'itemCode', value: item.code },
    { key: 'applicant', value: name },
    ...(organisation ? [{ key: 'organisation', value: organisation.name }] : []),
    ...content.rows,
    ...item.legalBasis.map(({ law, article }) => ({ key: 'legalBasis', value: `${law} ${article}` })),
    ...contacts('enquiry', item.enquiry.length > 0 ? item.enquiry : catalogue.view.bureau.enquiry),
    ...contacts('complaint', item.complaint.length > 0 ? item.complaint : catalogue.view.bureau.complaint),
    { key: 'authority', value: item.implementingBody },
    { key: 'issuedOn', value: plainDateAt(at) },
  ])
  const notice = { kind: content.kind, documentNo, body: { body, lines: content.lines }, issuedAt: at }
  await insertNotice(tx, {
    id: uuidV7(Date.parse(at)), caseId: row.id, ...notice, sha256: sha256Hex(canonicalJson(notice)),
  })
}

/** One row a key: a paper names its materials in one place. */
function groupRows(rows: { key: string, value: string }[]): { key: string, value: string }[] {
  const values = new Map<string, string[]>()
  for (const { key, value } of rows) values.set(key, [...values.get(key) ?? [], value])
  return [...values].map(([key, all]) => ({ key, value: all.join('；') }))
}

function contacts(key: NoticeRowKey, list: { name: string, phone: string }[]): { key: string, value: string }[] {
  return list.map(({ name, phone }) => ({ key, value: `${name} ${phone}` }))
}
