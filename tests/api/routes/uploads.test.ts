import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maxFileBytes } from '../../../src/contract/endpoints.ts'
import { sweepUploads } from '../../../mock-api/use-cases/sweepUploads.ts'
import { paddedPicture } from '../../support/paddedPicture.ts'
import { makePdf } from '../../support/pdfFixture.ts'
import { describeOnEachEngine } from '../../support/testDatabase.ts'
import { startTestApp } from '../../support/testServer.ts'
import type { TestApp, TestClient } from '../../support/testServer.ts'

const tus = { 'tus-resumable': '1.0.0' }
const encode = (text: string) => Buffer.from(text).toString('base64')
const picture = () => sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })

describeOnEachEngine('uploads', (engine) => {
  let server: TestApp
  let origin: string
  let chen: TestClient
  let li: TestClient

  beforeAll(async () => {
    server = await startTestApp(await engine.open())
    origin = server.deps.settings.publicUrl
    chen = await server.signInAs('chen')
    li = await server.signInAs('li')
  })
  afterAll(() => server.close())

  const create = (who: TestClient, size: number, headers: Record<string, string | undefined> = {}) => who.send({
    method: 'POST', url: '/api/uploads', headers: {
      origin, ...tus, 'upload-length': String(size),
      'upload-metadata': `filename ${encode('身份证.jpg')},filetype ${encode('image/jpeg')},filingId ${encode('f')}`,
      ...headers,
    } as Record<string, string>,
  })
  const patch = (who: TestClient, url: string, offset: number, payload: Buffer) => who.send({
    method: 'PATCH', url, payload, headers: {
      origin, ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream',
    },
  })
  const head = (who: TestClient, url: string) => who.send({ method: 'HEAD', url, headers: tus })
  const remove = (who: TestClient, url: string) => who.send({ method: 'DELETE', url, headers: { origin, ...tus } })
  const locationOf = (reply: Awaited<ReturnType<typeof create>>) => {
    expect(reply.statusCode).toBe(201)
    return String(reply.headers.location)
  }
  const upload = async (who: TestClient, bytes: Buffer) => {
    const url = locationOf(await create(who, bytes.length))
    return { url, id: url.slice(url.lastIndexOf('/') + 1), reply: await patch(who, url, 0, bytes) }
  }
  const rowOf = async (id: string) => {
    const { rows } = await server.deps.database.db.execute(sql`SELECT * FROM uploads WHERE id = ${id}`)
    return rows[0]
  }
  const folder = () => join(server.deps.settings.dataDir, 'uploads')
  const refusal = (reply: Awaited<ReturnType<typeof create>>) => [reply.statusCode, reply.json().code]

  it('keeps a file, its true type and its hash', async () => {
    const bytes = await picture().png().toBuffer()
    const { url, id, reply } = await upload(chen, bytes)
    expect(id).toMatch(/^[0-9a-f-]{32,36}$/)
    expect([reply.statusCode, reply.headers['upload-offset']]).toEqual([204, String(bytes.length)])
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'")
    expect(reply.headers['cache-control']).toBe('no-store')
    expect(await rowOf(id)).toMatchObject({
      state: 'ready', media_type: 'image/png', file_name: '身份证.jpg', size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'), meta: { filingId: 'f', materialId: '' },
    })
    expect((await head(chen, url)).headers['upload-offset']).toBe(String(bytes.length))
  })

  it('goes on where it was cut', async () => {
    const bytes = await paddedPicture(300_000)
    const url = locationOf(await create(chen, bytes.length))
    expect((await patch(chen, url, 0, bytes.subarray(0, 100_000))).headers['upload-offset']).toBe('100000')
    const asked = await head(chen, url)
    expect([asked.headers['upload-offset'], asked.headers['upload-length']]).toEqual(['100000', '300000'])
    expect(refusal(await patch(chen, url, 0, bytes))).toEqual([409, 'upload-conflict'])
    expect((await patch(chen, url, 100_000, bytes.subarray(100_000))).statusCode).toBe(204)
    expect(await rowOf(url.slice(-36))).toMatchObject({ state: 'ready' })
  })

  it('is finished when somebody asks, if the server stopped right after the last byte', async () => {
    const bytes = await picture().jpeg().toBuffer()
    const { url, id } = await upload(chen, bytes)
    await server.deps.database.db.execute(sql`UPDATE uploads SET state = 'receiving', sha256 = NULL WHERE id = ${id}`)
    expect((await head(chen, url)).statusCode).toBe(200)
    expect(await rowOf(id)).toMatchObject({ state: 'ready', sha256: expect.any(String) })
  })

  it('tells what the protocol here can do', async () => {
    const reply = await server.visitor.send({ method: 'OPTIONS', url: '/api/uploads' })
    expect(reply.statusCode).toBe(204)
    expect(reply.headers['tus-extension']).toBe('creation,creation-with-upload,termination')
  })

  describe('belongs to one account', () => {
    it('and does not exist for another, nor for nobody', async () => {
      const { url } = await upload(chen, await picture().jpeg().toBuffer())
      expect((await head(li, url)).statusCode).toBe(404)
      expect(refusal(await patch(li, url, 0, Buffer.from('x')))).toEqual([404, 'upload-not-found'])
      expect(refusal(await remove(li, url))).toEqual([404, 'upload-not-found'])
      expect((await head(server.visitor, url)).statusCode).toBe(401)
      expect(refusal(await patch(server.visitor, url, 0, Buffer.from('x')))).toEqual([401, 'signed-out'])
      expect((await head(chen, url)).statusCode).toBe(200)
    })

    it('and no question behind one\'s own address reaches it', async () => {
      const theirs = await upload(chen, await picture().jpeg().toBuffer())
      const own = locationOf(await create(li, 4321))
      const reply = await head(li, `${own}?x=/${theirs.id}`)
      expect([reply.statusCode, reply.headers['upload-length']]).toEqual([200, '4321'])
    })

    it.each(['../secrets', '..%2fsecrets%2fstand-in-identity.json', 'x'.repeat(90), 'a.json'])(
      'and %j is nobody\'s', async (id) => {
        const reply = await head(chen, `/api/uploads/${id}`)
        expect(reply.statusCode).toBe(404)
      })

    it('and only our own page may write it', async () => {
      const { url } = await upload(chen, await picture().jpeg().toBuffer())
      const evil = { origin: 'https://evil.example' }
      expect(refusal(await create(chen, 10, evil))).toEqual([403, 'not-same-origin'])
      const reply = await chen.send({ method: 'DELETE', url, headers: { ...tus, ...evil } })
      expect(refusal(reply)).toEqual([403, 'not-same-origin'])
    })

    it('and is not for officers', async () => {
      expect(refusal(await create(await server.signInAs('officer-lin'), 10))).toEqual([403, 'forbidden'])
    })
  })

  describe('is refused', () => {
    it('one byte above ten mebibytes, and not at them', async () => {
      expect(refusal(await create(chen, maxFileBytes + 1))).toEqual([413, 'file-too-large'])
      const full = await upload(chen, await paddedPicture(maxFileBytes))
      expect(full.reply.statusCode).toBe(204)
      await remove(chen, full.url)
    })

    it('when more bytes come than were announced', async () => {
      const bytes = await picture().jpeg().toBuffer()
      const url = locationOf(await create(chen, bytes.length - 1))
      expect(refusal(await patch(chen, url, 0, bytes))).toEqual([413, 'file-too-large'])
    })

    it('when it is empty', async () => {
      expect(refusal(await create(chen, 0))).toEqual([422, 'file-empty'])
    })

    it.each<[string, Record<string, string | undefined>, number, string]>([
      ['without a size', { 'upload-length': undefined }, 400, 'bad-request'],
      ['with its size to come', { 'upload-length': undefined, 'upload-defer-length': '1' }, 400, 'bad-request'],
      ['with a negative size', { 'upload-length': '-1' }, 400, 'bad-request'],
      ['with a size in words', { 'upload-length': 'ten' }, 400, 'bad-request'],
      ['with broken metadata', { 'upload-metadata': 'filename ***' }, 400, 'bad-request'],
      ['without the protocol\'s version', { 'tus-resumable': undefined }, 400, 'bad-request'],
    ])('%s', async (_name, headers, status, code) => {
      expect(refusal(await create(chen, 10, headers))).toEqual([status, code])
    })

    it.each<[string, () => Promise<Buffer>, string]>([
      ['a program named .jpg', async () => Buffer.from('MZ\x90\x00 this is no picture'), 'file-type-mismatch'],
      ['a GIF', () => picture().gif().toBuffer(), 'file-type-mismatch'],
      ['a page', async () => Buffer.from('<html><script>alert(1)</script>'), 'file-type-mismatch'],
      ['the start of a JPEG and nothing behind', async () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]), 'file-damaged'],
      ['two files in one', async () => Buffer.concat([await picture().jpeg().toBuffer(), Buffer.from('<html>')]), 'file-mixed'],
      ['a picture that would not fit in memory', () => sharp({ create: {
        width: 10_000, height: 5_001, channels: 3, background: '#888' } }).png().toBuffer(), 'photo-too-large'],
      ['a PDF with a script', async () => makePdf({ catalogue: '/OpenAction << /S /JavaScript /JS (x) >>' }), 'pdf-active'],
      ['a locked PDF', async () => makePdf({ trailer: '/Encrypt 9 0 R' }), 'pdf-encrypted'],
      ['a book', async () => makePdf({ pages: 201 }), 'pdf-too-many-pages'],
      ['a photo with its place in Exif', photoWithPlace('jpeg'), 'photo-has-location'],
      ['a PNG with its place in Exif', photoWithPlace('png'), 'photo-has-location'],
      ['a photo with its place in XMP', photoWithXmp, 'photo-has-location'],
      ['a photo with a second one behind it that has its place', async () => Buffer.concat(
        [await picture().jpeg().toBuffer(), await photoWithPlace('jpeg')()]), 'photo-has-location'],
    ])('%s, and thrown away', async (_name, make, code) => {
      const { url, id, reply } = await upload(chen, await make())
      expect(refusal(reply)).toEqual([422, code])
      expect(await rowOf(id)).toMatchObject({ state: 'refused', problem: code })
      expect(existsSync(join(folder(), id))).toBe(false)
      expect((await head(chen, url)).statusCode).toBe(404)
    })

    it.each<[string, () => Promise<Buffer>]>([
      ['a PDF', async () => makePdf()],
      ['a photo with Exif but no place', () => picture().withExif({ IFD0: { Make: 'Camera' } }).jpeg().toBuffer()],
    ])('but not %s', async (_name, make) => {
      expect((await upload(chen, await make())).reply.statusCode).toBe(204)
    })
  })

  describe('can be thrown away', () => {
    it('by its account, while no case holds it', async () => {
      const { url, id } = await upload(chen, await picture().jpeg().toBuffer())
      expect((await remove(chen, url)).statusCode).toBe(204)
      expect(existsSync(join(folder(), id))).toBe(false)
      expect((await head(chen, url)).statusCode).toBe(404)
      expect(refusal(await remove(chen, url))).toEqual([404, 'upload-not-found'])
    })

    it('no more when a case holds it', async () => {
      const { url, id } = await upload(chen, await picture().jpeg().toBuffer())
      await server.deps.database.db.execute(sql`UPDATE uploads SET state = 'attached' WHERE id = ${id}`)
      expect(refusal(await remove(chen, url))).toEqual([422, 'upload-in-use'])
      expect(existsSync(join(folder(), id))).toBe(true)
    })
  })

  it('are swept when nobody comes back for them', async () => {
    const wang = await server.signInAs('wang')
    // The age of a file on the disk is real time.
    server.clock.set(new Date().toISOString())
    const unfinished = locationOf(await create(await server.signInAs('wang'), 100)).slice(-36)
    const ready = (await upload(await server.signInAs('wang'), await picture().jpeg().toBuffer())).id
    const attached = (await upload(await server.signInAs('wang'), await picture().jpeg().toBuffer())).id
    await server.deps.database.db.execute(sql`UPDATE uploads SET state = 'attached' WHERE id = ${attached}`)
    const unknown = (await upload(await server.signInAs('wang'), await picture().jpeg().toBuffer())).id
    await server.deps.database.db.execute(sql`DELETE FROM uploads WHERE id = ${unknown}`)
    expect(wang.cookie).toBeDefined()

    const left = () => [unfinished, ready, attached, unknown].filter((id) => readdirSync(folder()).includes(id))
    await sweepUploads(server.deps)
    expect(left()).toEqual([unfinished, ready, attached, unknown])
    server.clock.advance(24 * 3_600_000 + 60_000)
    await sweepUploads(server.deps)
    expect(left()).toEqual([ready, attached])
    server.clock.advance(6 * 24 * 3_600_000)
    await sweepUploads(server.deps)
    expect(left()).toEqual([attached])
    expect(await rowOf(ready)).toBeUndefined()
  })

  it('are swept however many files there are: one statement takes no more than 65,535 ids', async () => {
    const { fileStore } = server.deps
    const kept = (await upload(await server.signInAs('wang'), await picture().jpeg().toBuffer())).id
    const others = Array.from({ length: 70_000 }, (_, index) => `unknown-${index}`)
    const removed: string[] = []
    await sweepUploads({
      ...server.deps,
      fileStore: {
        ...fileStore, listUntouchedSince: async () => [kept, ...others], remove: async (id) => { removed.push(id) },
      },
    })
    expect(removed).toEqual(others)
  })
})

/** Exif as a phone writes it: 23°17′ north, 113°48′ east. */
function photoWithPlace(format: 'jpeg' | 'png') {
  return () => picture().withExif({
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '23/1 17/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '113/1 48/1 0/1' },
  })[format]().toBuffer()
}

function photoWithXmp(): Promise<Buffer> {
  return picture().withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
    xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="23,17N"/></rdf:RDF></x:xmpmeta>`).jpeg().toBuffer()
}
