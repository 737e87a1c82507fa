import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { standInCredit } from '../../mock-api/adapters/credit/standInCredit.ts'
import { diskFileStore } from '../../mock-api/adapters/file-store/diskFileStore.ts'
import { findDemoPerson } from '../../mock-api/adapters/identity/stand-in/people.ts'
import { standInIdentity } from '../../mock-api/adapters/identity/stand-in/standInIdentity.ts'
import { readPerson } from '../../mock-api/adapters/identity/readPerson.ts'
import { standInLibrary } from '../../mock-api/adapters/licence-library/standInLibrary.ts'
import { standInScan } from '../../mock-api/adapters/malware-scan/standInScan.ts'
import { standInPayment } from '../../mock-api/adapters/payment/stand-in/standInPayment.ts'
import { fileReceiptSigner } from '../../mock-api/adapters/receipt-signer/fileReceiptSigner.ts'
import { buildApp } from '../../mock-api/app.ts'
import { formatFinding } from '../../mock-api/catalogue/finding.ts'
import { createCatalogue, loadCatalogue } from '../../mock-api/catalogue/loadCatalogue.ts'
import type { Catalogue } from '../../mock-api/catalogue/loadCatalogue.ts'
import { readCatalogue } from '../../mock-api/catalogue/readCatalogue.ts'
import type { CatalogueFiles } from '../../mock-api/catalogue/readCatalogue.ts'
import type { Database } from '../../mock-api/database/openDatabase.ts'
import type { AppDependencies } from '../../mock-api/dependencies.ts'
import { openSession } from '../../mock-api/use-cases/openSession.ts'
import { publishReceiptKey } from '../../mock-api/use-cases/publishReceiptKey.ts'
import { plainDateAt } from '../../src/domain/plainDate.ts'

const publicUrl = 'http://127.0.0.1:3000'
/** A Tuesday, in a year whose calendar is published. */
const start = '2026-03-10T02:00:00.000Z'

/** The clock of a test: it stands still until it is moved. */
export function testClock(at = start) {
  let now = at
  return {
    now: () => now,
    set: (instant: string) => { now = instant },
    advance: (millis: number) => { now = new Date(Date.parse(now) + millis).toISOString() },
  }
}

interface TestOptions {
  /** Another catalogue than ours, read and linted as at a server's start. */
  catalogueFolder?: string
  settings?: Partial<AppDependencies['settings']>
  deps?: Partial<AppDependencies>
  app?: Parameters<typeof buildApp>[1]
}

export interface TestApp {
  app: FastifyInstance
  deps: AppDependencies
  clock: ReturnType<typeof testClock>
  /** Requests of somebody who has not signed in. */
  visitor: TestClient
  /** Signs a demo person in, without the identity provider's pages. */
  signInAs(personId: string): Promise<TestClient>
  /** Signs in whom an identity provider describes with these claims: somebody new every time. */
  signInWith(claims: object): Promise<TestClient>
  close(): Promise<void>
}

/**
 * The whole server on an open database, with a clock of its own, asked by `inject`. Everything is the demo mode's own
 * part; limits are too high to be met.
 */
export async function startTestApp(database: Database, options: TestOptions = {}): Promise<TestApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhenghaoban-app-'))
  const clock = testClock()
  const settings: AppDependencies['settings'] = {
    demo: true, host: '127.0.0.1', port: 3000, publicUrl, dataDir, officer: 'manual', trustProxy: false,
    quotas: { uploads: 1_000_000, uploadBytes: 1e12, filings: 1_000_000 },
    ...options.settings,
  }
  const deps: AppDependencies = {
    settings,
    database,
    catalogue: testCatalogue(() => (options.deps?.clock ?? clock).now(), options.catalogueFolder),
    clock,
    identity: standInIdentity({
      publicUrl: settings.publicUrl,
      loopbackUrl: settings.publicUrl,
      redirectUri: `${settings.publicUrl}/api/sign-in/callback`,
      dataDir,
      now: clock.now,
    }),
    fileStore: diskFileStore(join(dataDir, 'uploads')),
    malwareScan: standInScan,
    licences: standInLibrary(() => deps.clock.now()),
    credit: standInCredit,
    payment: standInPayment({ publicUrl: settings.publicUrl, dataDir, now: () => deps.clock.now() }),
    receiptSigner: fileReceiptSigner(dataDir),
    logger: false,
    ...options.deps,
  }
  await publishReceiptKey(deps)
  const app = await buildApp(deps, {
    limits: { requestsPerMinute: 1_000_000, maxEventLoopDelayMillis: 0 }, clientDirectory: join(dataDir, 'client'),
    ...options.app,
  })
  const signIn = async (subject: string, claims: object | undefined) => {
    const token = await openSession(deps, vouchFor(subject, claims, clock.now()))
    const cookie = `${settings.publicUrl.startsWith('https:') ? '__Host-' : ''}session=${token}`
    return testClient(app, settings.publicUrl, cookie)
  }
  return {
    app,
    deps,
    clock,
    visitor: testClient(app, settings.publicUrl),
    signInAs: (personId) => signIn(personId, findDemoPerson(personId)?.claims),
    signInWith: (claims) => signIn(randomUUID(), claims),
    close: async () => {
      await app.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

let files: CatalogueFiles | undefined

/** Read once a test file and not linted again: that is what tests/catalogue does. */
export function publishedFiles(): CatalogueFiles {
  return files ??= readFiles()
}

/** The catalogue as it is published, or as somebody else has it, on the day of the test's clock. */
function testCatalogue(now: () => string, folder?: string): Catalogue {
  const today = () => plainDateAt(now())
  if (folder === undefined) return createCatalogue(publishedFiles(), [], today)
  const loaded = loadCatalogue({ today, folder })
  if (!loaded.ok) throw new Error(loaded.error.map(formatFinding).join('\n'))
  return loaded.value
}

function readFiles(): CatalogueFiles {
  const read = readCatalogue('mock-api/catalogue')
  if (!read.ok) throw new Error(read.error.map(formatFinding).join('\n'))
  return read.value
}

function vouchFor(subject: string, claims: object | undefined, at: string) {
  const person = readPerson({ iss: 'test', sub: subject }, { auth_level: 'demo', auth_method: 'demo', ...claims }, at)
  if (!person) throw new Error(`nobody to be taken for a person: ${subject}`)
  return person
}

export interface TestClient {
  cookie: string | undefined
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  /** A JSON write from our own page, under a new idempotency key unless one is given. */
  post(url: string, body?: unknown, headers?: Record<string, string | undefined>): Promise<LightMyRequestResponse>
  send(options: InjectOptions): Promise<LightMyRequestResponse>
}

function testClient(app: FastifyInstance, origin: string, cookie?: string): TestClient {
  const send = (options: InjectOptions) => app.inject({
    ...options, headers: withoutUndefined({ ...(cookie && { cookie }), ...options.headers }),
  })
  return {
    cookie,
    send,
    get: (url, headers = {}) => send({ method: 'GET', url, headers }),
    post: (url, body = {}, headers = {}) => send({
      method: 'POST',
      url,
      payload: JSON.stringify(body),
      headers: { origin, 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
    }),
  }
}

/** A header that a test takes away is set to undefined there. */
function withoutUndefined(headers: InjectOptions['headers']): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(headers ?? {}).filter(([, value]) => value !== undefined)) as
    Record<string, string>
}
