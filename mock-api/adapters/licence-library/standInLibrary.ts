import { addDays, plainDateAt } from '../../../src/domain/plainDate.ts'
import type { Licence, LicenceLibrary } from './port.ts'
import licences from './standInLicences.json' with { type: 'json' }

/** `validInDays`: so many days from today, for a licence that can be renewed whenever somebody looks at the demo. */
type StandInLicence = Licence & { validInDays?: number }

const byIdNumber: Record<string, StandInLicence[] | undefined> = licences

/** Made-up licences of the demo people; one of them has run out. */
export function standInLibrary(now: () => string): LicenceLibrary {
  return {
    listLicences: async ({ idNumber }) => {
      const held = Object.hasOwn(byIdNumber, idNumber) ? byIdNumber[idNumber] ?? [] : []
      return held.map(({ validInDays, ...licence }) => validInDays === undefined ? licence
        : { ...licence, validUntil: addDays(plainDateAt(now()), validInDays) })
    },
  }
}
