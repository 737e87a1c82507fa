import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import { openAccount, wipeAccount } from '../../../src/offline/accountKeys.ts'
import { loadAllTexts } from '../../../src/platform/i18n.ts'
import { noteReachable } from '../../../src/platform/connectivity.ts'
import { useSession } from '../../../src/stores/session.ts'
import { useLocalFiles } from '../../../src/stores/useLocalFiles.ts'
import { accountOf } from '../../offline/support/views.ts'
import { freshDevice } from '../support/freshDevice.ts'
import { answerWith, cutNetwork, seen, stubFetch } from '../support/stubFetch.ts'

const ann = accountOf('0195a000-0000-7000-8000-00000000000a')
const accountId = ann.id
const pdf = () => new File(['%PDF-1.7 hello'], '房产证.pdf')

beforeAll(async () => {
  stubFetch()
  await loadAllTexts()
})
beforeEach(async () => {
  await freshDevice()
  await openAccount(accountId)
  noteReachable(true)
  useSession().account = ann
})

function serve(patched: () => Response): void {
  answerWith(({ method, path }) => {
    if (path === '/api/session') return Response.json({ demo: false, now: '2026-05-06T01:00:00.000Z', account: ann })
    return method === 'POST'
      ? new Response(null, { status: 201, headers: { location: '/api/uploads/u1' } })
      : patched()
  })
}

/** The composable inside a component, as pages use it. */
function mounted() {
  let used: ReturnType<typeof useLocalFiles>
  const changed = vi.fn()
  createApp({
    setup() {
      used = useLocalFiles(() => ({ accountId, filingId: 'f1', materialId: 'home', maxFiles: 2 }), changed)
      return () => null
    },
  }).mount(document.createElement('div'))
  return { ...used!, changed }
}

it('a file climbs while the form is filled in', async () => {
  serve(() => new Response(null, { status: 204, headers: { 'upload-offset': '14' } }))
  const { add, files, changed } = mounted()
  await add([pdf()])
  expect(changed).toHaveBeenCalledWith([files.value[0]!.id])
  await vi.waitFor(() => expect(files.value).toMatchObject([{ upload: { phase: 'done', text: '已传好', problems: [] } }]))
})

it('without a network it waits on the phone', async () => {
  cutNetwork()
  noteReachable(false)
  const { add, files, problems } = mounted()
  await add([pdf()])
  expect(files.value).toMatchObject([{ upload: { phase: 'waiting', text: '待上传' } }])
  expect([problems.value, seen]).toEqual([[], []])
})

it('what the server refuses is said at once, at the file', async () => {
  serve(() => Response.json({ type: '', status: 422, code: 'file-infected' }, { status: 422 }))
  const { add, files } = mounted()
  await add([pdf()])
  await vi.waitFor(() => expect(files.value).toMatchObject([
    { upload: { phase: 'needsYou', text: '需要处理', problems: [expect.stringContaining('病毒')] } },
  ]))
})

it('a file that is removed is thrown away on the server too', async () => {
  serve(() => new Response(null, { status: 204, headers: { 'upload-offset': '14' } }))
  const { add, remove, files } = mounted()
  await add([pdf()])
  await vi.waitFor(() => expect(files.value).toMatchObject([{ upload: { phase: 'done' } }]))
  await remove(files.value[0]!.id)
  await vi.waitFor(() => expect(seen.filter(({ method }) => method === 'DELETE').map(({ path }) => path))
    .toEqual(['/api/uploads/u1']))
})

it('signing out while it climbs is no error', async () => {
  const wiped = vi.fn()
  answerWith(async ({ path }) => {
    if (path === '/api/session') return Response.json({ demo: false, now: '2026-05-06T01:00:00.000Z', account: ann })
    await wipeAccount(accountId)
    wiped()
    return new Response(null, { status: 201, headers: { location: '/api/uploads/u1' } })
  })
  const { add, problems } = mounted()
  await add([pdf()]).catch(() => undefined)
  await vi.waitFor(() => expect(wiped).toHaveBeenCalled())
  expect(problems.value).toEqual([])
})

it('files are ordered, retaken in their place and waved through, each said; the draft is told the order', async () => {
  noteReachable(false)
  const { add, move, replace, accept, files, said, changed } = mounted()
  const named = (name: string, content = '%PDF-1.7') => new File([content], name)
  await add([named('a.pdf'), named('b.pdf')])
  const [a, b] = files.value.map(({ id }) => id)
  await move(b!, -1)
  expect([said.value, changed.mock.lastCall]).toEqual(['b.pdf 现在是第 1 个，共 2 个', [[b, a]]])
  await move(b!, -1)
  expect(files.value.map(({ name }) => name)).toEqual(['b.pdf', 'a.pdf'])
  await accept(b!)
  expect([said.value, files.value[0]!.faults]).toEqual(['就用 b.pdf，不再提示', []])
  await replace(b!, [named('c.pdf')])
  expect([said.value, files.value.map(({ name }) => name)]).toEqual(['已换成 c.pdf', ['c.pdf', 'a.pdf']])
  expect(changed.mock.lastCall).toEqual([[files.value[0]!.id, a]])
})

it('a file that cannot be used leaves the one it was to replace', async () => {
  noteReachable(false)
  const { add, replace, files, problems } = mounted()
  await add([pdf()])
  await replace(files.value[0]!.id, [new File(['<html>'], 'x.html')])
  expect([files.value.map(({ name }) => name), problems.value]).toEqual([['房产证.pdf'], [expect.stringContaining('x.html')]])
})
