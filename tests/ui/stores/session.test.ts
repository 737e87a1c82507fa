import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SessionView } from '../../../src/contract/accountViews.ts'
import { listDrafts, saveDraft } from '../../../src/offline/drafts.ts'
import { findKeyId, getSigningKey } from '../../../src/offline/signingKey.ts'
import { http } from '../../../src/platform/http.ts'
import { useSession } from '../../../src/stores/session.ts'
import { draftOf } from '../../offline/support/device.ts'
import { accountOf } from '../../offline/support/views.ts'
import { freshDevice, restartPage } from '../support/freshDevice.ts'
import { answerWith, cutNetwork, seen, stubFetch } from '../support/stubFetch.ts'

const ann = accountOf('0195a000-0000-7000-8000-00000000000a')
const bob = { ...accountOf('0195a000-0000-7000-8000-00000000000b'), name: '李四' }
const beforeExpiry = '2026-05-06T01:00:00.000Z'

function signedIn(account: SessionView['account'], now = beforeExpiry): void {
  answerWith(({ path }) => path === '/api/sign-out'
    ? new Response(null, { status: 204 })
    : Response.json({ demo: true, now, account } satisfies SessionView))
}

async function loaded() {
  const session = useSession()
  await session.load()
  return session
}

beforeAll(stubFetch)
beforeEach(freshDevice)

it('knows who is signed in, and that it is a demonstration', async () => {
  signedIn(ann)
  expect(await loaded()).toMatchObject({
    account: ann, accountId: ann.id, demo: true, status: 'signedIn', expired: false,
  })
})

it('knows that nobody is', async () => {
  signedIn(null)
  expect(await loaded()).toMatchObject({ account: null, status: 'signedOut', expired: false })
})

describe('without a network', () => {
  it('opens for the last account of this device', async () => {
    signedIn(ann)
    await loaded()
    restartPage()
    cutNetwork()
    expect(await loaded()).toMatchObject({ account: ann, status: 'offline', expired: false })
  })

  it('still knows that it is a demonstration', async () => {
    signedIn(null)
    await loaded()
    restartPage()
    cutNetwork()
    expect(await loaded()).toMatchObject({ demo: true, status: 'offline' })
  })

  it('explains where the browser would only show that it found nothing', async () => {
    cutNetwork()
    const session = await loaded()
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {})
    session.signIn('/me')
    expect(assign).toHaveBeenCalledWith('/sign-in?problem=offline&returnTo=%2Fme')
    assign.mockRestore()
  })

  it('opens for nobody on a new device', async () => {
    cutNetwork()
    expect(await loaded()).toMatchObject({ account: null, status: 'offline', expired: false })
  })

  it('stays shut once the sign-in has run out', async () => {
    signedIn(ann)
    await loaded()
    restartPage()
    // Learns the server's time, then loses the network.
    signedIn(ann, ann.expiresAt)
    await loaded()
    cutNetwork()
    expect(await loaded()).toMatchObject({ account: null, status: 'offline', expired: true })
  })
})

it('locks an open page when the sign-in runs out, server or not', async () => {
  vi.useFakeTimers({ now: new Date(beforeExpiry), toFake: ['setInterval', 'Date'] })
  vi.resetModules()
  const { useSession: use } = await import('../../../src/stores/session.ts')
  signedIn(ann)
  const session = use()
  await session.load()
  cutNetwork()
  vi.advanceTimersByTime(59 * 60_000)
  expect(seen).toEqual([])
  vi.advanceTimersByTime(2 * 60_000)
  await vi.waitFor(() => expect(session).toMatchObject({ account: null, status: 'offline', expired: true }))
  vi.useRealTimers()
})

describe('when the sign-in ends', () => {
  it('locks, and keeps what is on the device for the same person', async () => {
    signedIn(ann)
    const session = await loaded()
    await saveDraft(draftOf(ann.id, 'f1'), new Date(beforeExpiry))
    answerWith(() => Response.json({ type: '', status: 401, code: 'signed-out' }, { status: 401 }))
    await http('listCases')
    expect(session).toMatchObject({ account: null, status: 'signedOut', expired: true })

    restartPage()
    signedIn(null)
    expect(await loaded()).toMatchObject({ account: null, expired: true })
    signedIn(ann)
    await useSession().load()
    expect(useSession().expired).toBe(false)
    expect(await listDrafts(ann.id)).toHaveLength(1)
  })

  it('leaves nothing to the next person', async () => {
    signedIn(ann)
    await loaded()
    await saveDraft(draftOf(ann.id, 'f1'), new Date(beforeExpiry))
    restartPage()
    signedIn(bob)
    await loaded()
    await expect(listDrafts(ann.id)).resolves.toEqual([])
    cutNetwork()
    expect(await loaded()).toMatchObject({ account: bob })
  })
})

it('signing out wipes the device', async () => {
  signedIn(ann)
  const session = await loaded()
  await saveDraft(draftOf(ann.id, 'f1'), new Date(beforeExpiry))
  signedIn(null)
  expect(await session.signOut()).toEqual({ ok: true, value: undefined })
  expect(seen[0]).toMatchObject({ method: 'POST', path: '/api/sign-out' })
  expect(session).toMatchObject({ account: null, status: 'signedOut', expired: false })
  expect(await listDrafts(ann.id)).toEqual([])
  expect(await loaded()).toMatchObject({ expired: false })
})

it('signing out without a network does nothing, and says so', async () => {
  signedIn(ann)
  const session = await loaded()
  await saveDraft(draftOf(ann.id, 'f1'), new Date(beforeExpiry))
  cutNetwork()
  expect(await session.signOut()).toEqual({ ok: false, error: { kind: 'offline' } })
  expect(session.account).toEqual(ann)
  expect(await listDrafts(ann.id)).toHaveLength(1)
})

it('signs in where storage is refused, and remembers nobody', async () => {
  vi.stubGlobal('indexedDB', { open: () => { throw new DOMException('private mode', 'SecurityError') } })
  signedIn(ann)
  expect(await loaded()).toMatchObject({ account: ann, status: 'signedIn' })
})

it('signing in comes back to where the resident was', () => {
  const assign = vi.spyOn(location, 'assign').mockImplementation(() => {})
  useSession().signIn('/items/a?step=form')
  expect(assign).toHaveBeenCalledWith('/api/sign-in?returnTo=%2Fitems%2Fa%3Fstep%3Dform')
})

it('outside a secure context nothing personal is stored', async () => {
  vi.stubGlobal('isSecureContext', false)
  signedIn(ann)
  expect((await loaded()).status).toBe('signedIn')
  vi.stubGlobal('isSecureContext', true)
  restartPage()
  cutNetwork()
  expect(await loaded()).toMatchObject({ account: null })
})

describe('this phone’s signature at sign-out', () => {
  const revocation = '/api/keys/key-1/revocation'

  async function leaving(keyId?: string) {
    signedIn(ann)
    const session = await loaded()
    const key = await getSigningKey(ann.id)
    if (keyId) await key.saveKeyId(keyId)
    return session
  }

  it('is reported before the session ends, so that it is not left listed', async () => {
    const session = await leaving('key-1')
    signedIn(null)
    expect(await session.signOut()).toEqual({ ok: true, value: undefined })
    expect(seen.map(({ path }) => path)).toEqual([revocation, '/api/sign-out'])
    expect(seen[0]?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/)
    expect(await findKeyId(ann.id)).toBeUndefined()
  })

  it('keeps nobody in when it cannot be reported', async () => {
    const session = await leaving('key-1')
    answerWith(({ path }) => path === revocation
      ? Response.json({ type: '', status: 404, code: 'not-found' }, { status: 404 })
      : new Response(null, { status: 204 }))
    expect(await session.signOut()).toEqual({ ok: true, value: undefined })
    expect(session).toMatchObject({ account: null, status: 'signedOut' })
  })

  it('has nothing to report that the server never had', async () => {
    const session = await leaving()
    signedIn(null)
    await session.signOut()
    expect(seen.map(({ path }) => path)).toEqual(['/api/sign-out'])
  })

  it('stays where nothing could be reached: nothing is wiped', async () => {
    const session = await leaving('key-1')
    cutNetwork()
    expect(await session.signOut()).toMatchObject({ ok: false })
    expect([await findKeyId(ann.id), session.account?.id]).toEqual(['key-1', ann.id])
  })
})
