/** 帮办: a relative or neighbour who only types; the applicant reads, confirms and signs (EL-10, EL-11). */
import { foldName } from './foldName.ts'

export const helperRelations = ['child', 'spouse', 'grandchild', 'relative', 'friend', 'volunteer'] as const

export type HelperRelation = typeof helperRelations[number]

/**
 * What is wrong with a helper, by place; nothing where there is none. Only who files for himself is helped: an agent
 * is the filer, and answers for it with a power of attorney. The account's own person helps nobody.
 */
export function helperDefects(
  helper: { name: string, relation: string } | undefined, capacity: string, ownName: string,
): { code: string, at: string }[] {
  if (!helper) return []
  if (capacity !== 'self') return [{ code: 'helper-not-self', at: '/helper' }]
  const name = foldName(helper.name)
  return [
    ...(name === '' ? [{ code: 'name-missing', at: '/helper/name' }] : []),
    ...(name !== '' && name === foldName(ownName) ? [{ code: 'helper-is-applicant', at: '/helper/name' }] : []),
    ...(helperRelations.some((one) => one === helper.relation) ? [] : [{ code: 'field-missing', at: '/helper/relation' }]),
  ]
}
