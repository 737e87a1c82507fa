import { demoPeople } from '../identity/stand-in/people.ts'
import type { CreditRecords } from './port.ts'

/** The demo people's records; nobody else has one. */
export const standInCredit: CreditRecords = {
  lookUp: async ({ idNumber }) =>
    demoPeople.find(({ claims }) => claims.id_number === idNumber)?.credit ?? 'unknown',
}
