import { beforeEach, describe, expect, it, vi } from 'vitest'
import { problems } from '../../src/contract/problems.ts'
import type { ProblemCode } from '../../src/contract/problems.ts'
import { openAccount, wipeAccount } from '../../src/offline/accountKeys.ts'
import { drainOutbox } from '../../src/offline/drainOutbox.ts'
import { findDraft, saveDraft } from '../../src/offline/drafts.ts'
import { listLocalFiles } from '../../src/offline/localFiles.ts'
import { cancelEntry, enqueue, findOutboxEntry, listOutbox, retryEntry } from '../../src/offline/outbox.ts'
import { updateRow } from '../../src/offline/settleEntry.ts'
import { ann, bob, freshDevice, later, morning, queueFiling, readRawRows, restartPage } from './support/device.ts'
import { FakeServer, problemReply } from './support/fakeServer.ts'

beforeEach(freshDevice)

function drain(server: FakeServer, options: { now?: Date, hurry?: boolean, accountId?: string } = {}) {
  return drainOutbox({
    accountId: options.accountId ?? ann, now: () => options.now ?? morning, fetch: server.fetch, random: () => 1,
    ...(options.hurry && { hurry: true }),
  })
}

describe('a filing that goes through', () => {
  it('uploads, registers the key, and sends server ids under the key minted before the first try', async () => {
    const { id, filingId, fileId } = await queueFiling(ann)
    const server = new FakeServer(ann)

    expect(await drain(server)).toEqual({ sent: 1, waiting: 0, needsYou: 0 })

    const sent = server.done.get(id)
    const [uploadId] = server.uploads.keys()
    const [keyId] = server.keys.keys()
    expect(sent?.path).toBe('/api/filings')
    expect(sent?.body).toMatchObject({
      filingId, provisions: { photo: { way: 'file', uploadIds: [uploadId] }, home: { way: 'later' } },
      signatures: [{ keyId }],
    })
    expect(JSON.stringify(sent?.body)).not.toContain(fileId)
  })

  it('keeps a receipt and deletes draft and files', async () => {
    const { id, filingId } = await queueFiling(ann)
    await drain(new FakeServer(ann))

    const entry = await findOutboxEntry(id)
    expect(entry).toMatchObject({ state: 'done', label: '往来港澳通行证首次申领', reply: { caseNo: 'C1' } })
    expect(entry?.body).toBeUndefined()
    expect(await findDraft(ann, filingId)).toBeUndefined()
    expect(await listLocalFiles(ann, filingId)).toEqual([])
    expect((await readRawRows()).fileChunks).toEqual([])
  })

  it('sends nothing twice', async () => {
    await queueFiling(ann)
    const server = new FakeServer(ann)
    await drain(server)
    await drain(server, { hurry: true })
    expect(server.count('POST /api/filings')).toBe(1)
  })
})

describe('every problem the API knows', () => {
  const waits: ProblemCode[] = [
    'signed-out', 'scan-unavailable', 'quota-exceeded', 'rate-limited', 'internal', 'identity-provider-unavailable',
    'payment-unavailable', 'overloaded',
    // A 409 that says the twin is still being answered.
    'request-in-flight',
  ]
  for (const code of Object.keys(problems) as ProblemCode[]) {
    const state = waits.includes(code) ? 'waiting' : 'needsYou'
    it(`${problems[code]} ${code} leads to ${state}`, async () => {
      const { id, filingId } = await queueFiling(ann)
      const server = new FakeServer(ann)
      server.answer = (call) => call === 'POST /api/filings' ? problemReply(code) : undefined

      const report = await drain(server)

      const entry = await findOutboxEntry(id)
      expect(entry?.state).toBe(state)
      expect(entry?.problem?.code).toBe(code === 'signed-out' ? undefined : code)
      expect(report.stopped).toBe(code === 'signed-out' ? 'signedOut' : undefined)
      expect(await findDraft(ann, filingId)).toBeDefined()
    })
  }
})

describe('every status, whoever answers', () => {
  const final = (status: number) => status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status)
  it.each(Array.from({ length: 200 }, (_, index) => 400 + index))('%i', async (status) => {
    const { id } = await queueFiling(ann, 10)
    const server = new FakeServer(ann)
    server.answer = (call) => call === 'POST /api/filings' ? new Response('<h1>proxy</h1>', { status }) : undefined
    await drain(server)
    expect((await findOutboxEntry(id))?.state).toBe(final(status) ? 'needsYou' : 'waiting')
  })

  it('takes a page of a captive portal for no answer', async () => {
    const { id } = await queueFiling(ann)
    const server = new FakeServer(ann)
    server.answer = (call) => call === 'POST /api/filings' ? new Response('<h1>Wi-Fi</h1>') : undefined
    await drain(server)
    expect((await findOutboxEntry(id))?.state).toBe('waiting')
  })
})

describe('signed out', () => {
  it('pauses everything, drops nothing, and goes on after the same person signs in', async () => {
    const first = await queueFiling(ann)
    const second = await queueFiling(ann)
    const server = new FakeServer(null)

    expect(await drain(server)).toMatchObject({ sent: 0, waiting: 2, stopped: 'signedOut' })
    expect(server.calls).toEqual(['GET /api/session'])
    expect(await listOutbox(ann)).toMatchObject([{ attempts: 0 }, { attempts: 0 }])

    server.accountId = ann
    expect(await drain(server)).toMatchObject({ sent: 2, waiting: 0 })
    expect([...server.done.keys()].sort()).toEqual([first.id, second.id].sort())
  })

  it('stops the round when the session ends between two entries', async () => {
    await queueFiling(ann)
    await queueFiling(ann)
    const server = new FakeServer(ann)
    server.answer = (call) => {
      if (call === 'POST /api/filings' && server.done.size === 0) return undefined
      return call === 'POST /api/filings' ? problemReply('signed-out') : undefined
    }
    expect(await drain(server)).toMatchObject({ sent: 1, waiting: 1, stopped: 'signedOut' })
  })
})

describe('somebody else at the phone', () => {
  it('is never made the sender of what Ann wrote', async () => {
    const { id } = await queueFiling(ann)
    const server = new FakeServer(bob)
    expect(await drain(server)).toMatchObject({ sent: 0, waiting: 1, stopped: 'otherAccount' })
    expect(server.calls).toEqual(['GET /api/session'])
    expect((await findOutboxEntry(id))?.state).toBe('waiting')
  })

  it('is noticed even when he signs in while the photos climb', async () => {
    await queueFiling(ann)
    const server = new FakeServer(ann)
    server.answer = (call) => {
      if (call.startsWith('PATCH')) server.accountId = bob
      return undefined
    }
    // The change comes with the PATCH itself, so this upload is still Ann's.
    expect(await drain(server)).toMatchObject({ sent: 0, stopped: 'otherAccount' })
    expect(server.count('POST /api/filings')).toBe(0)
  })

  it('has an outbox of his own', async () => {
    await queueFiling(ann)
    await openAccount(bob)
    const server = new FakeServer(bob)
    expect(await drain(server, { accountId: bob })).toMatchObject({ sent: 0, waiting: 0 })
    expect(await listOutbox(bob)).toEqual([])
  })
})

describe('a network that fails', () => {
  it('waits 5 seconds, then twice as long, and no round comes early', async () => {
    const { id } = await queueFiling(ann)
    const server = new FakeServer(ann)
    server.cut = (call) => call === 'GET /api/session' ? 'beforeRequest' : 'none'

    expect(await drain(server)).toMatchObject({ stopped: 'offline', nextTryAt: later(5).toISOString() })
    expect(await drain(server, { now: later(4) })).toMatchObject({ waiting: 1 })
    expect(server.calls).toHaveLength(1)
    expect(await drain(server, { now: later(5) })).toMatchObject({ nextTryAt: later(15).toISOString() })
    expect((await findOutboxEntry(id))?.attempts).toBe(2)
  })

  it('is tried at once on reconnect, whatever the backoff says', async () => {
    await queueFiling(ann)
    const server = new FakeServer(ann)
    server.cut = () => 'beforeRequest'
    await drain(server)
    server.cut = () => 'none'
    expect(await drain(server, { hurry: true })).toMatchObject({ sent: 1 })
  })

  it('honours the wait the server asks for', async () => {
    await queueFiling(ann)
    const server = new FakeServer(ann)
    server.answer = (call) => call === 'POST /api/filings'
      ? problemReply('rate-limited', { 'retry-after': '60' })
      : undefined
    expect(await drain(server)).toMatchObject({ nextTryAt: later(60).toISOString() })
  })

  it.each<[ProblemCode, string]>([
    ['scan-unavailable', 'PATCH /api/uploads/:id'], ['quota-exceeded', 'POST /api/uploads'],
    ['quota-exceeded', 'POST /api/filings'],
  ])('waits with everything it has, and says why: %s to %s', async (code, where) => {
    const { id, filingId } = await queueFiling(ann)
    const server = new FakeServer(ann)
    server.answer = (call) => call === where ? problemReply(code, { 'retry-after': '30' }) : undefined
    expect(await drain(server)).toMatchObject({ sent: 0, waiting: 1, nextTryAt: later(30).toISOString() })
    expect(await findOutboxEntry(id)).toMatchObject({ state: 'waiting', problem: { code } })
    expect(await findDraft(ann, filingId)).toBeDefined()
    server.answer = undefined
    expect(await drain(server, { hurry: true })).toMatchObject({ sent: 1, waiting: 0 })
  })
})

describe('killed in the middle', () => {
  const cuts = ['GET /api/session', 'POST /api/uploads', 'PATCH /api/uploads/:id', 'POST /api/keys', 'POST /api/filings']
  for (const call of cuts) {
    for (const where of ['beforeRequest', 'afterRequest'] as const) {
      it(`${where} of ${call}: one filing, nothing lost`, async () => {
        const { id, filingId } = await queueFiling(ann, 600_000)
        const server = new FakeServer(ann)
        server.cut = (one, number) => one === call && number === 1 ? where : 'none'
        await drain(server)
        expect(await findDraft(ann, filingId)).toBeDefined()
        await restartPage()

        expect(await drain(server, { hurry: true })).toEqual({ sent: 1, waiting: 0, needsYou: 0 })
        expect([...server.done.keys()]).toEqual([id])
        const { photo } = server.done.get(id)!.body.provisions as Record<string, { uploadIds: string[] }>
        expect(server.uploads.get(photo!.uploadIds[0]!)?.bytes).toHaveLength(600_000)
      })
    }
  }

  it('a row that says sending and has no sender is sent', async () => {
    const { id } = await queueFiling(ann)
    const server = new FakeServer(ann)
    await updateRow({ accountId: ann, id }, (row) => ({ ...row, state: 'sending', posted: true }))
    await restartPage()

    expect(await drain(server, { hurry: true })).toMatchObject({ sent: 1 })
  })

  it('repeats the same bytes when the answer was lost', async () => {
    const { id } = await queueFiling(ann)
    const server = new FakeServer(ann)
    const bodies: string[] = []
    server.answer = (call, body) => {
      if (call === 'POST /api/filings') bodies.push(String(body))
      return undefined
    }
    server.cut = (call, number) => call === 'POST /api/filings' && number < 3 ? 'afterRequest' : 'none'
    for (let round = 0; round < 3; round += 1) await drain(server, { hurry: true })
    expect(bodies).toHaveLength(3)
    expect(new Set(bodies).size).toBe(1)
    expect([...server.done.keys()]).toEqual([id])
  })
})

describe('two tabs', () => {
  it('have one sender', async () => {
    await queueFiling(ann)
    const server = new FakeServer(ann)
    const reports = await Promise.all([drain(server), drain(server), drain(server)])
    expect(reports.filter(({ stopped }) => stopped === 'busy')).toHaveLength(2)
    expect(server.count('POST /api/filings')).toBe(1)
  })

  it('that both tap 提交 make one entry', async () => {
    const { id, filingId } = await queueFiling(ann)
    const entry = (await findOutboxEntry(id))!
    const again = await enqueue({ ...entry, verb: 'submitFiling', body: entry.body as never, filingId }, later(1))
    expect(again).toBe(id)
    expect(await listOutbox(ann)).toHaveLength(1)
  })
})

describe('what needs the resident', () => {
  async function refuse(code: ProblemCode) {
    const queued = await queueFiling(ann)
    const server = new FakeServer(ann)
    server.answer = (call) => call === 'POST /api/filings' ? problemReply(code) : undefined
    await drain(server)
    server.answer = undefined
    return { ...queued, server }
  }

  it('does not go out by itself', async () => {
    const { server } = await refuse('item-outdated')
    await drain(server, { hurry: true, now: later(90_000) })
    expect(server.done.size).toBe(0)
  })

  it('goes out under a new key when tried again, with files the server has swept sent anew', async () => {
    const { id, server } = await refuse('upload-not-found')
    server.uploads.clear()
    const again = await retryEntry(id, later(60))
    expect(again).not.toBe(id)
    expect(await drain(server, { now: later(60) })).toMatchObject({ sent: 1, needsYou: 0 })
    expect([...server.done.keys()]).toEqual([again])
    expect(server.uploads.size).toBe(1)
  })

  it('is replaced when the resident submits the mended draft', async () => {
    const { id, filingId, server } = await refuse('notice-outdated')
    const entry = (await findOutboxEntry(id))!
    const again = await enqueue({ ...entry, verb: 'submitFiling', body: entry.body as never, filingId }, later(5))
    expect((await listOutbox(ann)).map((one) => one.id)).toEqual([again])
    expect(await drain(server, { hurry: true })).toMatchObject({ sent: 1, needsYou: 0 })
  })

  it('registers the key anew when the server does not know it', async () => {
    const { id, server } = await refuse('key-unknown')
    server.keys.clear()
    const again = await retryEntry(id, morning)
    await drain(server)
    const [keyId] = server.keys.keys()
    expect(server.done.get(again!)?.body.signatures).toMatchObject([{ keyId }])
  })

  it('a photo the server refuses names the problem on the file too', async () => {
    const { id, filingId } = await queueFiling(ann)
    const server = new FakeServer(ann)
    server.answer = (call) => call.startsWith('PATCH') ? problemReply('photo-has-location') : undefined
    await drain(server)
    expect(await findOutboxEntry(id)).toMatchObject({ state: 'needsYou', problem: { code: 'photo-has-location' } })
    expect(await listLocalFiles(ann, filingId)).toMatchObject([{ upload: { state: 'refused' } }])
    expect(server.done.size).toBe(0)
  })
})

it('a draft that is filed stays so, whatever another tab still types into it', async () => {
  const { id, filingId } = await queueFiling(ann)
  const open = (await findDraft(ann, filingId))!
  expect(await saveDraft(open, morning)).toMatchObject({ filingId })
  await drain(new FakeServer(ann))
  await expect(saveDraft(open, morning)).rejects.toThrow(`filed already: ${filingId}`)
  expect(await findDraft(ann, filingId)).toBeUndefined()
  expect(await findOutboxEntry(id)).toMatchObject({ state: 'done' })
})

describe('taking it back', () => {
  it('is possible while it waits, and the draft stays', async () => {
    const { id, filingId } = await queueFiling(ann)
    expect(await cancelEntry(id)).toBe('cancelled')
    expect(await listOutbox(ann)).toEqual([])
    expect(await findDraft(ann, filingId)).toBeDefined()
  })

  it('is refused once it may have arrived: 已取消 could be a lie', async () => {
    const { id } = await queueFiling(ann)
    const server = new FakeServer(ann)
    server.cut = (call) => call === 'POST /api/filings' ? 'afterRequest' : 'none'
    await drain(server)
    expect(await cancelEntry(id)).toBe('mayHaveArrived')
    expect(await listOutbox(ann)).toHaveLength(1)
  })

  it('holds while a slow network is still asked who is signed in: nothing goes out', async () => {
    const { id, filingId } = await queueFiling(ann)
    const server = new FakeServer(ann)
    const slow: typeof fetch = async (...request) => {
      if (String(request[0]) === '/api/session') expect(await cancelEntry(id)).toBe('cancelled')
      return server.fetch(...request)
    }
    const report = await drainOutbox({ accountId: ann, now: () => morning, fetch: slow })
    expect(report).toMatchObject({ sent: 0, waiting: 0 })
    expect(server.calls).toEqual(['GET /api/session'])
    expect(server.done.size).toBe(0)
    expect(await findDraft(ann, filingId)).toBeDefined()
  })

  it('is possible after the phone had no room for what would go out', async () => {
    const { id } = await queueFiling(ann)
    const { put } = IDBObjectStore.prototype
    const full = vi.spyOn(IDBObjectStore.prototype, 'put')
    full.mockImplementation(function write(this: IDBObjectStore, ...row) {
      if ((row[0] as { wire?: unknown }).wire) throw new DOMException('full', 'QuotaExceededError')
      return put.apply(this, row)
    })
    const reported = vi.fn()
    vi.stubGlobal('reportError', reported)
    const server = new FakeServer(ann)
    expect(await drain(server)).toMatchObject({ sent: 0, waiting: 1, nextTryAt: expect.any(String) as string })
    expect(reported).toHaveBeenCalledOnce()
    expect(server.done.size).toBe(0)
    full.mockRestore()
    vi.unstubAllGlobals()
    expect(await cancelEntry(id)).toBe('cancelled')
  })

  it('finds nothing to take back once it is filed', async () => {
    const { id } = await queueFiling(ann)
    await drain(new FakeServer(ann))
    expect(await cancelEntry(id)).toBe('gone')
  })
})

describe('entries of one case', () => {
  it('keep their order while the first one waits', async () => {
    const about = { accountId: ann, caseNo: 'C7', label: '换证', localFileIds: [] }
    const supplement = await enqueue({ ...about, verb: 'supplementCase', body: { provisions: {} } }, morning)
    const withdrawal = await enqueue({ ...about, verb: 'withdrawCase', body: { reason: '' } }, later(1))
    const server = new FakeServer(ann)
    server.answer = (call) => call.endsWith('/supplements') ? problemReply('overloaded') : undefined
    await drain(server, { now: later(1) })
    expect(server.done.size).toBe(0)

    server.answer = undefined
    await drain(server, { hurry: true })
    expect([...server.done.keys()]).toEqual([supplement, withdrawal])
    expect(server.done.get(withdrawal)?.path).toBe('/api/cases/C7/withdrawal')
  })
})

it('a sign-out in the middle of a round ends it and leaves nothing', async () => {
  await queueFiling(ann)
  const server = new FakeServer(ann)
  const wiped: Promise<void>[] = []
  server.answer = (call) => {
    if (call === 'POST /api/keys') wiped.push(wipeAccount(ann))
    return undefined
  }
  const drained = drain(server)
  expect(await drained).toMatchObject({ sent: 0, stopped: 'signedOut' })
  await Promise.all(wiped)
  const { outbox, drafts, files, fileChunks, keys } = await readRawRows()
  expect([outbox, drafts, files, fileChunks, keys].flat()).toEqual([])
})
