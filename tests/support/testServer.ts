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
import { buildApp } from '../../mock-api/app.ts'
import { formatFinding } from '../../mock-api/catalogue/finding.ts'
import { createCatalogue } from '../../mock-api/catalogue/loadCatalogue.ts'
import type { Catalogue } from '../../mock-api/catalogue/loadCatalogue.ts'
import { readCatalogue } from '../../mock-api/catalogue/readCatalogue.ts'
import type { CatalogueFiles } from '../../mock-api/catalogue/readCatalogue.ts'
import type { Database } from '../../mock-api/database/openDatabase.ts'
import type { AppDependencies } from '../../mock-api/dependencies.ts'
import { openSession } from '../../mock-api/use-cases/openSession.ts'
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
    ...options.settings,
  }
  const deps: AppDependencies = {
    settings,
    database,
    catalogue: testCatalogue(clock.now),
    clock,
    identity: standInIdentity({
      publicUrl: settings.publicUrl,
      loopbackUrl: settings.publicUrl,
      redirectUri: `${settings.publicUrl}/api/sign-in/callback`,
      dataDir,
      now: clock.now,
    }),
    fileStore: diskFileStore(join(dataDir, 'uploads')),
    licences: standInLibrary,
    credit: standInCredit,
    logger: false,
    ...options.deps,
  }
  const app = await buildApp(deps, {
    limits: { requestsPerMinute: 1_000_000, maxEventLoopDelayMillis: 0 }, clientDirectory: join(dataDir, 'client'),
    ...options.app,
  })
  return {
    app,
    deps,
    clock,
    visitor: testClient(app, settings.publicUrl),
    signInAs: async (personId) => {
      const token = await openSession(deps, demoSignIn(personId, clock.now()))
      const cookie = `${settings.publicUrl.startsWith('https:') ? '__Host-' : ''}session=${token}`
      return testClient(app, settings.publicUrl, cookie)
    },
    close: async () => {
      await app.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The catalogue as it is published, on the day of the test's clock. */
/** Read once a test file and not linted again: that is what tests/catalogue does. */
let files: CatalogueFiles | undefined

function testCatalogue(now: () => string): Catalogue {
  files ??= readFiles()
  return createCatalogue(files, [], () => plainDateAt(now()))
}

function readFiles(): CatalogueFiles {
  const read = readCatalogue('mock-api/catalogue')
  if (!read.ok) throw new Error(read.error.map(formatFinding).join('\n'))
  return read.value
}

function demoSignIn(id: string, at: string) {
  const claims = findDemoPerson(id)?.claims
  const person = readPerson({ iss: 'test', sub: id }, { auth_level: 'demo', auth_method: 'demo', ...claims }, at)
  if (!person) throw new Error(`no demo person ${id}`)
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
