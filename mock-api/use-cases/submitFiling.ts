import type { FilingInput } from '../../src/contract/filing.ts'
import type { ProblemValue } from '../../src/contract/problems.ts'
import type { ReceiptView } from '../../src/contract/caseViews.ts'
import type { CreditRecord } from '../../src/domain/facts.ts'
import { plainDateAt, startOfDay } from '../../src/domain/plainDate.ts'
import { fail, ok } from '../../src/domain/result.ts'
import type { Result } from '../../src/domain/result.ts'
import type { CaseApplicant } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import { lockAccount } from '../repositories/accounts.ts'
import type { Account } from '../repositories/accounts.ts'
import { countFiled } from '../repositories/cases.ts'
import { findKey } from '../repositories/deviceKeys.ts'
import { findLicences, licencesFor } from './findLicences.ts'
import { findNamed } from './findReusable.ts'
import { judgeFiling } from './judgeFiling.ts'
import type { FilingSources } from './judgeFiling.ts'
import { openCase } from './openCase.ts'
import { quotaExceeded } from './quotaExceeded.ts'
import { readFileHashes } from './readFileHashes.ts'
import { runIdempotent } from './runIdempotent.ts'
import type { WriteRequest } from './runIdempotent.ts'
import type { ClientSummary } from './signatureRecord.ts'
import { verifySignatures } from './verifySignatures.ts'

/**
 * Takes a filing in: checks that it is one, then case, event, materials, signatures, receipt and the officer's job
 * come into being in one transaction. The server's time of arrival is the legal receipt time (电子签名法 第十一条).
 * Problems: those of `judgeFiling`, `readFileHashes`, `verifySignatures` and `openCase`; `quota-exceeded`.
 */
export async function submitFiling(
  deps: AppDependencies, account: Account, write: WriteRequest, filing: FilingInput, client: ClientSummary,
): Promise<Result<ReceiptView, ProblemValue>> {
  const sources = await askSources(deps, account, filing)
  return runIdempotent(deps, account.id, write, async (tx): Promise<Result<ReceiptView, ProblemValue>> => {
    const receivedAt = deps.clock.now()
    const today = plainDateAt(receivedAt)
    const reusable = await findNamed(tx, deps, account, filing.provisions, whoApplies(filing), today)
    const judge = (credit: CreditRecord) =>
      judgeFiling(deps.catalogue, account.profile, filing, { held: sources.held, reusable, credit }, today)
    const judged = judge(sources.credit.own)
    if (!judged.ok) return judged
    const files = await readFileHashes(tx, account.id, judged.value.facts.provisions)
    if (!files.ok) return files
    const keys = await findKeys(tx, account.id, filing)
    const unsigned = verifySignatures({
      catalogue: deps.catalogue, profile: account.profile, filing, judged: judged.value, fileHashes: files.value, keys,
      today,
    })
    if (unsigned) return fail(unsigned)
    // What somebody else's record says is told only to who has signed for it, with the papers that prove they may.
    const rejudged = judge(sources.credit.worst)
    if (!rejudged.ok) return rejudged
    const opened = await openCase(tx, deps, {
      account, filing, judged: rejudged.value, held: sources.held, reusable, fileHashes: files.value, keys, client,
      receivedAt,
    })
    if (!opened.ok) return opened
    const beyond = await checkQuota(tx, deps, account, receivedAt)
    if (beyond) return fail(beyond)
    return ok({ caseNo: opened.value.caseNo, receivedAt, verdict: rejudged.value.verdict, proof: opened.value })
  })
}

/**
 * Counts the person's cases of the day, this one among them. Last of all: what has arrived before is told so and not
 * counted again, and a person's filings wait for each other from here only.
 */
async function checkQuota(
  tx: Transaction, { settings: { quotas } }: AppDependencies, { id }: Account, receivedAt: string,
): Promise<ProblemValue | undefined> {
  await lockAccount(tx, id)
  const filed = await countFiled(tx, id, startOfDay(plainDateAt(receivedAt)))
  return filed > quotas.filings ? quotaExceeded('filings', quotas, receivedAt) : undefined
}

/** Asked before the transaction: other buildings may be slow, and the database waits for nobody. */
async function askSources(
  deps: AppDependencies, { profile }: Account, filing: FilingInput,
): Promise<{ credit: Record<'own' | 'worst', CreditRecord>, held: FilingSources['held'] }> {
  const { applicant, organisation } = filing
  const subjects = [profile.idNumber, applicant.idNumber, ...(organisation ? [organisation.uscc] : [])]
  const [records, held] = await Promise.all([
    Promise.all([...new Set(subjects)].map((idNumber) => deps.credit.lookUp({ idNumber }))),
    // A library that cannot be reached leads to the ordinary path, not to a refusal (RQ-07).
    findLicences(deps, profile).catch(() => undefined),
  ])
  return {
    credit: { own: records[0] ?? 'unknown', worst: worst(records) },
    held: licencesFor(held, profile, { capacity: filing.capacity, applicant: whoApplies(filing) }),
  }
}

/** As the filing says it; whether it is true is judged. */
function whoApplies({ applicant, organisation }: FilingInput): CaseApplicant {
  return { ...applicant, organisation }
}

/** The filer's own record; a breach of the applicant or the organisation counts too, an unknown record does not. */
function worst([own = 'unknown', ...others]: CreditRecord[]): CreditRecord {
  return others.includes('breach') ? 'breach' : own
}

async function findKeys(tx: Transaction, accountId: string, { signatures }: FilingInput) {
  const keys = new Map<string, NonNullable<Awaited<ReturnType<typeof findKey>>>>()
  for (const id of new Set(signatures.map(({ keyId }) => keyId))) {
    const key = await findKey(tx, accountId, id, 'share')
    if (key) keys.set(id, key)
  }
  return keys
}
