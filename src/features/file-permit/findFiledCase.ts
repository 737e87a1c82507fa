import type { Draft } from '../../offline/drafts.ts'
import { useCases } from '../../stores/cases.ts'

/** A filing is looked for among so many cases of its item; further ones are older than any draft. */
const mostLookedAt = 5

/** The number of the case a filing became, as far as it can be asked; at the latest the server says so on filing. */
export async function findFiledCase(
  { filingId, itemCode, createdAt }: Pick<Draft, 'filingId' | 'itemCode' | 'createdAt'>,
): Promise<string | undefined> {
  const cases = useCases()
  await cases.loadList()
  const possible = cases.list.filter((one) => one.itemCode === itemCode && one.receivedAt >= createdAt)
  for (const { caseNo } of possible.slice(0, mostLookedAt)) {
    const held = await cases.loadCase(caseNo)
    if (held.ok && held.value.view.filingId === filingId) return caseNo
  }
  return undefined
}
