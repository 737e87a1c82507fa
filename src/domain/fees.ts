import { evaluate } from './condition.ts'
import type { FactLookup } from './condition.ts'
import { lookUpFacts } from './facts.ts'
import type { Facts } from './facts.ts'
import type { Fee, Item } from './item.ts'

export interface FeeSummary {
  lines: { feeId: string, amountFen: number }[]
  /** Integer 分. */
  totalFen: number
  /** Some fee still depends on an open answer. */
  open: boolean
}

/** Adds up the published fees that apply (行政许可法 第五十八条、第五十九条: published items and standards only). */
export function assessFees(item: Item, facts: Facts): FeeSummary {
  const lookup = lookUpFacts(item, facts)
  const judged = item.fees.map((fee) => ({ fee, applies: evaluate(fee.when, lookup) }))
  const lines = judged.filter(({ applies }) => applies === true)
    .map(({ fee }) => ({ feeId: fee.id, amountFen: fee.amountFen * times(fee, lookup) }))
  return {
    lines,
    totalFen: lines.reduce((sum, line) => sum + line.amountFen, 0),
    open: judged.some(({ applies }) => applies === undefined),
  }
}

/** Once, or once an entry of the section it is due for. */
function times({ per }: Fee, lookup: FactLookup): number {
  return per === undefined ? 1 : Number(lookup.value(`entries.${per}`) ?? 0)
}
