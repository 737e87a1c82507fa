import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { CaseView, PaymentView } from '../../../../src/contract/caseViews.ts'
import CasePayment from '../../../../src/features/track-case/CasePayment.vue'
import CaseStatusCard from '../../../../src/features/track-case/CaseStatusCard.vue'
import { surplusOf } from '../../../../src/features/track-case/paymentShown.ts'
import type { CaseScreen } from '../../../../src/features/track-case/useCase.ts'
import { setFormDirty } from '../../../../src/platform/dirtyForms.ts'
import { http } from '../../../../src/platform/http.ts'
import { caseOf } from '../../../offline/support/views.ts'
import { sampleItem } from '../../support/sampleItem.ts'
import { answerWith, seen, stubFetch } from '../../support/stubFetch.ts'

const caseNo = '11449999000000019F44401000030012026050612345678'
const order: PaymentView = {
  orderNo: '202605060000000001', amountFen: 12_000, state: 'open', issuedAt: '2026-05-06T01:00:00.000Z',
  until: '2026-06-05', online: true,
  lines: [{ project: '工本费', unit: '本', amountFen: 12_000, basis: '某价〔2019〕1号' }],
}

beforeAll(async () => {
  stubFetch()
  // What carries requests is loaded with the first one.
  answerWith(() => Response.json({}))
  await http('getHealth')
})
afterEach(() => { vi.restoreAllMocks() })

function show(about: Partial<PaymentView> = {}, { today = '2026-05-06', stale = false, demo = false } = {}) {
  const payment = { ...order, ...about }
  const refresh = vi.fn(async () => undefined)
  const payable = payment.state === 'open' && payment.online && today <= payment.until
  const view = caseOf(caseNo, { payment, item: sampleItem, actions: payable ? ['payCase'] : [] })
  const screen = { today: { value: today }, held: { value: { view, fetchedAt: '', stale } }, session: { demo }, refresh }
  const card = mount(CasePayment, { props: { screen: screen as unknown as CaseScreen, view, payment } })
  return { card, refresh, button: () => card.find('button'), state: () => card.get('[role=status]').text() }
}

const problem = (code: string, status: number) => Response.json(
  { type: `urn:zhenghaoban:problem:${code}`, status, code }, { status, headers: { 'content-type': 'application/problem+json' } })

describe('how a payment stands', () => {
  it.each<[string, Partial<PaymentView>, RegExp]>([
    ['to be paid', {}, /^待缴费/],
    ['nobody knows yet', { attempt: 'pending' }, /^正在确认.*不会扣两次/],
    ['did not work', { attempt: 'failed' }, /^支付未成功.*再付一次/],
    ['took too long', { attempt: 'expired' }, /^支付未成功.*超过时间/],
    ['paid', { state: 'paid', channel: 'online', attempt: 'paid' }, /^已缴费/],
    ['on its way back', { state: 'refunding', channel: 'online', attempt: 'refunding' }, /^退费中.*正在退/],
    ['to be fetched', { state: 'refunding', channel: 'window' }, /^退费中.*带收据到窗口退/],
    ['given back', { state: 'refunded', channel: 'online', attempt: 'refunded' }, /^已退费/],
    ['no more', { state: 'void' }, /^不用缴了/],
    ['paid twice', { state: 'paid', channel: 'window', attempt: 'refunding' }, /^已缴费.*多付的一笔正在/],
  ])('%s', (_what, about, words) => {
    expect(show(about).state()).toMatch(words)
  })

  it('overdue after its last day, unless a try is still undecided', () => {
    expect(show({}, { today: '2026-06-05' }).state()).toMatch(/^待缴费/)
    const late = show({ attempt: 'failed' }, { today: '2026-06-06' })
    expect(late.state()).toMatch(/^已过期.*到窗口缴/)
    expect(late.button().exists()).toBe(false)
    expect(show({ attempt: 'pending' }, { today: '2026-06-06' }).state()).toMatch(/^正在确认/)
    expect(show({ online: false }, { today: '2026-06-06' }).state()).toMatch(/^待缴费/)
  })

  it('what comes back of the fee itself is no surplus', () => {
    expect(surplusOf({ ...order, state: 'refunding', channel: 'online', attempt: 'refunding' })).toBeUndefined()
    expect(surplusOf({ ...order, state: 'void', attempt: 'refunded' })).toBe('refunded')
  })
})

describe('the card', () => {
  it('names items, bases, amount, number and last day, and the window whatever happens', () => {
    const text = show().card.text()
    for (const words of ['工本费', '120 元 / 本', '依据：某价〔2019〕1号', order.orderNo, '2026年6月5日', '也可以到窗口用现金或银行卡缴', '拟定']) {
      expect(text).toContain(words)
    }
    for (const about of [{ online: false }, { attempt: 'pending' as const }]) {
      expect(show(about).card.text()).toContain('到窗口用现金或银行卡缴')
    }
    expect(show({ state: 'paid', channel: 'window', receiptNo: 'CK-1', paidAt: order.issuedAt }).card.text()).toMatch(/窗口缴费.*CK-1/)
  })

  it('says that the bank is none, in a demonstration only', () => {
    expect(show({}, { demo: true }).card.text()).toContain('付款页是模拟的')
    expect(show().card.text()).not.toContain('模拟')
  })

  it('sends nobody to pay from what this phone kept, where no provider is, or over what is typed and unsent', async () => {
    const kept = show({}, { stale: true })
    expect([kept.button().exists(), kept.card.text()]).toEqual([false, expect.stringContaining('没有网络')])
    const unconnected = show({ online: false })
    expect([unconnected.button().exists(), unconnected.card.text()]).toEqual([false, expect.stringContaining('没有接通')])
    answerWith(() => problem('internal', 500))
    setFormDirty('other', true)
    const dirty = show()
    expect(dirty.card.text()).toContain('先提交，再去缴费')
    expect(dirty.button().attributes()).toMatchObject({ 'aria-disabled': 'true', 'aria-describedby': 'pay-unsent' })
    await dirty.button().trigger('click')
    await flushPromises()
    setFormDirty('other', false)
    await flushPromises()
    expect(dirty.button().attributes('aria-disabled')).toBeUndefined()
    expect(seen).toEqual([])
  })

  it('leaves for where the server says, with a key of its own for each tap', async () => {
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {})
    answerWith(() => Response.json({ url: 'https://bank.example/1' }))
    const { button } = show()
    await button().trigger('click')
    await button().trigger('click')
    await vi.waitFor(() => expect(assign).toHaveBeenCalledWith('https://bank.example/1'))
    expect(seen).toMatchObject([{ method: 'POST', path: `/api/cases/${caseNo}/payment`, body: '{}' }])
    expect(seen[0]?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('offers the window when the provider is away, and looks again', async () => {
    answerWith(() => problem('payment-unavailable', 503))
    const { card, button, refresh } = show()
    await button().trigger('click')
    await vi.waitFor(() => expect(card.get('[role=alert]').text()).toContain('或者到窗口缴'))
    expect(refresh).toHaveBeenCalledOnce()
    expect(button().attributes('aria-disabled')).toBeUndefined()
  })
})

describe('before there is an order', () => {
  const status = (about: Partial<CaseView>) => mount(CaseStatusCard, { props: {
    screen: { today: { value: '2026-05-06' }, catalogue: {} } as unknown as CaseScreen,
    view: caseOf(caseNo, { item: sampleItem, owed: [], ratable: [], events: [], ...about }),
  } }).text()
  const fee = (totalFen: number) => ({ fee: { totalFen, lines: [], open: false } }) as unknown as CaseView['verdict']

  it('a case says what it will cost, or that it costs nothing', () => {
    expect(status({ verdict: fee(12_000), status: 'received' })).toContain('120 元，受理后再缴')
    expect(status({ verdict: fee(0), status: 'received' })).toContain('不收费')
    expect(status({ verdict: fee(12_000), status: 'withdrawn' })).not.toContain('120 元')
    expect(status({ verdict: fee(12_000), payment: order })).not.toContain('120 元')
  })
})
