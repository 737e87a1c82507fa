import { and, count, desc, eq, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { CaseStatus } from '../../src/domain/caseStatus.ts'
import { accounts, cases } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

export type CaseRow = typeof cases.$inferSelect

/** A case with the name of whoever filed it. */
export interface FoundCase {
  row: CaseRow
  filerName: string
}

/** @returns false when the number is taken, or the filing has become a case already */
export async function insertCase(tx: Transaction, row: CaseRow): Promise<boolean> {
  const rows = await tx.insert(cases).values(row).onConflictDoNothing()
    .returning({ id: cases.id })
  return rows.length > 0
}

/** The number of the case this filing became, if it has arrived before. */
export async function findFiledCaseNo(
  tx: Transaction, filerAccountId: string, filingId: string,
): Promise<string | undefined> {
  const rows = await tx.select({ caseNo: cases.caseNo }).from(cases)
    .where(and(eq(cases.filerAccountId, filerAccountId), eq(cases.filingId, filingId)))
  return rows[0]?.caseNo
}

/** How many filings of an account have become cases since an instant. */
export async function countFiled(tx: Transaction, filerAccountId: string, since: string): Promise<number> {
  const rows = await tx.select({ filed: count() }).from(cases)
    .where(and(eq(cases.filerAccountId, filerAccountId), gte(cases.receivedAt, since)))
  return rows[0]?.filed ?? 0
}

export async function findCase(tx: Transaction, caseNo: string): Promise<FoundCase | undefined> {
  const rows = await selectCases(tx).where(eq(cases.caseNo, caseNo))
  return rows[0]
}

/** Waits for whoever else is acting on the case; what is read afterwards stays so until the transaction ends. */
export async function lockCase(
  tx: Transaction, by: { caseNo: string } | { id: string },
): Promise<FoundCase | undefined> {
  const rows = await selectCases(tx)
    .where('id' in by ? eq(cases.id, by.id) : eq(cases.caseNo, by.caseNo))
    .for('update', { of: cases })
  return rows[0]
}

export type CaseChange = Partial<Pick<CaseRow, 'answers' | 'form' | 'provisions' | 'acceptanceDue' | 'decisionDue'>>
  & Pick<CaseRow, 'status' | 'updatedAt' | 'version'>

/** @throws Error when somebody has changed the case since `version - 1` was read */
export async function updateCase(tx: Transaction, id: string, change: CaseChange): Promise<void> {
  const rows = await tx.update(cases).set(change)
    .where(and(eq(cases.id, id), eq(cases.version, change.version - 1)))
    .returning({ id: cases.id })
  if (rows.length === 0) throw new Error('the case has changed under its lock')
}

/** Where the page before ended. */
export interface Position {
  receivedAt: string
  id: string
}

export interface Page {
  limit: number
  after?: Position | undefined
}

/** Who asks: their account, and the number an applicant without an account at filing is known by. */
export interface Reader {
  accountId: string
  idKind: string
  idNumber: string
}

/** Cases somebody may read, newest first. */
export async function listCasesOf(tx: Transaction, reader: Reader, page: Page): Promise<FoundCase[]> {
  return listPage(tx, page, isReadableBy(reader))
}

/** As their filer, their applicant, or the applicant who had no account when somebody filed. */
export function isReadableBy({ accountId, idKind, idNumber }: Reader) {
  return or(eq(cases.filerAccountId, accountId), eq(cases.applicantAccountId, accountId), and(
    isNull(cases.applicantAccountId),
    sql`${cases.applicant}->>'idNumber' = ${idNumber}`, sql`${cases.applicant}->>'idKind' = ${idKind}`,
  ))
}

export async function listCasesIn(
  tx: Transaction, statuses: readonly CaseStatus[], page: Page,
): Promise<FoundCase[]> {
  return listPage(tx, page, statuses.length > 0 ? inArray(cases.status, [...statuses]) : undefined)
}

function listPage(tx: Transaction, { limit, after }: Page, which: ReturnType<typeof or>): Promise<FoundCase[]> {
  const later = after && or(
    lt(cases.receivedAt, after.receivedAt), and(eq(cases.receivedAt, after.receivedAt), lt(cases.id, after.id)),
  )
  return selectCases(tx).where(and(which, later)).orderBy(desc(cases.receivedAt), desc(cases.id)).limit(limit)
}

function selectCases(tx: Transaction) {
  return tx.select({ row: cases, filerName: sql<string>`${accounts.profile}->>'name'` }).from(cases)
    .innerJoin(accounts, eq(accounts.id, cases.filerAccountId)).$dynamic()
}
