import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Engine } from '../../../../mock-api/database/embedded/engine.ts'
import { completeLength } from '../../../../mock-api/database/embedded/frontendMessages.ts'
import { PortStream } from '../../../../mock-api/database/embedded/portStream.ts'
import { embeddedEngine } from '../../../support/testDatabase.ts'

describe('completeLength', () => {
  const startup = Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 0])
  const query = Buffer.from('Q\0\0\0\x06;\0', 'latin1')

  it.each([
    ['nothing', Buffer.alloc(0), true, 0],
    ['part of a length', startup.subarray(0, 3), true, 0],
    ['part of a startup message', startup.subarray(0, 8), true, 0],
    ['a startup message', startup, true, 9],
    ['a startup message and part of the next', Buffer.concat([startup, query.subarray(0, 6)]), true, 9],
    ['one message', query, false, 7],
    ['two messages', Buffer.concat([query, query]), false, 14],
    ['two messages and a type byte', Buffer.concat([query, query, query.subarray(0, 1)]), false, 14],
    ['part of a message', query.subarray(0, 6), false, 0],
  ])('counts %s', (_name, bytes, expectsStartup, length) => {
    expect(completeLength(bytes, expectsStartup)).toBe(length)
  })
})

describe('PortStream', () => {
  const databases = embeddedEngine()
  let engine: Engine
  beforeAll(async () => {
    engine = new Engine(join((await databases.place()).dataDir, 'postgres'))
    await engine.start()
  })
  afterAll(() => engine.stop())

  it.each([1, 3, 1000])('carries a session whose writes are cut into pieces of %i bytes', async (size) => {
    const client = new pg.Client({
      user: 'postgres', database: 'postgres', stream: () => new CuttingStream(() => engine.connect(), size) as never,
    })
    await client.connect()
    const { rows } = await client.query('SELECT $1::text || $2::text AS text', ['证'.repeat(3000), '好'])
    expect(rows[0].text).toBe(`${'证'.repeat(3000)}好`)
    await expect(client.query('SELECT $1::int / 0', [1])).rejects.toThrow('division by zero')
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    await client.end()
  })

  it('fails with the reason when there is no engine to connect to', async () => {
    const stopped = new Engine('/nowhere')
    await stopped.stop()
    const client = new pg.Client({ user: 'postgres', stream: () => new PortStream(() => stopped.connect()) as never })
    await expect(client.connect()).rejects.toThrow('The embedded database is closed')
  })

  it('closes a port that arrives after the client has given up', async () => {
    const { port1, port2 } = new MessageChannel()
    const closed = new Promise((resolve) => port2.once('close', resolve))
    let hand: (port: MessagePort) => void = () => {}
    const stream = new PortStream(() => new Promise((resolve) => { hand = resolve })).connect()
    stream.destroy()
    hand(port1)
    await closed
  })
})

/** Breaks every write up, as a network may. */
class CuttingStream extends PortStream {
  readonly #size: number

  constructor(openPort: () => Promise<MessagePort>, size: number) {
    super(openPort)
    this.#size = size
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: () => void): void {
    for (let at = 0; at < chunk.length; at += this.#size) {
      super._write(chunk.subarray(at, at + this.#size), encoding, () => {})
    }
    done()
  }

  override _writev(chunks: Array<{ chunk: Buffer }>, done: () => void): void {
    for (const { chunk } of chunks) this._write(chunk, 'binary', () => {})
    done()
  }
}
