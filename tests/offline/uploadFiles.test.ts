import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openAccount, wipeAccount } from '../../src/offline/accountKeys.ts'
import { drainOutbox } from '../../src/offline/drainOutbox.ts'
import { deleteDraft, saveDraft } from '../../src/offline/drafts.ts'
import { addLocalFile, chunkBytes, deleteLocalFile, listAccountFiles } from '../../src/offline/localFiles.ts'
import { findOutboxEntry } from '../../src/offline/outbox.ts'
import { saveUploadChoice } from '../../src/offline/uploadGate.ts'
import { uploadFiles } from '../../src/offline/uploadFiles.ts'
import { ann, bob, draftOf, freshDevice, isPattern, morning, pattern, queueFiling, restartPage } from './support/device.ts'
import { FakeServer, problemReply } from './support/fakeServer.ts'

const notice = { documentId: 'privacy', documentVersion: 1, at: morning.toISOString() }
const post = 'POST /api/uploads'
let server: FakeServer

beforeEach(async () => {
  await freshDevice()
  server = new FakeServer(ann)
})
afterEach(() => { vi.unstubAllGlobals() })

/** A draft whose notice was shown, with one file a material. */
async function draftWith(sizes: number[], { accountId = ann, noticesShown = [notice], way = 'file' as const } = {}) {
  const filingId = crypto.randomUUID()
  const ids: string[] = []
  for (const [index, size] of sizes.entries()) {
    const file = { filingId, materialId: `m${index}`, name: `${index}.jpg`, type: 'image/jpeg', bytes: pattern(size).buffer }
    ids.push((await addLocalFile(accountId, file)).id)
  }
  const provisions = Object.fromEntries(ids.map((id, index) => [`m${index}`, { way, uploadIds: [id] }]))
  await saveDraft({ ...draftOf(accountId, filingId), noticesShown, provisions }, morning)
  return { filingId, ids }
}

const climb = (options: { accountId?: string, signal?: AbortSignal, fetch?: typeof fetch } = {}) =>
  uploadFiles({ accountId: ann, fetch: server.fetch, ...options })
const states = async () => (await listAccountFiles(ann)).map(({ upload }) => upload.state)

it('sends every file of a draft, one at a time, and then has nothing to do', async () => {
  const sizes = [chunkBytes + 5, 1000, 2000]
  await draftWith(sizes)
  expect(await climb()).toEqual({})
  expect(await states()).toEqual(['done', 'done', 'done'])
  const whole = [...server.uploads.values()].map(({ bytes }, index) => isPattern(bytes, sizes[index]!))
  expect(whole).toEqual([true, true, true])
  server.calls.length = 0
  expect(await climb()).toEqual({})
  expect(server.calls).toEqual([])
})

it('two tabs: one sends, the other comes back later', async () => {
  await draftWith([chunkBytes * 2])
  const reports = await Promise.all([climb(), climb()])
  expect(reports).toContainEqual({ stopped: 'busy', again: {} })
  expect([await states(), server.count(post)]).toEqual([['done'], 1])
})

describe('nothing leaves the phone', () => {
  it('before the notice of handling was shown', async () => {
    await draftWith([1000], { noticesShown: [] })
    expect(await climb()).toEqual({})
    expect(server.calls).toEqual([])
  })

  it('for a material that is given in another way by now', async () => {
    const { filingId, ids } = await draftWith([1000])
    await saveDraft({
      ...draftOf(ann, filingId), noticesShown: [notice], provisions: { m0: { way: 'later' } },
    }, morning)
    await climb()
    expect([server.calls, ids.length]).toEqual([[], 1])
  })

  it('while somebody else is signed in at this phone', async () => {
    await draftWith([1000])
    server.accountId = bob
    expect(await climb()).toEqual({ stopped: 'otherAccount' })
    expect(server.uploads.size).toBe(0)
  })

  it('under another name when he signs in while it climbs', async () => {
    await draftWith([chunkBytes * 2])
    const swapped: typeof fetch = async (input, init) => {
      const reply = await server.fetch(input, init)
      if (init?.method !== 'PATCH' || server.accountId === bob) return reply
      // What was Ann's is not to be seen for Bob.
      server.accountId = bob
      server.uploads.clear()
      return reply
    }
    expect(await climb({ fetch: swapped })).toEqual({ stopped: 'otherAccount' })
    expect([server.count(post), server.uploads.size]).toEqual([1, 0])
  })

  it('of what another account left on the device', async () => {
    await openAccount(bob)
    await draftWith([1000], { accountId: bob })
    expect(await climb()).toEqual({})
    expect(server.calls).toEqual([])
  })

  it.each([{ paused: true }, { onMobile: 'never' as const }, { onMobile: 'ask' as const }])('while %j', async (choice) => {
    await draftWith([1000])
    onMobileData(choice.paused === undefined)
    await saveUploadChoice(choice)
    expect(await climb()).toEqual({ stopped: 'held' })
    expect([await states(), server.uploads.size]).toEqual([['waiting'], 0])
    onMobileData(false)
    await saveUploadChoice({ paused: false })
    expect(await climb()).toEqual({})
    expect(await states()).toEqual(['done'])
  })
})

it.each([{ onMobile: 'always' as const }, { granted: true }])('goes over mobile data with %j', async (choice) => {
  await draftWith([1000])
  onMobileData(true)
  await saveUploadChoice(choice)
  expect(await climb()).toEqual({})
})

it('a pause takes effect within a chunk, in whatever tab it was tapped', async () => {
  await draftWith([chunkBytes * 4])
  const pausing: typeof fetch = async (input, init) => {
    if (init?.method === 'PATCH') await saveUploadChoice({ paused: true })
    return server.fetch(input, init)
  }
  expect(await climb({ fetch: pausing })).toEqual({ stopped: 'held' })
  const [file] = await listAccountFiles(ann)
  expect(file?.upload).toMatchObject({ state: 'waiting', sent: chunkBytes })
})

it('a request that is called back is a pause, no lost network', async () => {
  await draftWith([1000])
  const stop = new AbortController()
  const slow: typeof fetch = (input, init) => {
    if (init?.method !== 'PATCH') return server.fetch(input, init)
    stop.abort()
    return Promise.reject(new DOMException('stopped', 'AbortError'))
  }
  expect(await climb({ fetch: slow, signal: stop.signal })).toEqual({ stopped: 'held' })
})

it.each([
  ['signed out', () => { server.accountId = null }, { stopped: 'signedOut' }],
  ['cut', () => { server.cut = () => 'beforeRequest' }, { stopped: 'offline', again: {} }],
])('%s: it waits, and goes on after a restart', async (_name, fail, report) => {
  await draftWith([1000])
  fail()
  expect(await climb()).toEqual(report)
  await restartPage()
  server.accountId = ann
  server.cut = () => 'none'
  expect(await climb()).toEqual({})
  expect(await states()).toEqual(['done'])
})

it('one that has to wait lets the others pass, and says for how long', async () => {
  await draftWith([1000, 1000])
  server.answer = (call) => call === post && server.count(post) === 1
    ? problemReply('quota-exceeded', { 'retry-after': '90' }) : undefined
  expect(await climb()).toEqual({ again: { wait: 90 } })
  expect((await listAccountFiles(ann)).map(({ upload: { state, problem } }) => [state, problem?.code]))
    .toEqual([['waiting', 'quota-exceeded'], ['done', undefined]])
})

it('one that is refused is kept with its reason, and not sent again', async () => {
  await draftWith([1000, 1000])
  server.answer = (call) => call === 'PATCH /api/uploads/:id' && server.count(call) === 1
    ? problemReply('file-infected') : undefined
  expect(await climb()).toEqual({})
  expect((await listAccountFiles(ann)).map(({ upload: { state, problem } }) => [state, problem?.code]))
    .toEqual([['refused', 'file-infected'], ['done', undefined]])
})

it('files a signed filing waits for come first', async () => {
  await draftWith([1000])
  const { fileId } = await queueFiling(ann)
  server.cut = (call, number) => call === post && number === 2 ? 'beforeRequest' : 'none'
  await climb()
  expect((await listAccountFiles(ann)).find(({ id }) => id === fileId)?.upload.state).toBe('done')
})

describe('what is removed here is thrown away there', () => {
  const remove: Record<string, (filingId: string, id: string) => Promise<unknown>> = {
    'a file': (_filingId, id) => deleteLocalFile(ann, id),
    'a file replaced': (filingId, id) => addLocalFile(
      ann, { filingId, materialId: 'other', name: 'b.jpg', type: 'image/jpeg', bytes: pattern(10).buffer }, id),
    'a draft': (filingId) => deleteDraft(ann, filingId),
  }
  it.each(Object.keys(remove))('%s', async (what) => {
    const { filingId, ids } = await draftWith([1000])
    await climb()
    expect(server.uploads.size).toBe(1)
    await remove[what]!(filingId, ids[0]!)
    await climb()
    expect(server.uploads.size).toBe(0)
  })

  it('while it climbs, and even when it is created at that very moment', async () => {
    for (const moment of ['POST', 'PATCH']) {
      const { ids } = await draftWith([chunkBytes * 3])
      const removing: typeof fetch = async (input, init) => {
        const reply = await server.fetch(input, init)
        if (init?.method === moment) await deleteLocalFile(ann, ids[0]!)
        return reply
      }
      await climb({ fetch: removing })
      await climb()
      expect([server.uploads.size, await states()], moment).toEqual([0, []])
    }
  })

  it('later, when the network is away or the sign-in has run out; never in another person’s name', async () => {
    const { ids } = await draftWith([1000])
    await climb()
    await deleteLocalFile(ann, ids[0]!)
    server.cut = () => 'beforeRequest'
    expect(await climb()).toEqual({ again: {} })
    server.cut = () => 'none'
    server.accountId = bob
    await climb()
    expect(server.count('DELETE /api/uploads/:id')).toBe(0)
    server.accountId = ann
    expect(await climb()).toEqual({})
    expect(server.uploads.size).toBe(0)
    server.calls.length = 0
    await climb()
    expect(server.calls).toEqual([])
  })

  it('not after a sign-out, which leaves no trace of it', async () => {
    const { ids } = await draftWith([1000])
    await climb()
    await deleteLocalFile(ann, ids[0]!)
    await wipeAccount(ann)
    await openAccount(ann)
    server.calls.length = 0
    await climb()
    expect(server.calls).toEqual([])
  })
})

describe('a signed filing', () => {
  const drain = () => drainOutbox({ accountId: ann, now: () => morning, fetch: server.fetch })

  it('waits while its files may not go, untouched, and is no timer’s business', async () => {
    const { id } = await queueFiling(ann)
    await saveUploadChoice({ paused: true })
    expect(await drain()).toEqual({ sent: 0, waiting: 1, needsYou: 0, stopped: 'held' })
    expect(await findOutboxEntry(id)).toMatchObject({ state: 'waiting', attempts: 0 })
    await saveUploadChoice({ paused: false })
    expect(await drain()).toMatchObject({ sent: 1 })
  })

  it('goes at once when its files are there already', async () => {
    await queueFiling(ann)
    await climb()
    await saveUploadChoice({ paused: true })
    expect(await drain()).toMatchObject({ sent: 1 })
  })

  it('is not kept by another one that waits', async () => {
    await queueFiling(ann)
    await climb()
    await queueFiling(ann)
    await saveUploadChoice({ paused: true })
    expect(await drain()).toMatchObject({ sent: 1, waiting: 1, stopped: 'held' })
  })

  it('sends anew what the server has swept meanwhile', async () => {
    await queueFiling(ann)
    await climb()
    server.uploads.clear()
    expect(await drain()).toMatchObject({ sent: 1 })
    expect(server.uploads.size).toBe(1)
  })
})

function onMobileData(on: boolean): void {
  vi.stubGlobal('navigator', { connection: on ? Object.assign(new EventTarget(), { type: 'cellular' }) : undefined })
}
