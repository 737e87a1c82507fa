import { mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { CaseView } from '../../../../src/contract/caseViews.ts'
import type { ReceiptContents } from '../../../../src/domain/receiptProof.ts'
import CaseReceipt from '../../../../src/features/track-case/CaseReceipt.vue'
import { findSent } from '../../../../src/features/track-case/sentParts.ts'
import { sha256Hex } from '../../../../src/offline/encoding.ts'
import type { OutboxEntry, SentParts } from '../../../../src/offline/outboxEntry.ts'
import { contents, shown, signReceipt } from '../../../offline/support/signReceipt.ts'
import { caseOf } from '../../../offline/support/views.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { answerWith, stubFetch } from '../../support/stubFetch.ts'

const verdict = { kind: 'acceptable', forecast: { decideBy: '2026-05-20' }, deferrals: [] } as unknown as CaseView['verdict']
const sent: SentParts = { documents: contents.documents, files: contents.files }
const text = '行政许可申请表'

let leave = () => {}

beforeAll(stubFetch)
beforeEach(freshDevice)
afterEach(() => { leave() })

async function show({ said = contents, about = {}, sent: own }: {
  said?: ReceiptContents, about?: Partial<CaseView>, sent?: SentParts
} = {}) {
  const { proof, key } = await signReceipt(said)
  answerWith(() => Response.json([key]))
  const view = caseOf(shown.caseNo, { receivedAt: shown.receivedAt, verdict, signatures: [], ...about })
  const card = mount(CaseReceipt, { props: { view, proof, ...own && { sent: own } }, attachTo: document.body })
  leave = () => card.unmount()
  const says = (words: string) => vi.waitFor(() => expect(card.get('[role=status]').text()).toContain(words))
  return { card, says }
}

const signed = (words: string) =>
  [{ documentId: 'application', documentVersion: 2, text: words }] as unknown as CaseView['signatures']
const saidOfText = async (): Promise<ReceiptContents> => ({
  ...contents, documents: [{ id: 'application', version: 2, sha256: await sha256Hex(new TextEncoder().encode(text)) }],
})

it('is compared with what this phone has sent', async () => {
  await (await show({ sent })).says('与本机保存的文件一致')
  leave()
  await (await show({ sent: { ...sent, documents: [] } })).says('对不上')
})

it('is compared with the signed texts that are kept, on a phone that has not sent it', async () => {
  const said = await saidOfText()
  await (await show({ said, about: { signatures: signed(text) } })).says('与本机保存的文件一致')
  leave()
  await (await show({ said, about: { signatures: signed(`${text}。`) } })).says('对不上')
})

it('notices that the case shows another time or result than was signed', async () => {
  await (await show({ sent, about: { receivedAt: '2026-05-06T01:00:00.124Z' } })).says('对不上')
  leave()
  const later = { ...verdict, forecast: { decideBy: '2026-06-20' } } as CaseView['verdict']
  await (await show({ sent, about: { verdict: later } })).says('对不上')
})

it('of a supplement says so and when, and is compared with no signed text', async () => {
  const said: ReceiptContents = {
    kind: 'supplement', filingId: 'f', item: 'i@1', applicant: '张**', documents: [], files: contents.files, ways: [],
  }
  const { card, says } = await show({ said, about: { signatures: signed(text), receivedAt: '2026-05-01T01:00:00.000Z' } })
  expect(card.get('h2').text()).toBe('补交凭证 · 2026年5月6日 09:00')
  await says('签名有效，本机没有保存文件可以比对')
})

it('what was sent is found by filing, and a supplement by the time of its own receipt', async () => {
  const { proof } = await signReceipt()
  const supplement = { ...proof, contents: { ...contents, kind: 'supplement' as const } }
  const other = { ...supplement, receivedAt: '2026-05-07T01:00:00.000Z' }
  const one = { ...sent, files: [] }
  const entries = [
    { verb: 'supplementCase', reply: { proofs: [proof, other] }, sent: one },
    { verb: 'submitFiling', filingId: 'g' }, { verb: 'submitFiling', filingId: 'f', sent },
  ] as unknown as OutboxEntry[]
  expect(findSent(entries, { filingId: 'f' }, proof)).toEqual(sent)
  expect(findSent(entries, { filingId: 'h' }, proof)).toBeUndefined()
  expect(findSent(entries, { filingId: 'f' }, other)).toEqual(one)
  expect(findSent(entries, { filingId: 'f' }, supplement)).toBeUndefined()
})
