import type { ProvisionInput } from '../../src/contract/filing.ts'
import type { ReusableMaterialView } from '../../src/contract/accountViews.ts'
import type { CaseStatus } from '../../src/domain/caseStatus.ts'
import { normalise } from '../../src/domain/identifiers/normalise.ts'
import { addMonths, startOfDay } from '../../src/domain/plainDate.ts'
import type { PlainDate } from '../../src/domain/plainDate.ts'
import { isSameMaterial, reusableUntil } from '../../src/domain/reuse.ts'
import type { CaseApplicant } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AppDependencies } from '../dependencies.ts'
import type { Account } from '../repositories/accounts.ts'
import { readerOf } from './caseFile.ts'
import { listHandedIn } from '../repositories/reusableMaterials.ts'
import type { HandedIn } from '../repositories/reusableMaterials.ts'

type Deps = Pick<AppDependencies, 'catalogue'>

/** An officer said no to the whole: its papers want a fresh look. What was withdrawn or ended otherwise is as good. */
const lendsNothing: readonly CaseStatus[] = ['notAccepted', 'denied']
/** What ran out is shown as run out for a while, so that nobody wonders where it went. */
const shownLongerMonths = 12

/**
 * The materials of the cases an account may read that may be given again, each as it stands in the case it first came
 * in with: what was taken over from elsewhere counts there, so that its age is never less than it is.
 */
export async function findReusable(
  tx: Transaction, { catalogue }: Deps, account: Account, today: PlainDate,
  caseNos?: readonly string[],
): Promise<ReusableMaterialView[]> {
  const longest = Math.max(0, ...catalogue.reuseKinds.map(({ months }) => months)) + shownLongerMonths
  const rows = await listHandedIn(tx, readerOf(account), {
    since: startOfDay(addMonths(today, -longest)), notIn: lendsNothing, ...(caseNos && { caseNos }),
  })
  const found: ReusableMaterialView[] = []
  for (const row of rows) {
    const known = found.find((one) => isSameMaterial(one, row))
    if (known) known.files.push(row.file)
    else found.push(...describe(catalogue, row))
  }
  return found
}

/** Of these, what one filing names, as far as it belongs to its applicant or organisation. */
export async function findNamed(
  tx: Transaction, deps: Deps, account: Account, provisions: Record<string, ProvisionInput>,
  { idNumber, organisation }: CaseApplicant, today: PlainDate,
): Promise<ReusableMaterialView[]> {
  const caseNos = Object.values(provisions).flatMap((given) => given.way === 'reuse' ? [given.caseNo] : [])
  if (caseNos.length === 0) return []
  const holders = [normalise(idNumber), ...(organisation ? [organisation.uscc] : [])]
  return (await findReusable(tx, deps, account, today, caseNos)).filter(({ heldBy }) => holders.includes(heldBy))
}

function describe(catalogue: Deps['catalogue'], row: HandedIn): ReusableMaterialView[] {
  const item = catalogue.findItem(row.itemCode, row.itemVersion)
  const material = item?.materials.find(({ id }) => id === row.materialId)
  const kind = catalogue.reuseKinds.find(({ id }) => id === material?.reuse?.kind)
  const heldBy = kind?.heldBy === 'organisation' ? row.applicant.organisation?.uscc : normalise(row.applicant.idNumber)
  if (!item || !material || !kind || heldBy === undefined) return []
  const { caseNo, materialId, handedInAt } = row
  return [{
    caseNo, materialId, kind: kind.id, handedInAt, heldBy, name: material.name, itemName: item.plainName,
    validUntil: reusableUntil(kind.months, handedInAt), files: [row.file],
  }]
}
