import { join } from 'node:path'
import { systemClock } from './adapters/clock/systemClock.ts'
import { standInCredit } from './adapters/credit/standInCredit.ts'
import { unconnectedCredit } from './adapters/credit/unconnectedCredit.ts'
import { diskFileStore } from './adapters/file-store/diskFileStore.ts'
import type { FileStore } from './adapters/file-store/port.ts'
import { oidcProvider } from './adapters/identity/oidcProvider.ts'
import type { IdentityProvider } from './adapters/identity/port.ts'
import { standInLibrary } from './adapters/licence-library/standInLibrary.ts'
import { unconnectedLibrary } from './adapters/licence-library/unconnectedLibrary.ts'
import { clamdScan } from './adapters/malware-scan/clamdScan.ts'
import { noScan } from './adapters/malware-scan/noScan.ts'
import type { MalwareScan } from './adapters/malware-scan/port.ts'
import { standInScan } from './adapters/malware-scan/standInScan.ts'
import type { PaymentProvider } from './adapters/payment/port.ts'
import { unconnectedPayment } from './adapters/payment/unconnectedPayment.ts'
import { fileReceiptSigner } from './adapters/receipt-signer/fileReceiptSigner.ts'
import { buildApp } from './app.ts'
import { formatFinding } from './catalogue/finding.ts'
import { loadCatalogue } from './catalogue/loadCatalogue.ts'
import type { Catalogue } from './catalogue/loadCatalogue.ts'
import { migrate } from './database/migrate.ts'
import { openDatabase } from './database/openDatabase.ts'
import type { Database } from './database/openDatabase.ts'
import type { AppDependencies } from './dependencies.ts'
import { nameSetting } from './nameSetting.ts'
import { readSettings } from './settings.ts'
import type { Settings } from './settings.ts'
import { startOfficerPoller } from './startOfficerPoller.ts'
import { startPaymentPoller } from './startPaymentPoller.ts'
import { startSweeping } from './startSweeping.ts'
import { publishReceiptKey } from './use-cases/publishReceiptKey.ts'
import { endpoints } from '../src/contract/endpoints.ts'
import { plainDateAt } from '../src/domain/plainDate.ts'

const { now } = systemClock

await start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

async function start(): Promise<void> {
  const read = readSettings(process.env)
  if (!read.ok) throw new Error(read.error)
  const settings = read.value
  const catalogue = readCatalogue(settings)
  const database = await nameSetting(settings.databaseUrl ? 'DATABASE_URL' : 'DATA_DIR', async () => {
    const opened = await openDatabase(settings)
    await migrate(opened.db)
    return opened
  })
  const deps = await nameSetting('DATA_DIR', () => wire(settings, catalogue, database))
  const app = await buildApp(deps)
  const stopSweeping = startSweeping(deps)
  const stopOfficer = startOfficerPoller(deps)
  const stopPayments = startPaymentPoller(deps)
  stopOnSignals(async () => {
    stopSweeping()
    await app.close()
    await Promise.all([stopOfficer(), stopPayments()])
    await database.close()
  })
  await nameSetting('PORT, HOST', () => app.listen({ host: settings.host, port: settings.port }))
  console.log(`证好办${settings.demo ? '（演示）' : ''} ${settings.publicUrl}`)
}

function readCatalogue({ catalogueDir }: Settings): Catalogue {
  const loaded = loadCatalogue({ today: () => plainDateAt(now()), folder: catalogueDir })
  if (!loaded.ok) throw new Error(loaded.error.map(formatFinding).join('\n'))
  return loaded.value
}

async function wire(settings: Settings, catalogue: Catalogue, database: Database) {
  const { demo, dataDir } = settings
  const deps: AppDependencies = {
    settings,
    database,
    catalogue,
    clock: systemClock,
    identity: await connectIdentity(settings),
    fileStore: await openFileStore(settings),
    malwareScan: connectScan(settings),
    licences: demo ? standInLibrary(systemClock.now) : unconnectedLibrary,
    credit: demo ? standInCredit : unconnectedCredit,
    payment: await connectPayment(settings),
    receiptSigner: fileReceiptSigner(dataDir),
    logger: { level: 'warn' },
  }
  await publishReceiptKey(deps)
  return deps
}

async function connectIdentity({ oidc, publicUrl, port, dataDir }: Settings): Promise<IdentityProvider> {
  const redirectUri = publicUrl + endpoints.signInCallback.path
  if (oidc) return oidcProvider({ ...oidc, redirectUri, now })
  // Loaded in demo mode only: outside it the stand-in does not exist.
  const { standInIdentity } = await import('./adapters/identity/stand-in/standInIdentity.ts')
  return standInIdentity({ publicUrl, loopbackUrl: `http://127.0.0.1:${port}`, redirectUri, dataDir, now })
}

async function openFileStore({ s3, dataDir }: Settings): Promise<FileStore> {
  if (!s3) return diskFileStore(join(dataDir, 'uploads'))
  // Half a second of loading that only those pay who use it.
  const { s3FileStore } = await import('./adapters/file-store/s3FileStore.ts')
  return s3FileStore(s3).catch((error: unknown) => {
    const { name = 'Error', message = '' } = error as Partial<Error>
    throw new Error(`S3_BUCKET ${s3.bucket} (${name} ${message})：请检查 S3_* | check S3_*`)
  })
}

async function connectPayment({ demo, publicUrl, dataDir }: Settings): Promise<PaymentProvider> {
  if (!demo) return unconnectedPayment
  const { standInPayment } = await import('./adapters/payment/stand-in/standInPayment.ts')
  return standInPayment({ publicUrl, dataDir, now })
}

function connectScan({ clamd, demo }: Settings): MalwareScan {
  if (clamd) {
    const scan = clamdScan({ address: clamd, report: console.warn })
    // A wrong address is told at the start, not with the first resident's file; a scanner may yet come later.
    void scan.scan(Buffer.from('start'))
    return scan
  }
  if (demo) return standInScan
  console.warn('未设置 CLAMD：上传的文件不经病毒扫描 | CLAMD is not set: uploads are not scanned for malware')
  return noScan
}

/** Lets requests under way finish, then closes what they stand on; a second signal ends at once. */
function stopOnSignals(stop: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop().then(() => process.exit(0), (error: unknown) => {
        console.error(error)
        process.exit(1)
      })
    })
  }
}
