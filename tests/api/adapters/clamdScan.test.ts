import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { clamdScan } from '../../../mock-api/adapters/malware-scan/clamdScan.ts'
import { noScan } from '../../../mock-api/adapters/malware-scan/noScan.ts'
import { eicar, standInScan } from '../../../mock-api/adapters/malware-scan/standInScan.ts'
import { startFakeClamd } from '../../support/fakeClamd.ts'
import { freePort } from '../../support/freePort.ts'

describe('clamd', () => {
  const stops: (() => Promise<void>)[] = []
  const lines: string[] = []

  afterEach(async () => {
    lines.length = 0
    for (const stop of stops.splice(0)) await stop()
  })

  const start = async (...options: Parameters<typeof startFakeClamd>) => {
    const clamd = await startFakeClamd(...options)
    stops.push(clamd.close)
    return clamd
  }
  const connect = (address: Parameters<typeof clamdScan>[0]['address'], timeoutMillis = 5_000) =>
    clamdScan({ address, report: (line) => { lines.push(line) }, timeoutMillis })
  const reply = (text: string) => (socket: Socket) => { socket.end(`${text}\0`) }

  it('gets every byte once, in order, in chunks after their lengths', async () => {
    const clamd = await start(reply('stream: OK'))
    for (const size of [0, 1, 65_536, 65_537, 3_000_000]) {
      const bytes = randomBytes(size)
      expect(await connect(clamd.address).scan(bytes)).toBe('clean')
      const last = clamd.asked.at(-1)
      expect(last?.command).toBe('zINSTREAM')
      expect(last?.bytes.equals(bytes)).toBe(true)
      expect(last?.longest).toBeLessThanOrEqual(65_536)
    }
    expect(lines).toEqual([])
  })

  it('is reached through a unix socket as well', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhenghaoban-clamd-'))
    const clamd = await start(reply('stream: Win.Test.EICAR_HDB-1 FOUND'), { path: join(folder, 'clamd.ctl') })
    expect(await connect(clamd.address).scan(Buffer.from('x'))).toBe('infected')
    rmSync(folder, { recursive: true, force: true })
  })

  it.each<[string, string]>([
    ['stream: OK', 'clean'],
    ['stream: Eicar-Signature FOUND', 'infected'],
    ['stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND', 'infected'],
    ['stream: Eicar-Signature(44d88612fea8a8f36de82e1278abb02f:68) FOUND', 'infected'],
    ['INSTREAM size limit exceeded. ERROR', 'unavailable'],
    ['stream: Can\'t allocate memory ERROR', 'unavailable'],
    ['UNKNOWN COMMAND', 'unavailable'],
    ['', 'unavailable'],
    // Neither is a verdict on this stream.
    ['OK', 'unavailable'],
    ['stream: OK FOUND or not ERROR', 'unavailable'],
    ['stream: OK\nstream: x FOUND ERROR', 'unavailable'],
  ])('%j means %s', async (text, verdict) => {
    const clamd = await start(reply(text))
    expect(await connect(clamd.address).scan(Buffer.from('x'))).toBe(verdict)
  })

  it('may answer byte by byte, and slowly', async () => {
    const clamd = await start(async (socket) => {
      for (const char of 'stream: Eicar FOUND\0') {
        socket.write(char)
        await delay(5)
      }
    })
    expect(await connect(clamd.address).scan(Buffer.from('x'))).toBe('infected')
  })

  it('is not believed when its answer is cut, however it begins', async () => {
    for (const part of ['', 'stream: ', 'stream: OK', 'stream: Eicar FOUND']) {
      const clamd = await start((socket) => { socket.end(part) })
      expect(await connect(clamd.address).scan(Buffer.from('x'))).toBe('unavailable')
    }
  })

  it('may hang up in the middle of a file', async () => {
    const clamd = await start(() => undefined, { onConnect: (socket) => { socket.once('data', () => socket.destroy()) } })
    expect(await connect(clamd.address).scan(randomBytes(5_000_000))).toBe('unavailable')
  })

  it('may refuse a file as too long before it has read all of it', async () => {
    const clamd = await start(() => undefined, { onConnect: (socket) => {
      socket.once('data', () => socket.end('INSTREAM size limit exceeded. ERROR\0'))
    } })
    expect(await connect(clamd.address).scan(randomBytes(5_000_000))).toBe('unavailable')
  })

  it('has its time, and no more: neither when it is silent nor when it goes on and on', async () => {
    const silent = await start(() => undefined)
    const before = performance.now()
    expect(await connect(silent.address, 200).scan(Buffer.from('x'))).toBe('unavailable')
    expect(performance.now() - before).toBeLessThan(2_000)
    const endless = await start((socket) => { socket.write('x'.repeat(100_000)) })
    expect(await connect(endless.address).scan(Buffer.from('x'))).toBe('unavailable')
    expect(lines).toEqual([expect.stringContaining('200 ms'), expect.stringContaining('does not end')])
  })

  it('may be away: that is reported once, and its return', async () => {
    const port = await freePort()
    const scan = connect({ host: '127.0.0.1', port })
    for (let file = 0; file < 3; file++) expect(await scan.scan(Buffer.from('secret content'))).toBe('unavailable')
    expect(lines).toEqual([expect.stringMatching(/^CLAMD .*ECONNREFUSED.* \| CLAMD is away.*ECONNREFUSED/)])
    // Of several addresses that were tried in vain the code is left.
    await connect({ host: 'localhost', port }).scan(Buffer.from('x'))
    expect(lines[1]).toContain('ECONNREFUSED')
    const missing = connect({ path: '/nowhere/clamd.ctl' })
    expect(await missing.scan(Buffer.from('x'))).toBe('unavailable')
    expect(lines[2]).toContain('ENOENT')
    expect(lines.join()).not.toContain('secret')
  })

  it('is told to be back when it answers again', async () => {
    let answer = 'database is being loaded ERROR'
    const clamd = await start((socket) => { socket.end(`${answer}\0`) })
    const scan = connect(clamd.address)
    expect(await scan.scan(Buffer.from('x'))).toBe('unavailable')
    answer = 'stream: OK'
    expect(await scan.scan(Buffer.from('x'))).toBe('clean')
    expect(await scan.scan(Buffer.from('x'))).toBe('clean')
    expect(lines).toEqual([expect.stringContaining('being loaded'), expect.stringContaining('is back')])
  })

  it('has no control over what the log shows', async () => {
    const clamd = await start(reply(`\u001b[2J\n2026-01-01 all is well ${'x'.repeat(1000)}`))
    await connect(clamd.address).scan(Buffer.from('x'))
    expect(lines[0]).not.toMatch(/\p{Cc}/u)
    expect(lines[0]?.length).toBeLessThan(600)
  })

  it('looks at many files at a time', async () => {
    const clamd = await start((socket, { bytes }) => { socket.end(`stream: ${bytes.includes('bad') ? 'Bad FOUND' : 'OK'}\0`) })
    const scan = connect(clamd.address)
    const verdicts = await Promise.all(Array.from({ length: 20 }, (_, index) =>
      scan.scan(Buffer.concat([randomBytes(200_000), Buffer.from(index % 2 === 0 ? 'bad' : 'fine')]))))
    expect(verdicts).toEqual(Array.from({ length: 20 }, (_, index) => index % 2 === 0 ? 'infected' : 'clean'))
  })
})

describe('where there is no clamd', () => {
  it('the stand-in knows the test string, wherever it is, and nothing else', async () => {
    const bytes = (text: string) => Buffer.concat([randomBytes(100), Buffer.from(text), randomBytes(100)])
    expect(eicar).toHaveLength(68)
    expect(await standInScan.scan(Buffer.from(eicar))).toBe('infected')
    expect(await standInScan.scan(bytes(eicar))).toBe('infected')
    expect(await standInScan.scan(bytes(eicar.slice(0, -1)))).toBe('clean')
    expect(await standInScan.scan(bytes('a virus'))).toBe('clean')
  })

  it('everything passes where nothing scans', async () => {
    expect(await noScan.scan(Buffer.from(eicar))).toBe('clean')
  })
})
