import type { Officer } from './port.ts'

/** Cases wait for people at the officer routes. */
export const manualOfficer: Officer = { decideNext: () => undefined }
