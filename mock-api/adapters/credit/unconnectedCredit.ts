import type { CreditRecords } from './port.ts'

/** No credit platform is connected: nothing is known of anybody, and the verdict says so. */
export const unconnectedCredit: CreditRecords = { lookUp: async () => 'unknown' }
