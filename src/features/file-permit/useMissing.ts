import { shallowReactive } from 'vue'
import type { Item } from '../../domain/item.ts'
import type { Draft } from '../../offline/drafts.ts'
import { todayOnPhone } from '../../platform/clock.ts'
import { useOnline } from '../../platform/connectivity.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { useLicences } from '../../stores/licences.ts'
import { useReusable } from '../../stores/reusable.ts'
import { useSession } from '../../stores/session.ts'
import { countMissing } from './draftMissing.ts'
import type { Missing } from './draftMissing.ts'
import { toFacts } from './filingFacts.ts'

/** What drafts still lack, each by its item in the version it was begun with. */
export function useMissing() {
  const catalogue = useCatalogue()
  const licences = useLicences()
  const reusable = useReusable()
  const session = useSession()
  const online = useOnline()
  const items = shallowReactive(new Map<string, Item>())

  /** Fetches the items; a draft whose version is not to be had simply does not say what it lacks. */
  async function load(drafts: Draft[]): Promise<void> {
    const codes = [...new Set(drafts.map(({ itemCode }) => itemCode))]
    await Promise.all(codes.map((code) => catalogue.loadItem(code)))
    await Promise.all(drafts.map(async ({ itemCode, itemVersion }) => {
      const item = await catalogue.loadItemVersion(itemCode, itemVersion)
      if (item) items.set(`${itemCode}@${itemVersion}`, item)
    }))
  }

  /** Undefined while, or where, the item is not here. */
  function missingOf(draft: Draft): Missing | undefined {
    const item = items.get(`${draft.itemCode}@${draft.itemVersion}`)
    const { account } = session
    if (!item || !account) return undefined
    const sources = {
      draft, account, licences: licences.list, reusable: reusable.held, today: todayOnPhone(), online: online.value,
    }
    return countMissing(item, draft, toFacts(sources))
  }

  return { load, missingOf }
}
