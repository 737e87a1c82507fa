/** No file is used before a scanner has looked at it; where none answers it waits, and nothing is lost. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { clamdScan } from '../../../mock-api/adapters/malware-scan/clamdScan.ts'
import type { ScanVerdict } from '../../../mock-api/adapters/malware-scan/port.ts'
import { eicar, standInScan } from '../../../mock-api/adapters/malware-scan/standInScan.ts'
import { startFakeClamd } from '../../support/fakeClamd.ts'
import { makePdf } from '../../support/pdfFixture.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { uploadBy } from '../../support/uploadBy.ts'
import { refusal, startCaseServer } from '../cases/caseServer.ts'
import type { CaseServer, TestFiler } from '../cases/caseServer.ts'

describeOnEachEngine('uploads and malware', (engine) => {
  let server: CaseServer
  let li: TestFiler
  let phone: ReturnType<typeof uploadBy>
  let jpeg: Buffer
  const log: string[] = []

  beforeAll(async () => {
    const stream = new Writable({ write: (chunk, _encoding, done) => { log.push(String(chunk)); done() } })
    server = await startCaseServer(engine, 'manual', { deps: { logger: { level: 'trace', stream } } })
    li = await server.filer('li')
    phone = uploadBy(li.client, server.deps.settings.publicUrl)
    jpeg = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#888' } }).jpeg().toBuffer()
  })
  beforeEach(() => { server.deps.malwareScan = standInScan })
  afterAll(() => server.close())

  const answer = (...verdicts: ScanVerdict[]) => {
    server.deps.malwareScan = { scan: async () => verdicts.length > 1 ? verdicts.shift()! : verdicts[0]! }
  }
  const infected = () => makePdf({ objects: [`% ${eicar}\n`] })
  const rowOf = async (id: string) => {
    const { rows } = await server.deps.database.db.execute(sql`SELECT * FROM uploads WHERE id = ${id}`)
    return rows[0]
  }
  const isStored = (id: string) =>
    [id, `${id}.json`].some((name) => existsSync(join(server.deps.settings.dataDir, 'uploads', name)))
  /** A filing with this file for its first material. */
  const fileWith = async (id: string) => {
    let [next, isFirst] = [id, true]
    const filing = await server.make({ ...li, upload: async () => {
      if (!isFirst) next = await server.addUpload(li)
      isFirst = false
      return next
    } }, 'P0203')
    return li.client.post('/api/filings', filing)
  }

  it('an infected file is refused, and gone with everything that was known of its content', async () => {
    const { url, id, reply } = await phone.send(infected())
    expect(refusal(reply)).toEqual([422, 'file-infected'])
    expect(await rowOf(id)).toMatchObject({ state: 'refused', problem: 'file-infected', sha256: null })
    expect(isStored(id)).toBe(false)
    expect((await phone.find(url)).statusCode).toBe(404)
    expect(refusal(await fileWith(id))[1]).toBe('upload-incomplete')
    // Whatever it is named and begins as.
    expect(refusal((await phone.send(Buffer.from(eicar))).reply)).toEqual([422, 'file-infected'])
    expect(log.join()).not.toContain('EICAR')
  })

  it('a clean one is taken into a case', async () => {
    const { id, reply } = await phone.send(makePdf())
    expect(reply.statusCode).toBe(204)
    expect((await fileWith(id)).statusCode).toBe(201)
    expect(await rowOf(id)).toMatchObject({ state: 'attached' })
  })

  it('waits while the scanner is away: told to come back, kept, and in no case', async () => {
    answer('unavailable')
    const { url, id, reply } = await phone.send(jpeg)
    expect(refusal(reply)).toEqual([425, 'scan-unavailable'])
    expect(reply.headers['retry-after']).toBe('60')
    expect(await rowOf(id)).toMatchObject({ state: 'receiving', problem: null, sha256: null })
    expect(refusal(await fileWith(id))[1]).toBe('upload-incomplete')
    const asked = await phone.find(url)
    expect([asked.statusCode, asked.headers['retry-after']]).toEqual([425, '60'])
    expect(isStored(id)).toBe(true)

    answer('clean')
    const again = await phone.find(url)
    expect([again.statusCode, again.headers['upload-offset']]).toEqual([200, String(jpeg.length)])
    expect(await rowOf(id)).toMatchObject({ state: 'ready', sha256: expect.any(String) })
    expect((await fileWith(id)).statusCode).toBe(201)
  })

  it('is thrown away when the scanner comes back and finds something', async () => {
    answer('unavailable')
    const { url, id } = await phone.send(jpeg)
    answer('infected')
    expect((await phone.find(url)).statusCode).toBe(404)
    expect(await rowOf(id)).toMatchObject({ state: 'refused', problem: 'file-infected' })
    expect(isStored(id)).toBe(false)
  })

  it('is told at once when it is wrong in itself, although the scanner is away', async () => {
    answer('unavailable')
    const { id, reply } = await phone.send(Buffer.from('<html>'))
    expect(refusal(reply)).toEqual([422, 'file-type-mismatch'])
    expect(isStored(id)).toBe(false)
  })

  it('is in no case while it is being looked at, and may be given up meanwhile', async () => {
    let finish: (verdict: ScanVerdict) => void = () => undefined
    let begun: () => void = () => undefined
    const scanning = new Promise<void>((resolve) => { begun = resolve })
    server.deps.malwareScan = { scan: () => new Promise((resolve) => { finish = resolve; begun() }) }
    const url = String((await phone.create(jpeg.length)).headers.location)
    const id = url.slice(-36)
    const sent = phone.append(url, jpeg)
    await scanning
    expect(refusal(await fileWith(id))[1]).toBe('upload-incomplete')
    expect((await phone.cancel(url)).statusCode).toBe(204)
    finish('clean')
    expect((await sent).statusCode).toBeLessThan(500)
    expect(await rowOf(id)).toMatchObject({ state: 'refused', file_name: '' })
    expect(isStored(id)).toBe(false)
  })

  it('is asked about by several at once, and none of them meets a bug', async () => {
    answer('unavailable')
    const { url, id } = await phone.send(jpeg)
    answer('infected')
    const statuses = (await Promise.all(Array.from({ length: 5 }, () => phone.find(url)))).map((one) => one.statusCode)
    expect(statuses).toEqual([404, 404, 404, 404, 404])
    expect(isStored(id)).toBe(false)
  })

  it('stays in its case, whatever a scanner says of it later', async () => {
    const { url, id } = await phone.send(jpeg)
    expect((await fileWith(id)).statusCode).toBe(201)
    answer('infected')
    await phone.append(url, Buffer.alloc(0), jpeg.length)
    await phone.find(url)
    expect(await rowOf(id)).toMatchObject({ state: 'attached', problem: null })
    expect(isStored(id)).toBe(true)
  })

  it('goes to a real port and back', async () => {
    const clamd = await startFakeClamd((socket, { bytes }) => {
      socket.end(`stream: ${bytes.includes(eicar) ? 'Eicar FOUND' : 'OK'}\0`)
    })
    const reports: string[] = []
    server.deps.malwareScan = clamdScan({ address: clamd.address, report: (line) => { reports.push(line) } })
    const clean = await phone.send(jpeg)
    expect(clean.reply.statusCode).toBe(204)
    expect(clamd.asked.at(-1)?.bytes.equals(jpeg)).toBe(true)
    expect(refusal((await phone.send(infected())).reply)).toEqual([422, 'file-infected'])
    await clamd.close()
    const late = await phone.send(jpeg)
    expect(refusal(late.reply)).toEqual([425, 'scan-unavailable'])
    expect(reports).toHaveLength(1)
    expect(log.join() + reports.join()).not.toContain('EICAR')
    // Looked at once is enough.
    expect((await phone.find(clean.url)).statusCode).toBe(200)
  })
})
