/**
 * 复用: a material of an earlier filing is given once more (国务院关于在线政务服务的若干规定 第七条), as long as it is
 * fresh enough. Its age runs from the day it was first handed in: giving it again makes nothing younger.
 */
import type { Material } from './item.ts'
import { addMonths, plainDateAt } from './plainDate.ts'
import type { Instant, PlainDate } from './plainDate.ts'

/** Files of an earlier case that may be given again, by the case and the moment they first came in. */
export interface ReusableMaterial {
  caseNo: string
  materialId: string
  /** As `Material.reuse.kind`. */
  kind: string
  handedInAt: Instant
}

export interface KnownReusable {
  /** Of this applicant and this organisation. */
  list: ReusableMaterial[]
  /** false: a copy on the phone, which the server may no longer agree with. */
  current: boolean
}

/** What came in with an earlier case at that moment, given again; its files stay where they are. */
export interface ReuseProvision extends Omit<ReusableMaterial, 'kind'> {
  way: 'reuse'
}

/** The last day on which it is taken; the same day so many months later counts (民法典 第二百零二条). */
export function reusableUntil(months: number, handedInAt: Instant): PlainDate {
  return addMonths(plainDateAt(handedInAt), months)
}

/** What of the earlier materials fits this one, with its last day, those too old included. */
export function listReusable<T extends ReusableMaterial>(
  material: Material, list: readonly T[], today: PlainDate,
): (T & { until: PlainDate, expired: boolean })[] {
  const { reuse } = material
  if (!reuse) return []
  return list.filter(({ kind }) => kind === reuse.kind).map((one) => {
    const until = reusableUntil(reuse.months, one.handedInAt)
    return { ...one, until, expired: until < today }
  })
}

/** Why it cannot be given again, or undefined. What nobody has looked up yet is taken as favourable. */
export function checkReuse(
  material: Material, given: ReuseProvision, { reusable, today }: { reusable?: KnownReusable, today: PlainDate },
): string | undefined {
  if (!material.reuse) return 'reuse-not-allowed'
  if (!reusable) return undefined
  const found = listReusable(material, reusable.list, today).find((one) => isSameMaterial(one, given))
  if (!found) return 'reuse-not-found'
  return found.expired ? 'reuse-expired' : undefined
}

/** The same files: a material corrected since is another one. */
export function isSameMaterial(
  one: Omit<ReusableMaterial, 'kind'>, other: Omit<ReusableMaterial, 'kind'>,
): boolean {
  return one.caseNo === other.caseNo && one.materialId === other.materialId && one.handedInAt === other.handedInAt
}
