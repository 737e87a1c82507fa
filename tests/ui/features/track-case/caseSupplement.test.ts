import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import type { CaseView } from '../../../../src/contract/caseViews.ts'
import type { ProblemError } from '../../../../src/contract/problems.ts'
import type { CorrectionPoint } from '../../../../src/domain/caseEvents.ts'
import CaseSupplement from '../../../../src/features/track-case/CaseSupplement.vue'
import { changedText } from '../../../../src/features/track-case/caseTexts.ts'
import { toSupply } from '../../../../src/features/track-case/toSupply.ts'
import type { CaseScreen } from '../../../../src/features/track-case/useCase.ts'
import { caseOf } from '../../../offline/support/views.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { sampleItem } from '../../support/sampleItem.ts'
import { stubFetch } from '../../support/stubFetch.ts'

const yard: CorrectionPoint = { at: '/answers/yard', code: 'field-wrong', note: '院子不是您的' }
const view = (points = [yard]): CaseView => caseOf('C1', {
  item: sampleItem, owed: [], status: 'correcting', filingId: 'f1', correction: { points, until: '2026-06-05' },
})
const refusedFor = (...errors: ProblemError[]) => ({
  type: 'urn:zhenghaoban:problem:supplement-invalid', status: 422, code: 'supplement-invalid', errors,
} as const)

let leave = () => {}

beforeAll(stubFetch)
beforeEach(freshDevice)
afterEach(() => { leave() })

function show(queued: object[] = []) {
  setActivePinia(createPinia())
  const entries = ref(queued)
  const outbox = { send: vi.fn(async (_entry: unknown) => 'e2'), cancel: vi.fn(async () => 'cancelled'), drain: vi.fn() }
  const screen = {
    outbox, queued: entries, today: ref('2026-05-06'), session: { accountId: 'ann' }, catalogue: {}, refresh: vi.fn(),
  }
  const card = mount(CaseSupplement, {
    props: { screen: screen as unknown as CaseScreen, view: view() }, attachTo: document.body,
  })
  leave = () => card.unmount()
  const send = () => card.findAll('button').at(-1)!.trigger('click')
  return { card, outbox, send }
}

it('asks for what is owed, for every point, and for what was found missing when it was sent', () => {
  const problem = refusedFor(
    { pointer: '/answers/yard', code: 'answer-unknown' }, { pointer: '/form/count', code: 'field-missing' },
    { pointer: '/provisions/lease', code: 'material-missing' }, { pointer: '/signatures/0', code: 'text' },
    { pointer: '', code: 'empty' },
  )
  const known = { ...view(), owed: [{ materialId: 'lease', due: '2026-05-20' }] }
  expect(toSupply(known, problem).map(({ at, due, refused }) => [at, due, refused])).toEqual([
    ['/provisions/lease', '2026-05-20', 'material-missing'], ['/answers/yard', undefined, 'answer-unknown'],
    ['/form/count', undefined, 'field-missing'],
  ])
  expect(toSupply(view()).map(({ at }) => at)).toEqual(['/answers/yard'])
})

it('sends the answer that was asked for, and no more', async () => {
  const { card, outbox, send } = show()
  await card.get('input[value=own]').setValue()
  await send()
  await vi.waitFor(() => expect(outbox.send).toHaveBeenCalledOnce())
  expect(outbox.send.mock.lastCall).toEqual([expect.objectContaining({
    verb: 'supplementCase', caseNo: 'C1', body: { provisions: {}, answers: { yard: 'own' } },
  })])
  expect(outbox.cancel).not.toHaveBeenCalled()
})

it('lets a refused one be put right: what was typed is there, what is missing is asked for, and it goes in its place', async () => {
  const { card, outbox, send } = show([{
    id: 'e1', verb: 'supplementCase', state: 'needsYou', problem: refusedFor({ pointer: '/form/count', code: 'field-missing' }),
    body: { provisions: {}, answers: { yard: 'rented' } },
  }])
  expect(card.get<HTMLInputElement>('input[value=rented]').element.checked).toBe(true)
  expect(card.text()).toContain('请填写')
  await card.get('input[inputmode]').setValue('１２')
  await send()
  await vi.waitFor(() => expect(outbox.send).toHaveBeenCalledOnce())
  expect(outbox.send.mock.lastCall).toEqual([expect.objectContaining({
    body: { provisions: {}, form: { count: '12' }, answers: { yard: 'rented' } },
  })])
  expect(outbox.cancel.mock.calls).toEqual([['e1']])
})

it('sends nothing while one is on its way', async () => {
  const { card, outbox, send } = show([{ id: 'e1', verb: 'supplementCase', state: 'waiting', body: { provisions: {} } }])
  await card.get('input[value=own]').setValue()
  await send()
  await new Promise((resolve) => { setTimeout(resolve) })
  expect(outbox.send).not.toHaveBeenCalled()
})

it.each([
  ['/answers/yard', 'rented', '院子是谁的：租的'],
  ['/answers/yard', 'elsewhere', '院子是谁的：elsewhere'],
  ['/form/count', '12', '几只：12'],
])('what was changed at %s to %s reads %s', (at, value, text) => {
  expect(changedText(sampleItem, { at, value })).toBe(text)
})
