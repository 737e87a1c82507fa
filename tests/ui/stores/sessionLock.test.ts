import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { SessionView } from '../../../src/contract/accountViews.ts'
import { lockAllTabs, onBeforeLock } from '../../../src/offline/accountLock.ts'
import { listAllChecklists, saveChecklist } from '../../../src/offline/checklists.ts'
import { listDrafts, saveDraft } from '../../../src/offline/drafts.ts'
import { dropHeldKeys } from '../../../src/offline/heldKeys.ts'
import { setPin, unlockAccount } from '../../../src/offline/pin/devicePin.ts'
import { http } from '../../../src/platform/http.ts'
import { listRecent, noteRecent } from '../../../src/platform/recentItems.ts'
import { useOutbox } from '../../../src/stores/outbox.ts'
import { useSession } from '../../../src/stores/session.ts'
import { draftOf, morning, readRawRows } from '../../offline/support/device.ts'
import { accountOf } from '../../offline/support/views.ts'
import { freshDevice, restartPage } from '../support/freshDevice.ts'
import { answerWith, cutNetwork, stubFetch } from '../support/stubFetch.ts'

const ann = accountOf('0195a000-0000-7000-8000-00000000000a')
const bob = { ...accountOf('0195a000-0000-7000-8000-00000000000b'), name: '李四' }
const pin = '480213'

function signedIn(account: SessionView['account']): void {
  answerWith(({ path }) => path === '/api/sign-out'
    ? new Response(null, { status: 204 })
    : Response.json({ demo: true, now: morning.toISOString(), account } satisfies SessionView))
}

/** The app is opened again: another page, without what was in memory. */
async function restarted() {
  restartPage()
  dropHeldKeys()
  const session = useSession()
  await session.load()
  return session
}

beforeAll(stubFetch)
beforeEach(async () => {
  await freshDevice()
  dropHeldKeys()
  signedIn(ann)
  await useSession().load()
  await saveDraft(draftOf(ann.id, 'f1'), morning)
  await setPin(ann.id, pin, 1000, morning)
  await useSession().lookAtDevice()
})
afterEach(() => useOutbox().stop())

it('stays open in the tab that set the PIN', () => {
  expect(useSession()).toMatchObject({ account: ann, hasPin: true, locked: false })
})

it('is locked after a restart, shows nobody, and opens with the PIN', async () => {
  const session = await restarted()
  expect(session).toMatchObject({ account: null, accountId: undefined, keptId: ann.id, locked: true, expired: false })
  await unlockAccount(ann.id, pin, morning)
  await session.load()
  expect(session).toMatchObject({ account: ann, locked: false })
})

it('is locked without a network, too, and opens for the last account after the PIN', async () => {
  cutNetwork()
  const session = await restarted()
  expect(session).toMatchObject({ account: null, locked: true, status: 'offline' })
  await unlockAccount(ann.id, pin, morning)
  await session.load()
  expect(session).toMatchObject({ account: ann, locked: false, status: 'offline' })
})

it('locks in every tab on a tap, after what is typed was saved', async () => {
  const stop = onBeforeLock(() => saveDraft({ ...draftOf(ann.id, 'f1'), step: 'typed' }, morning))
  await lockAllTabs()
  stop()
  const session = useSession()
  await vi.waitFor(() => expect(session).toMatchObject({ account: null, locked: true }))
  await unlockAccount(ann.id, pin, morning)
  expect(await listDrafts(ann.id)).toMatchObject([{ step: 'typed' }])
})

it('another tab’s lock locks this one', async () => {
  const other = new BroadcastChannel('account-lock')
  other.postMessage('lock')
  await vi.waitFor(() => expect(useSession()).toMatchObject({ account: null, locked: true }))
  other.close()
})

it('the end of the sign-in takes the key: the same person signs in, and gives the PIN', async () => {
  const session = useSession()
  answerWith(() => Response.json({ type: '', status: 401, code: 'signed-out' }, { status: 401 }))
  await http('listCases')
  await vi.waitFor(() => expect(session).toMatchObject({ account: null, expired: true, locked: false }))
  signedIn(ann)
  await session.load()
  expect(session).toMatchObject({ account: null, locked: true, expired: false })
})

it('somebody else’s sign-in needs no PIN, and finds nothing', async () => {
  await saveChecklist({
    id: 'c', code: 'x', person: '妈妈', itemVersion: 1, capacity: 'self', answers: {}, ready: [], updatedAt: '2026-05-06',
  })
  noteRecent('x')
  signedIn(bob)
  expect(await restarted()).toMatchObject({ account: bob, locked: false, hasPin: false })
  const rows = await readRawRows()
  expect(JSON.stringify(rows)).not.toContain(ann.id)
  expect(rows.keys?.map((row) => Object.keys(row as object))).toEqual([['accountId', 'dataKey'], ['accountId', 'dataKey']])
  expect(await listAllChecklists()).toEqual([])
  expect(listRecent()).toEqual([])
})

it('signing out, locked or not, wipes the person’s lists and looks as well', async () => {
  noteRecent('x')
  const session = await restarted()
  expect((await session.signOut()).ok).toBe(true)
  expect(session).toMatchObject({ keptId: undefined, locked: false, hasPin: false, expired: false })
  expect(JSON.stringify(await readRawRows())).not.toContain(ann.id)
  expect(listRecent()).toEqual([])
})

it('the outbox shows nothing while locked, and says why nothing goes out', async () => {
  const session = await restarted()
  const outbox = useOutbox()
  await outbox.drain(true)
  expect(outbox).toMatchObject({ entries: [], stopped: 'locked' })
  await unlockAccount(ann.id, pin, morning)
  await session.load()
  await outbox.drain(true)
  expect(outbox.stopped).toBeUndefined()
})
