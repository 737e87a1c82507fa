import type { FastifyServerOptions } from 'fastify'
import type { Clock } from './adapters/clock/port.ts'
import type { CreditRecords } from './adapters/credit/port.ts'
import type { FileStore } from './adapters/file-store/port.ts'
import type { IdentityProvider } from './adapters/identity/port.ts'
import type { LicenceLibrary } from './adapters/licence-library/port.ts'
import type { MalwareScan } from './adapters/malware-scan/port.ts'
import type { PaymentProvider } from './adapters/payment/port.ts'
import type { ReceiptSigner } from './adapters/receipt-signer/port.ts'
import type { Catalogue } from './catalogue/loadCatalogue.ts'
import type { Database } from './database/openDatabase.ts'
import type { Settings } from './settings.ts'

/** Everything a route or a use-case may reach, handed down from the composition root. */
export interface AppDependencies {
  settings: Settings
  database: Database
  catalogue: Catalogue
  clock: Clock
  identity: IdentityProvider
  fileStore: FileStore
  malwareScan: MalwareScan
  licences: LicenceLibrary
  credit: CreditRecords
  payment: PaymentProvider
  receiptSigner: ReceiptSigner
  logger: FastifyServerOptions['logger']
}
