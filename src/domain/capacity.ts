import type { Facts } from './facts.ts'
import type { Item } from './item.ts'
import { ageOn } from './plainDate.ts'

/** Below this age the guardian files and signs (出入境和户籍办理惯例; 居民身份证法 第二条). */
const guardianAge = 16
const majority = 18

/** What is wrong with the capacity somebody files in; pointers as in Reason. */
export function checkCapacity(item: Item, facts: Facts): { code: string, at: string }[] {
  const at = '/capacity'
  if (!item.capacities.includes(facts.capacity)) return [{ code: 'capacity-not-offered', at }]
  if (facts.applicant.birthDate === undefined) return []
  const age = ageOn(facts.applicant.birthDate, facts.today)
  if (facts.capacity === 'self' && age < guardianAge) return [{ code: 'guardian-needed', at }]
  if (facts.capacity === 'guardian' && age >= majority) return [{ code: 'guardian-of-adult', at }]
  return []
}
