import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { useCases } from '../../../src/stores/cases.ts'
import { useOutbox } from '../../../src/stores/outbox.ts'
import { useSession } from '../../../src/stores/session.ts'
import { accountOf, caseOf } from '../../offline/support/views.ts'
import { freshDevice } from '../support/freshDevice.ts'
import { answerWith, cutNetwork, seen, stubFetch } from '../support/stubFetch.ts'

const ann = accountOf('0195a000-0000-7000-8000-00000000000a')
const rating = {
  verb: 'rateService', accountId: ann.id, caseNo: 'C1', label: '换证', localFileIds: [],
  body: { stage: 1, grade: 'satisfied', tags: [], comment: '', anonymous: false },
} as const

function serve(): void {
  answerWith(({ path }) => path === '/api/session'
    ? Response.json({ demo: false, now: '2026-05-06T01:00:00.000Z', account: ann })
    : Response.json(caseOf('C1')))
}

const ratings = () => seen.filter(({ path }) => path === '/api/cases/C1/ratings').length

beforeAll(stubFetch)
beforeEach(async () => {
  await freshDevice()
  serve()
  await useSession().load()
  seen.length = 0
})
afterEach(() => useOutbox().stop())

it('sends at once when it can', async () => {
  const outbox = useOutbox()
  const id = await outbox.send({ ...rating, localFileIds: [], body: { ...rating.body, tags: [] } })
  await vi.waitFor(() => expect(outbox.entries).toMatchObject([{ id, state: 'done', reply: { caseNo: 'C1' } }]))
  expect(ratings()).toBe(1)
})

it('keeps it while there is no network, and sends it once by itself when there is', async () => {
  const outbox = useOutbox()
  outbox.start()
  cutNetwork()
  await outbox.send({ ...rating, localFileIds: [], body: { ...rating.body, tags: [] } })
  await vi.waitFor(() => expect(outbox.stopped).toBe('offline'))
  expect(outbox.entries).toMatchObject([{ state: 'waiting', label: '换证' }])

  serve()
  window.dispatchEvent(new Event('online'))
  await vi.waitFor(() => expect(outbox.entries).toMatchObject([{ state: 'done' }]))
  document.dispatchEvent(new Event('visibilitychange'))
  await outbox.drain(true)
  expect(ratings()).toBe(1)
})

it('waiting for a round means that everything is sent, also what came while one ran', async () => {
  const outbox = useOutbox()
  const entry = { ...rating, localFileIds: [], body: { ...rating.body, tags: [] } }
  await Promise.all([outbox.send(entry), outbox.send({ ...entry, caseNo: 'C2' })])
  await outbox.drain(true)
  expect(outbox.entries).toMatchObject([{ state: 'done' }, { state: 'done' }])
})

it('a case on the screen is read again once its answer is in', async () => {
  const cases = useCases()
  await cases.loadCase('C1')
  seen.length = 0
  const outbox = useOutbox()
  await outbox.send({ ...rating, localFileIds: [], body: { ...rating.body, tags: [] } })
  await outbox.drain(true)
  await vi.waitFor(() => expect(seen.filter(({ path }) => path === '/api/cases/C1')).toHaveLength(1))
})

it('can be taken back while it waits', async () => {
  cutNetwork()
  const outbox = useOutbox()
  const id = await outbox.send({ ...rating, localFileIds: [], body: { ...rating.body, tags: [] } })
  await vi.waitFor(() => expect(outbox.stopped).toBe('offline'))
  expect(await outbox.cancel(id)).toBe('cancelled')
  expect(outbox.entries).toEqual([])
})

it('shows a refusal, and sends again when told to', async () => {
  answerWith(({ path }) => path === '/api/session'
    ? Response.json({ demo: false, now: '2026-05-06T01:00:00.000Z', account: ann })
    : Response.json({ type: '', status: 409, code: 'rating-closed' }, { status: 409 }))
  const outbox = useOutbox()
  const id = await outbox.send({ ...rating, localFileIds: [], body: { ...rating.body, tags: [] } })
  await vi.waitFor(() => expect(outbox.entries).toMatchObject([{ state: 'needsYou', problem: { code: 'rating-closed' } }]))
  serve()
  await outbox.retry(id)
  await vi.waitFor(() => expect(outbox.entries).toMatchObject([{ state: 'done' }]))
})

it('shows and sends nothing for nobody', async () => {
  cutNetwork()
  const outbox = useOutbox()
  await outbox.send({ ...rating, localFileIds: [], body: { ...rating.body, tags: [] } })
  useSession().account = null
  await outbox.drain(true)
  expect(outbox.entries).toEqual([])
})
