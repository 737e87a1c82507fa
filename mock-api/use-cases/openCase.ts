import { randomInt } from 'node:crypto'
import type { FilingInput } from '../../src/contract/filing.ts'
import type { ProblemValue } from '../../src/contract/problems.ts'
import type { ReusableMaterialView } from '../../src/contract/accountViews.ts'
import { acceptanceDeadline } from '../../src/domain/clocks.ts'
import { plainDateAt } from '../../src/domain/plainDate.ts'
import type { ReceiptProof } from '../../src/domain/receiptProof.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import type { Transaction } from '../database/transaction.ts'
import { uuidV7 } from '../database/uuidV7.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { insertEvents } from '../repositories/caseEvents.ts'
import { findFiledCaseNo, insertCase } from '../repositories/cases.ts'
import type { CaseRow } from '../repositories/cases.ts'
import type { DeviceKey } from '../repositories/deviceKeys.ts'
import { insertSignatures } from '../repositories/signatures.ts'
import { enqueueAcceptance, enqueueStandIn } from './enqueueJobs.ts'
import type { HeldLicence } from './findLicences.ts'
import { issueNotice } from './issueNotice.ts'
import { issueReceipt } from './issueReceipt.ts'
import type { JudgedFiling } from './judgeFiling.ts'
import { receiptContent } from './noticeContents.ts'
import { filingContents } from './receiptContents.ts'
import { makeSignatureRows } from './signatureRecord.ts'
import type { ClientSummary } from './signatureRecord.ts'
import { storeMaterials } from './storeMaterials.ts'
import { takeUploads } from './takeUploads.ts'

interface Opening {
  account: Account
  filing: FilingInput
  judged: JudgedFiling
  held: HeldLicence[] | undefined
  reusable: ReusableMaterialView[]
  fileHashes: ReadonlyMap<string, string>
  keys: Map<string, DeviceKey>
  client: ClientSummary
  receivedAt: string
}

/**
 * Writes everything a new case consists of. Problems: those of `takeUploads`; `already-filed` with the case's
 * number when the same filing has arrived before, under another key.
 * @returns the receipt, with its number
 */
export async function openCase(
  tx: Transaction, deps: AppDependencies, opening: Opening,
): Promise<Result<ReceiptProof, ProblemValue>> {
  const { account, filing, judged, held, reusable, fileHashes, keys, client, receivedAt } = opening
  const { item, facts } = judged
  const inserted = await insertNumbered(tx, makeRow(deps, opening))
  if (!inserted.ok) return inserted
  const row = inserted.value
  const taken = await takeUploads(tx, account.id, row.id, facts.provisions)
  if (!taken.ok) return taken
  await insertEvents(tx, row.id, [{
    id: uuidV7(Date.parse(receivedAt)), actorAccountId: account.id,
    event: { type: 'submitted', seq: 1, at: receivedAt, actor: 'resident' },
  }])
  await storeMaterials(tx, {
    caseId: row.id, item, provisions: facts.provisions, held, reusable, state: 'given', at: receivedAt,
  })
  await insertSignatures(tx, makeSignatureRows({ caseId: row.id, account, filing, keys, client, receivedAt }))
  await issueNotice(tx, deps, { row, item }, receivedAt, receiptContent(item, facts, receivedAt))
  await enqueueStandIn(tx, deps, row.id, receivedAt)
  await enqueueAcceptance(tx, deps, row.id, receivedAt)
  return ok(await issueReceipt(tx, deps, row, receivedAt, filingContents(filing, judged, fileHashes)))
}

function makeRow({ catalogue }: AppDependencies, opening: Opening): CaseRow {
  const { account, filing, judged: { applicant, facts, verdict }, receivedAt } = opening
  const isApplicant = filing.capacity === 'self' || filing.capacity === 'legalRepresentative'
  return {
    id: uuidV7(Date.parse(receivedAt)), caseNo: '', filingId: filing.filingId, itemCode: filing.itemCode,
    itemVersion: filing.itemVersion, applicantAccountId: isApplicant ? account.id : null,
    filerAccountId: account.id, capacity: filing.capacity, applicant, helper: filing.helper ?? null,
    answers: filing.answers, form: filing.form,
    provisions: facts.provisions, verdict, status: 'received', receivedAt,
    acceptanceDue: acceptanceDeadline(facts.today, catalogue.view.calendar) ?? null, decisionDue: null,
    calendarVersion: catalogue.view.calendar.version, updatedAt: receivedAt, version: 1,
  }
}

const mostDraws = 10

/**
 * Implementation code, day and 8 random digits, under a unique constraint: a serial would be one row every filing
 * waits for, and would tell how many cases there are.
 */
async function insertNumbered(tx: Transaction, row: CaseRow): Promise<Result<CaseRow, ProblemValue>> {
  for (let draw = 0; draw < mostDraws; draw++) {
    const day = plainDateAt(row.receivedAt).replaceAll('-', '')
    const numbered = { ...row, caseNo: `${row.itemCode}${day}${String(randomInt(100_000_000)).padStart(8, '0')}` }
    if (await insertCase(tx, numbered)) return ok(numbered)
    const filed = await findFiledCaseNo(tx, row.filerAccountId, row.filingId)
    if (filed) return fail({ code: 'already-filed', facts: { caseNo: filed } })
  }
  throw new Error('no free case number')
}
