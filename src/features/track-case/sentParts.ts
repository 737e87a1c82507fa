import type { CaseView } from '../../contract/caseViews.ts'
import type { ReceiptProof } from '../../domain/receiptProof.ts'
import type { OutboxEntry, SentParts } from '../../offline/outboxEntry.ts'

/** What this phone itself sent for a receipt, while it still remembers. */
export function findSent(
  entries: OutboxEntry[], { filingId }: Pick<CaseView, 'filingId'>, { contents, receivedAt }: ReceiptProof,
): SentParts | undefined {
  return entries.find(({ verb, filingId: own, reply }) => contents.kind === 'filing'
    ? verb === 'submitFiling' && own === filingId
    : verb === 'supplementCase' && (reply as CaseView | undefined)?.proofs?.at(-1)?.receivedAt === receivedAt)?.sent
}
