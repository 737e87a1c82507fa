/** What a form takes over from an electronic licence of the applicant's own: `licence.vehicleLicence.plate`. */
import type { PlainDate } from './plainDate.ts'

export interface PrefillLicence {
  kind: string
  name: string
  validUntil?: PlainDate
  plate?: string
}

/** Kinds as `Material.licence` names them. Numbers are none of the sources: the wire masks them (rules.md §6). */
const sources: readonly { kind: string, member: 'validUntil' | 'plate' }[] = [
  { kind: 'drivingLicence', member: 'validUntil' }, { kind: 'vehicleLicence', member: 'plate' },
]

const nameOf = ({ kind, member }: (typeof sources)[number]) => `licence.${kind}.${member}`

export const licenceSources = sources.map(nameOf)

/** The value and the licence it stands on; none where several say different things: the resident knows which. */
export function findLicenceValue(
  prefill: string, licences: readonly PrefillLicence[],
): { value: string, name: string } | undefined {
  const source = sources.find((one) => nameOf(one) === prefill)
  const found = licences.flatMap((licence) => {
    const value = source?.kind === licence.kind ? licence[source.member] : undefined
    return value === undefined ? [] : [{ value, name: licence.name }]
  })
  return new Set(found.map(({ value }) => value)).size === 1 ? found[0] : undefined
}
