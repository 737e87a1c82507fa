import { randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { S3 } from '@aws-sdk/client-s3'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openBucket } from '../../../mock-api/adapters/file-store/s3Bucket.ts'
import { s3FileStore } from '../../../mock-api/adapters/file-store/s3FileStore.ts'
import { S3Receiver } from '../../../mock-api/adapters/file-store/s3Receiver.ts'
import type { S3Settings } from '../../../mock-api/readS3.ts'
import { sweepUploads } from '../../../mock-api/use-cases/sweepUploads.ts'
import { paddedPicture } from '../../support/paddedPicture.ts'
import { startObjectStore } from '../../support/objectStore.ts'
import type { ObjectStore } from '../../support/objectStore.ts'
import { rawRequest, sendRaw } from '../../support/rawHttp.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { startTestApp } from '../../support/testServer.ts'
import type { TestApp, TestClient } from '../../support/testServer.ts'
import { uploadBy } from '../../support/uploadBy.ts'

const chunkBytes = 524_288

describeOnEachEngine('uploads into an object store', (engine) => {
  let objects: ObjectStore
  let server: TestApp
  let chen: TestClient
  let s3: S3
  const open: TestApp[] = []

  /** One more server on the same database and bucket. */
  async function startServer(): Promise<TestApp> {
    const app = await startTestApp(database, { deps: { fileStore: await s3FileStore(objects.settings) } })
    open.push(app)
    return app
  }
  let database: Awaited<ReturnType<typeof engine.open>>

  beforeAll(async () => {
    objects = await startObjectStore()
    database = await engine.open()
    server = await startServer()
    chen = await server.signInAs('chen')
    const { endpoint, region, accessKeyId, secretAccessKey } = objects.settings
    s3 = new S3({ endpoint, region, credentials: { accessKeyId, secretAccessKey }, forcePathStyle: true })
  })
  afterAll(async () => {
    for (const app of open) await app.close()
    s3.destroy()
    await objects.close()
  })

  const upload = (client: TestClient) => uploadBy(client, server.deps.settings.publicUrl)
  const listKeys = async (id: string) => {
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: objects.settings.bucket, Prefix: id })
    return Contents.map(({ Key }) => Key)
  }
  const idOf = (url: string) => url.slice(url.lastIndexOf('/') + 1)
  const offsetAt = async (client: TestClient, url: string) =>
    Number((await upload(client).find(url)).headers['upload-offset'])
  const begin = async (client: TestClient, bytes: Buffer, chunks: number) => {
    const url = String((await upload(client).create(bytes.length)).headers.location)
    for (let at = 0; at < chunks * chunkBytes; at += chunkBytes) {
      expect((await upload(client).append(url, bytes.subarray(at, at + chunkBytes), at)).statusCode).toBe(204)
    }
    return url
  }

  it.each([1_000, chunkBytes * 3 + 7, 6_500_000])('gives back the %i bytes that came chunk by chunk', async (size) => {
    const bytes = await paddedPicture(size)
    const url = await begin(chen, bytes, Math.floor(bytes.length / chunkBytes))
    const at = Math.floor(bytes.length / chunkBytes) * chunkBytes
    expect((await upload(chen).append(url, bytes.subarray(at), at)).statusCode).toBe(204)
    expect(await offsetAt(chen, url)).toBe(bytes.length)
    expect(await server.deps.fileStore.findSize(idOf(url))).toBe(bytes.length)
    expect((await server.deps.fileStore.read(idOf(url))).equals(bytes)).toBe(true)
    expect(await stateOf(url)).toBe('ready')
    expect(await listKeys(idOf(url))).toEqual([idOf(url), `${idOf(url)}.info`])
    await upload(chen).cancel(url)
    expect(await listKeys(idOf(url))).toEqual([])
  })

  const stateOf = async (url: string) => {
    const { rows } = await database.db.execute(sql`SELECT state FROM uploads WHERE id = ${idOf(url)}`)
    return rows[0]?.['state']
  }

  it('goes on at another server where the first one stopped, half a chunk too', async () => {
    const bytes = await paddedPicture(5_800_000)
    const url = await begin(chen, bytes, 3)
    const half = 3 * chunkBytes + 1234
    await upload(chen).append(url, bytes.subarray(3 * chunkBytes, half), 3 * chunkBytes)

    const other = await startServer()
    const there = await other.signInAs('chen')
    expect(await offsetAt(there, url)).toBe(half)
    expect((await upload(there).append(url, bytes.subarray(half), half)).statusCode).toBe(204)
    expect((await other.deps.fileStore.read(idOf(url))).equals(bytes)).toBe(true)
    expect(await offsetAt(chen, url)).toBe(bytes.length)
    await upload(there).cancel(url)
  })

  it('keeps what had come when the connection was cut in the middle of a chunk', async () => {
    const listening = await startServer()
    await listening.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = listening.app.server.address() as AddressInfo
    const bytes = await paddedPicture(1_500_000)
    const url = await begin(chen, bytes, 1)
    const head = rawRequest('PATCH', url, [
      ['origin', server.deps.settings.publicUrl], ['cookie', chen.cookie ?? ''], ['tus-resumable', '1.0.0'],
      ['upload-offset', String(chunkBytes)], ['content-type', 'application/offset+octet-stream'],
      ['content-length', String(chunkBytes)],
    ])
    const come = bytes.subarray(chunkBytes, chunkBytes + 300_000)
    await sendRaw(port, Buffer.concat([Buffer.from(head), come]), true)
    await vi.waitFor(async () => expect(await offsetAt(chen, url)).toBe(chunkBytes + come.length), { timeout: 20_000 })
    await upload(chen).cancel(url)
  })

  it('leaves nothing of a file that is refused', async () => {
    const noise = randomBytes(2_000)
    const { id, reply } = await upload(chen).send(noise)
    expect(reply.json()).toMatchObject({ code: 'file-type-mismatch' })
    expect(await listKeys(id)).toEqual([])
  })

  it('leaves nothing of a file that is taken back in the middle', async () => {
    const url = await begin(chen, await paddedPicture(3_000_000), 2)
    expect(await listKeys(idOf(url))).toEqual([`${idOf(url)}.0000000000`, `${idOf(url)}.0000524288`, `${idOf(url)}.info`])
    expect((await upload(chen).cancel(url)).statusCode).toBe(204)
    expect(await listKeys(idOf(url))).toEqual([])
    expect((await upload(chen).find(url)).statusCode).toBe(404)
  })

  it('is not taken for empty while it is away: the upload waits, and goes on', async () => {
    const bytes = await paddedPicture(2_000_000)
    const url = await begin(chen, bytes, 1)
    const away = await startServer()
    const there = await away.signInAs('chen')
    await objects.stop()
    // Not 404: the phone would throw away what it knows and begin anew.
    expect((await upload(there).find(url)).statusCode).toBe(500)
    expect((await upload(there).append(url, bytes.subarray(chunkBytes), chunkBytes)).statusCode).toBe(500)
    await objects.startAgain()
    expect(await offsetAt(there, url)).toBe(chunkBytes)
    expect((await upload(there).append(url, bytes.subarray(chunkBytes), chunkBytes)).statusCode).toBe(204)
    await upload(chen).cancel(url)
  }, 60_000)

  it('keeps the bytes that were scanned, whatever comes under their name meanwhile', async () => {
    const bytes = await paddedPicture(600_000)
    const other = await startServer()
    const there = await other.signInAs('chen')
    const { malwareScan } = other.deps
    const url = String((await upload(there).create(bytes.length)).headers.location)
    other.deps.malwareScan = {
      scan: async (scanned) => {
        await s3.putObject({ Bucket: objects.settings.bucket, Key: `${idOf(url)}.0000000000`, Body: Buffer.alloc(bytes.length) })
        return malwareScan.scan(scanned)
      },
    }
    expect((await upload(there).append(url, bytes, 0)).statusCode).toBe(204)
    const { fileStore } = server.deps
    expect((await fileStore.read(idOf(url))).equals(bytes)).toBe(true)
    expect(await fileStore.flush(idOf(url), bytes)).toBe(true)
    expect(await fileStore.flush(idOf(url), Buffer.alloc(bytes.length))).toBe(false)
    expect((await fileStore.read(idOf(url))).equals(bytes)).toBe(true)
    await upload(there).cancel(url)
  })

  it('reads a file that is put together in that moment', async () => {
    const bucket = openBucket(objects.settings)
    const receiver = new S3Receiver(bucket)
    const [id, bytes] = [randomUUID(), randomBytes(3_000)]
    await bucket.put(`${id}.0000000000`, bytes)
    const slow = new S3Receiver({
      ...bucket,
      list: async (prefix) => {
        const before = await bucket.list(prefix)
        await receiver.keep(id, bytes)
        return before
      },
    })
    expect((await slow.readFile(id)).equals(bytes)).toBe(true)
    await receiver.remove(id)
  })

  it('is swept of what no upload knows', async () => {
    const { fileStore, clock } = server.deps
    const kept = await begin(chen, await paddedPicture(3_000_000), 1)
    const orphan = randomUUID()
    for (const suffix of ['', '.info', '.0000000000']) {
      await s3.putObject({ Bucket: objects.settings.bucket, Key: orphan + suffix, Body: 'x' })
    }
    const tomorrow = new Date(Date.now() + 25 * 3_600_000).toISOString()
    const untouched = await fileStore.listUntouchedSince(tomorrow)
    expect(untouched.sort()).toEqual([idOf(kept), orphan].sort())
    expect(await fileStore.listUntouchedSince(new Date(Date.now() - 3_600_000).toISOString())).toEqual([])
    await sweepUploads({ database, fileStore, clock: { ...clock, now: () => tomorrow } })
    expect(await listKeys('')).toEqual([])
  })
})

/** s3rver itself cannot answer in pages on a Node with OpenSSL 3: this one page of its protocol is played by hand. */
async function listInPages(pages: string[][]): Promise<{ settings: S3Settings, close(): void }> {
  const server = createServer(({ url = '' }, reply) => {
    const page = Number(new URL(url, 'http://x').searchParams.get('continuation-token') ?? 0)
    const next = page + 1 < pages.length ? `<NextContinuationToken>${page + 1}</NextContinuationToken>` : ''
    const contents = pages[page]?.map((key) => `<Contents><Key>${key}</Key><Size>1</Size>`
      + '<LastModified>2026-03-01T00:00:00.000Z</LastModified></Contents>').join('')
    reply.end(`<ListBucketResult>${contents}<IsTruncated>${next !== ''}</IsTruncated>${next}</ListBucketResult>`)
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  const settings = {
    endpoint: `http://127.0.0.1:${port}`, bucket: 'b', region: 'us-east-1', accessKeyId: 'a', secretAccessKey: 's',
  }
  return { settings, close: () => server.close() }
}

describe('an object store', () => {
  it('that knows conditional writes replaces nothing', async () => {
    const seen: (string | undefined)[] = []
    const server = createServer(({ headers }, reply) => {
      seen.push(headers['if-none-match'] as string | undefined)
      reply.statusCode = 412
      reply.end('<Error><Code>PreconditionFailed</Code></Error>')
    })
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    const { port } = server.address() as AddressInfo
    const settings = {
      endpoint: `http://127.0.0.1:${port}`, bucket: 'b', region: 'us-east-1', accessKeyId: 'a', secretAccessKey: 's',
    }
    expect(await openBucket(settings).putNew('a', Buffer.from('x'))).toBe(false)
    expect(seen).toEqual(['*'])
    server.close()
  })

  it('is read to its last page', async () => {
    const { settings, close } = await listInPages([['a', 'a.info'], ['b.info'], ['c']])
    expect((await openBucket(settings).list()).map(({ key }) => key)).toEqual(['a', 'a.info', 'b.info', 'c'])
    close()
  })

  it.each([
    ['another bucket', { bucket: 'elsewhere' }],
    ['another key', { accessKeyId: 'SOMEBODY' }],
    ['another port', { endpoint: 'http://127.0.0.1:9' }],
  ])('is refused at the start with %s', async (_name, wrong) => {
    const objects = await startObjectStore()
    try {
      await expect(s3FileStore({ ...objects.settings, ...wrong })).rejects.toThrow()
      await s3FileStore(objects.settings)
    } finally {
      await objects.close()
    }
  })
})
