import { beforeEach, describe, expect, it } from 'vitest'
import { addLocalFile, chunkBytes, deleteLocalFile, findLocalFile } from '../../src/offline/localFiles.ts'
import { uploadFile } from '../../src/offline/uploadFile.ts'
import { ann, freshDevice, isPattern, pattern, restartPage } from './support/device.ts'
import { FakeServer, problemReply } from './support/fakeServer.ts'

const size = chunkBytes * 2 + 1234
let server: FakeServer
let id: string

beforeEach(async () => {
  await freshDevice()
  server = new FakeServer(ann)
  const file = { filingId: 'f', materialId: 'm', name: '户口簿.pdf', type: 'application/pdf', bytes: pattern(size).buffer }
  id = (await addLocalFile(ann, file)).id
})

const patch = 'PATCH /api/uploads/:id'
const upload = () => uploadFile(ann, id, { fetch: server.fetch })
/** The server has the file, whole, once. */
const arrived = () => server.uploads.size === 1 && isPattern([...server.uploads.values()][0]?.bytes, size)

it('sends the file in chunks and tells how far it is', async () => {
  const progress: number[] = []
  const outcome = await uploadFile(ann, id, { fetch: server.fetch, onProgress: (sent) => progress.push(sent) })
  const [uploadId] = server.uploads.keys()
  expect(outcome).toEqual({ ok: true, value: { uploadId } })
  expect(arrived()).toBe(true)
  expect(progress).toEqual([0, chunkBytes, chunkBytes * 2, size, size])
  expect((await findLocalFile(ann, id))?.upload).toMatchObject({ state: 'done', sent: size, uploadId })
})

it('uses the path of the location, not the host a proxy hides', async () => {
  await upload()
  expect((await findLocalFile(ann, id))?.upload.url).toMatch(/^\/api\/uploads\//)
})

describe('after a cut', () => {
  it.each([0, 1, 77_777, chunkBytes])('goes on from the byte the server kept (%i of a chunk)', async (kept) => {
    server.keepOnCut = kept
    server.cut = (call, number) => call === patch && number === 2 ? 'afterRequest' : 'none'
    expect(await upload()).toEqual({ ok: false, error: { kind: 'offline' } })
    expect((await findLocalFile(ann, id))?.upload.state).toBe('waiting')
    await restartPage()

    expect(await upload()).toMatchObject({ ok: true })
    expect(arrived()).toBe(true)
    expect(server.count('POST /api/uploads')).toBe(1)
  })

  it('wastes one chunk at most', async () => {
    let bytes = 0
    server.answer = (call, body) => {
      if (call === patch) bytes += (body as ArrayBuffer).byteLength
      return undefined
    }
    server.cut = (call, number) => call === patch && number === 2 ? 'afterRequest' : 'none'
    await upload()
    await upload()
    expect(bytes - size).toBeLessThanOrEqual(chunkBytes)
  })

  it('begins anew when the server has swept the upload', async () => {
    server.cut = (call, number) => call === patch && number === 2 ? 'beforeRequest' : 'none'
    await upload()
    server.uploads.clear()
    expect(await upload()).toMatchObject({ ok: true })
    expect(arrived()).toBe(true)
  })

  it('begins anew when the upload vanishes under way', async () => {
    server.answer = (call) => {
      if (call === patch && server.count(patch) === 2) server.uploads.clear()
      return undefined
    }
    expect(await upload()).toMatchObject({ ok: true })
    expect(arrived()).toBe(true)
  })

  it('asks again when the server has another offset', async () => {
    const conflict = () => new Response(null, { status: 409 })
    server.answer = (call) => call === patch && server.count(patch) === 2 ? conflict() : undefined
    expect(await upload()).toMatchObject({ ok: true })
    expect(arrived()).toBe(true)
  })
})

it('a finished file is only looked up again', async () => {
  await upload()
  server.calls.length = 0
  expect(await upload()).toMatchObject({ ok: true })
  expect(server.calls).toEqual(['HEAD /api/uploads/:id'])
})

it('two tabs send it once', async () => {
  const [one, two] = await Promise.all([upload(), upload()])
  expect(one).toEqual(two)
  expect(server.count(patch)).toBe(3)
})

it('does not go round in circles with a server that forgets', async () => {
  server.answer = (call) => call === patch ? new Response(null, { status: 404 }) : undefined
  expect(await upload()).toEqual({ ok: false, error: { kind: 'later' } })
})

it('does not send for ever to a server that keeps nothing', async () => {
  const kept = () => new Response(null, { status: 204, headers: { 'upload-offset': '0' } })
  server.answer = (call) => call === patch ? kept() : undefined
  expect(await upload()).toEqual({ ok: false, error: { kind: 'later' } })
})

it('keeps a refusal, and does not send the file again', async () => {
  server.answer = (call) => call === patch ? problemReply('file-type-mismatch') : undefined
  expect(await upload()).toMatchObject({ ok: false, error: { kind: 'refused', problem: { code: 'file-type-mismatch' } } })
  server.calls.length = 0
  expect(await upload()).toMatchObject({ ok: false, error: { kind: 'refused' } })
  expect(server.calls).toEqual([])
})

it('waits for a scanner that is away, and sends nothing twice', async () => {
  let isAway = true
  const retry = { 'retry-after': '60' }
  const scanned: typeof fetch = async (input, init) => {
    const reply = await server.fetch(input, init)
    if (!isAway || reply.headers.get('upload-offset') !== String(size)) return reply
    // The answer to a HEAD has no body.
    return init?.method === 'HEAD'
      ? new Response(null, { status: 425, headers: retry }) : problemReply('scan-unavailable', retry)
  }
  for (let round = 0; round < 3; round += 1) {
    expect(await uploadFile(ann, id, { fetch: scanned }))
      .toMatchObject({ ok: false, error: { kind: 'later', wait: 60, problem: { code: 'scan-unavailable' } } })
    expect((await findLocalFile(ann, id))?.upload).toMatchObject({ state: 'waiting' })
    await restartPage()
  }
  isAway = false
  expect(await uploadFile(ann, id, { fetch: scanned })).toMatchObject({ ok: true })
  expect(arrived()).toBe(true)
  expect([server.count('POST /api/uploads'), server.count(patch)]).toEqual([1, 3])
})

it.each([0, 1])('ends when the resident removes the file (after %i chunks)', async (chunks) => {
  const removing: typeof fetch = async (input, init) => {
    const reply = await server.fetch(input, init)
    if (server.count(patch) === chunks) await deleteLocalFile(ann, id)
    return reply
  }
  expect(await uploadFile(ann, id, { fetch: removing }))
    .toMatchObject({ ok: false, error: { kind: 'refused', problem: { code: 'upload-not-found' } } })
  expect(await findLocalFile(ann, id)).toBeUndefined()
})

it('waits for the sign-in', async () => {
  server.accountId = null
  expect(await upload()).toEqual({ ok: false, error: { kind: 'signedOut' } })
  expect((await findLocalFile(ann, id))?.upload.state).toBe('waiting')
})

it('stops when asked to and goes on later', async () => {
  const stop = new AbortController()
  const slow: typeof fetch = (input, init) => {
    if (init?.method === 'PATCH') stop.abort()
    return init?.signal?.aborted ? Promise.reject(new DOMException('stopped', 'AbortError')) : server.fetch(input, init)
  }
  expect(await uploadFile(ann, id, { fetch: slow, signal: stop.signal })).toMatchObject({ ok: false })
  expect(await upload()).toMatchObject({ ok: true })
})
