import type { Capacity } from './item.ts'

/**
 * Whose licences may stand in for a material, by identity number or credit code: the filer's own, the child's for a
 * guardian, the organisation's too for its legal representative. A principal's papers are never lent to an agent.
 */
export function licenceSubjects(filing: {
  capacity: Capacity
  filerIdNumber: string
  applicantIdNumber: string | undefined
  organisationCode: string | undefined
}): string[] {
  const { capacity, filerIdNumber, applicantIdNumber, organisationCode } = filing
  if (capacity === 'agent') return []
  if (capacity === 'guardian') return applicantIdNumber === undefined ? [] : [applicantIdNumber]
  return capacity === 'legalRepresentative' && organisationCode !== undefined
    ? [filerIdNumber, organisationCode]
    : [filerIdNumber]
}
