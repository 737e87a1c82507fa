import type { ReusableMaterialView } from '../../contract/accountViews.ts'
import type { Material } from '../../domain/item.ts'
import { plainDateAt } from '../../domain/plainDate.ts'
import type { PlainDate } from '../../domain/plainDate.ts'
import { isSameMaterial, listReusable, reusableUntil } from '../../domain/reuse.ts'
import type { ReuseProvision } from '../../domain/reuse.ts'
import type { Draft } from '../../offline/drafts.ts'
import { ownReusable } from './filingFacts.ts'

/** Something handed in before, with the last day on which this material takes it. */
export interface Earlier extends ReusableMaterialView {
  until: PlainDate
  handedInOn: PlainDate
}

/** What this applicant handed in before of what this material wants, newest first: what may be used, what ran out. */
export function earlierMaterials(
  material: Material, draft: Draft, list: ReusableMaterialView[], today: PlainDate,
): { usable: Earlier[], expired: Earlier[] } {
  const found = listReusable(material, ownReusable(draft, list), today)
    .map((one) => ({ ...one, handedInOn: plainDateAt(one.handedInAt) }))
  return { usable: found.filter(({ expired }) => !expired), expired: found.filter(({ expired }) => expired) }
}

/** The one that was chosen, as far as this phone still knows it. */
export function findEarlier(
  material: Material, given: ReuseProvision, list: ReusableMaterialView[],
): Earlier | undefined {
  const found = list.find((one) => isSameMaterial(one, given))
  return found && material.reuse && {
    ...found, until: reusableUntil(material.reuse.months, found.handedInAt), handedInOn: plainDateAt(found.handedInAt),
  }
}

export function toReuse({ caseNo, materialId, handedInAt }: ReusableMaterialView): ReuseProvision {
  return { way: 'reuse', caseNo, materialId, handedInAt }
}
