import { computed, inject } from 'vue'
import type { Draft } from '../../offline/drafts.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Item } from '../../domain/item.ts'
import type { Verdict } from '../../domain/verdict.ts'
import type { AccountView } from '../../contract/accountViews.ts'
import { filePermitKey } from './useFilePermit.ts'
import type { FilePermit } from './useFilePermit.ts'

/** The page's filing, for what is shown before a draft is open. */
export function useFilePermitPage(): FilePermit {
  const filing = inject(filePermitKey)
  if (!filing) throw new Error('a filing screen outside FilePermitPage')
  return filing
}

/** The filing a step works on; steps exist only while the page is in its filing phase, so all of it is there. */
export function useFiling() {
  const filing = useFilePermitPage()
  return {
    filing,
    item: computed<Item>(() => present(filing.item.value)),
    /** In the item's own language: what documents to sign and notices are made from. */
    original: computed<Item>(() => present(filing.original.value)),
    draft: computed<Draft>(() => present(filing.draft.value)),
    facts: computed<Facts>(() => present(filing.facts.value)),
    verdict: computed<Verdict>(() => present(filing.verdict.value)),
    account: computed<AccountView>(() => present(filing.session.account)),
  }
}

function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('the filing is not open')
  return value
}
