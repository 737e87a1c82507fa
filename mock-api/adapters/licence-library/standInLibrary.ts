import type { Licence, LicenceLibrary } from './port.ts'
import licences from './standInLicences.json' with { type: 'json' }

const byIdNumber: Record<string, Licence[] | undefined> = licences

/** Made-up licences of the demo people; one of them has run out. */
export const standInLibrary: LicenceLibrary = {
  listLicences: async ({ idNumber }) => Object.hasOwn(byIdNumber, idNumber) ? byIdNumber[idNumber] ?? [] : [],
}
