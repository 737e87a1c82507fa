import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage, Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { FileStore } from '../../mock-api/adapters/file-store/port.ts'
import { loadCatalogue } from '../../mock-api/catalogue/loadCatalogue.ts'
import type { Database } from '../../mock-api/database/openDatabase.ts'
import { startOfficerPoller } from '../../mock-api/startOfficerPoller.ts'
import type { OfficerActionInput, OfficerCaseView } from '../../src/contract/officerAction.ts'
import { plainDateAt } from '../../src/domain/plainDate.ts'
import { builtClient } from './builtClient.ts'
import { freePort } from './freePort.ts'
import { startTestApp } from './testServer.ts'

/** A Tuesday morning, in a year whose calendar is published. */
export const usualStart = '2026-03-10T02:00:00.000Z'

export interface JourneyServer {
  /** `http://127.0.0.1:…`, a secure context without certificates. */
  url: string
  database: Database
  now(): string
  /** Moves the server's clock ahead of everybody's. */
  advance(millis: number): void
  /** Rows of a question to the database, to check what residents cannot see. */
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>
  /** Acts as an officer who has seen the case's last event. */
  actAsOfficer(caseNo: string, order: Omit<OfficerActionInput, 'afterSeq'>): Promise<void>
  /** As after a sign-in that has run out. */
  endSessions(): Promise<void>
  /** A new build of the page lies on the server from now on. */
  publishUpdate(): void
  /** Breaks the connection of the next upload once this many bytes of it have come. */
  cutUploadAfter(bytes: number): void
  close(): Promise<void>
}

export interface JourneyServerOptions {
  /** Another catalogue than the published one. */
  catalogueFolder?: string
  /** Another day than the usual one: for versions of items that came later. */
  start?: string
  /** `manual` lets a test act as an officer. */
  officer?: 'standIn' | 'manual'
}

/** The real server on a free port of this machine: demo mode, stand-in people, a clock that goes on from March 2026. */
export async function startJourneyServer(
  database: Database, { catalogueFolder, start = usualStart, officer = 'standIn' }: JourneyServerOptions = {},
): Promise<JourneyServer> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const clock = movingClock(start)
  const clientDirectory = mkdtempSync(join(tmpdir(), 'zhenghaoban-client-'))
  cpSync(builtClient(), clientDirectory, { recursive: true })
  const { app, deps, close, signInAs } = await startTestApp(database, {
    settings: { port, publicUrl: url, officer },
    deps: { clock, ...(catalogueFolder && { catalogue: readCatalogue(catalogueFolder, clock.now) }) },
    app: { clientDirectory },
  })
  await app.listen({ host: '127.0.0.1', port })
  const stopOfficer = startOfficerPoller(deps, { pollMillis: 100, stepMillis: 400 })
  const query = async <Row extends object>(text: string, values: unknown[] = []) =>
    (await database.db.$client.query<Row>(text, values)).rows
  return {
    url, database, now: clock.now, advance: clock.advance, query,
    close: async () => {
      await stopOfficer()
      await close()
      rmSync(clientDirectory, { recursive: true })
    },
    endSessions: async () => { await query('DELETE FROM sessions') },
    publishUpdate: () => appendFileSync(join(clientDirectory, 'sw.js'), '\n// newer\n'),
    cutUploadAfter: (bytes) => cutNextUpload(app.server, deps.fileStore, bytes),
    actAsOfficer: async (caseNo, order) => {
      const path = `/api/officer/cases/${caseNo}`
      const officerClient = await signInAs('officer-lin')
      const seen = (await officerClient.get(path)).json<OfficerCaseView>()
      const { statusCode, body } = await officerClient.post(`${path}/actions`, { ...order, afterSeq: seen.events.length })
      if (statusCode >= 300) throw new Error(`${statusCode} ${body}`)
    },
  }
}

function readCatalogue(folder: string, now: () => string) {
  const loaded = loadCatalogue({ today: () => plainDateAt(now()), folder })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
  return loaded.value
}

/** A network that stalls after so many bytes and is gone once the server has kept some of them. */
function cutNextUpload(server: Server, files: FileStore, bytes: number): void {
  server.on('request', function cut({ method, socket, url = '' }: IncomingMessage) {
    if (method !== 'PATCH') return
    server.off('request', cut)
    let come = 0
    socket.on('data', async function stall(part: Buffer) {
      come += part.length
      if (come < bytes) return
      socket.off('data', stall)
      socket.resume = () => socket
      socket.pause()
      while (!await files.findSize(url.slice(url.lastIndexOf('/') + 1))) await setTimeout(5)
      socket.destroy()
    })
  })
}

function movingClock(at: string) {
  let ahead = Date.parse(at) - Date.now()
  return {
    now: () => new Date(Date.now() + ahead).toISOString(),
    advance: (millis: number) => { ahead += millis },
  }
}
