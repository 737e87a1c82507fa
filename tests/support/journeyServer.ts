import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Database } from '../../mock-api/database/openDatabase.ts'
import { startOfficerPoller } from '../../mock-api/startOfficerPoller.ts'
import { builtClient } from './builtClient.ts'
import { startTestApp } from './testServer.ts'

/** A Tuesday morning, in a year whose calendar is published. */
const start = '2026-03-10T02:00:00.000Z'

export interface JourneyServer {
  /** `http://127.0.0.1:…`, a secure context without certificates. */
  url: string
  database: Database
  now(): string
  /** Moves the server's clock ahead of everybody's. */
  advance(millis: number): void
  /** Rows of a question to the database, to check what residents cannot see. */
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>
  /** As after a sign-in that has run out. */
  endSessions(): Promise<void>
  close(): Promise<void>
}

/** The real server on a free port of this machine: demo mode, stand-in people, a clock that goes on from March 2026. */
export async function startJourneyServer(database: Database): Promise<JourneyServer> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const clock = movingClock(start)
  const { app, deps, close } = await startTestApp(database, {
    settings: { port, publicUrl: url, officer: 'standIn' },
    deps: { clock },
    app: { clientDirectory: builtClient() },
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
    },
    endSessions: async () => { await query('DELETE FROM sessions') },
  }
}

function movingClock(at: string) {
  let ahead = Date.parse(at) - Date.now()
  return {
    now: () => new Date(Date.now() + ahead).toISOString(),
    advance: (millis: number) => { ahead += millis },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => { server.close(resolve) })
  return port
}
