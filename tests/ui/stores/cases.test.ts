import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { useCases } from '../../../src/stores/cases.ts'
import { useLicences } from '../../../src/stores/licences.ts'
import { useReusable } from '../../../src/stores/reusable.ts'
import { useSession } from '../../../src/stores/session.ts'
import { accountOf, caseOf, reusableOf } from '../../offline/support/views.ts'
import { freshDevice, restartPage } from '../support/freshDevice.ts'
import { answerWith, cutNetwork, stubFetch } from '../support/stubFetch.ts'

const ann = accountOf('0195a000-0000-7000-8000-00000000000a')

function serve(): void {
  answerWith(({ path }) => {
    if (path === '/api/session') return Response.json({ demo: false, now: '2026-05-06T01:00:00.000Z', account: ann })
    if (path === '/api/sign-out') return new Response(null, { status: 204 })
    if (path === '/api/cases') return Response.json([caseOf('C1')])
    if (path === '/api/reusable-materials') return Response.json([reusableOf('2026-05-01')])
    if (path === '/api/licences') return Response.json([{ id: 'l1', kind: 'marriage' }])
    if (path === '/api/cases/C1') return Response.json(caseOf('C1', { filerName: '张秀英' }))
    return Response.json({ type: '', status: 404, code: 'case-not-found' }, { status: 404 })
  })
}

beforeAll(stubFetch)
beforeEach(async () => {
  await freshDevice()
  serve()
  await useSession().load()
})

it('shows what the server has', async () => {
  const cases = useCases()
  await cases.loadList()
  expect(cases).toMatchObject({ list: [caseOf('C1')], stale: false })
  expect(await cases.loadCase('C1')).toMatchObject({ ok: true, value: { stale: false } })
  expect(cases.caseOf('C1')?.view.filerName).toBe('张秀英')
})

it('shows what the device kept, marked and dated, when the network is gone', async () => {
  await useCases().loadList()
  await useCases().loadCase('C1')
  const { fetchedAt } = useCases()
  restartPage()
  cutNetwork()
  await useSession().load()
  const cases = useCases()
  expect(await cases.loadList()).toEqual({ ok: false, error: { kind: 'offline' } })
  expect(cases).toMatchObject({ list: [caseOf('C1')], stale: true, fetchedAt })
  expect(await cases.loadCase('C1')).toMatchObject({ ok: true, value: { stale: true } })
  expect(await cases.loadCase('C9')).toEqual({ ok: false, error: { kind: 'offline' } })
})

it('knows what may be given again without a network too, marked and dated', async () => {
  await useReusable().load()
  const { held } = useReusable()
  expect(held).toMatchObject({ list: [reusableOf('2026-05-01')], stale: false })
  restartPage()
  cutNetwork()
  await useSession().load()
  const reusable = useReusable()
  await reusable.load()
  expect(reusable.held).toEqual({ ...held, stale: true })
})

it('somebody else’s case is not found, and no copy stands in for the answer', async () => {
  expect(await useCases().loadCase('C2'))
    .toMatchObject({ ok: false, error: { kind: 'problem', problem: { code: 'case-not-found' } } })
})

it('forgets everything when the person goes', async () => {
  const cases = useCases()
  const licences = useLicences()
  await cases.loadList()
  await cases.loadCase('C1')
  await licences.load()
  await useReusable().load()
  expect(useReusable().held?.list).toHaveLength(1)
  expect(licences).toMatchObject({ status: 'ready', list: [{ id: 'l1' }] })
  await useSession().signOut()
  await nextTick()
  expect(cases.list).toEqual([])
  expect(cases.caseOf('C1')).toBeUndefined()
  expect(licences).toMatchObject({ status: 'unknown', list: undefined })
  expect(useReusable().held).toBeUndefined()
})

it('are shown without storage too', async () => {
  await freshDevice()
  vi.stubGlobal('isSecureContext', false)
  await useSession().load()
  expect(await useCases().loadList()).toMatchObject({ ok: true })
  expect(await useCases().loadCase('C1')).toMatchObject({ ok: true })
})

it('licences nobody could be asked about are unknown, not none', async () => {
  cutNetwork()
  const licences = useLicences()
  await licences.load()
  expect(licences).toMatchObject({ status: 'unavailable', list: undefined })
})
