import type { PlainDate } from '../../../src/domain/plainDate.ts'

export interface Licence {
  id: string
  /** As `Material.licence` in the catalogue. */
  kind: string
  name: string
  holder: string
  number: string
  validUntil?: PlainDate
  /** Of a vehicle licence: what the vehicle shows to everybody. */
  plate?: string
}

/** The province's library of electronic licences. */
export interface LicenceLibrary {
  /** Licences of the person with this identity number, valid or not. */
  listLicences(subject: { idNumber: string }): Promise<Licence[]>
}
