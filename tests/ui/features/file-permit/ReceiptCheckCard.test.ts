import { mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { ReceiptView } from '../../../../src/contract/caseViews.ts'
import { readReceiptCode } from '../../../../src/domain/receiptProof.ts'
import type { ReceiptProof } from '../../../../src/domain/receiptProof.ts'
import ReceiptCheckCard from '../../../../src/features/file-permit/ReceiptCheckCard.vue'
import type { SentParts } from '../../../../src/offline/outboxEntry.ts'
import { contents, shown, signReceipt } from '../../../offline/support/signReceipt.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { answerWith, cutNetwork, stubFetch } from '../../support/stubFetch.ts'

const receipt = {
  ...shown, verdict: { kind: 'acceptable', forecast: { decideBy: '2026-05-20' }, deferrals: [] },
} as unknown as ReceiptView
const sent: SentParts = { documents: contents.documents, files: contents.files }

let leave = () => {}

beforeAll(stubFetch)
beforeEach(freshDevice)
afterEach(() => { leave() })

async function show(proof: ReceiptProof, given: { receipt?: ReceiptView, sent?: SentParts } = { sent }) {
  const card = mount(ReceiptCheckCard, { props: { receipt, proof, ...given }, attachTo: document.body })
  leave = () => card.unmount()
  const says = (words: string) => vi.waitFor(() => expect(card.get('[role=status]').text()).toContain(words))
  const isOpen = () => card.get('details').attributes('open') !== undefined
  const states = () => Object.fromEntries(card.findAll('dl > div')
    .map((row) => [row.get('dt').text(), row.get('dd').text()]))
  return { card, says, isOpen, states }
}

async function signedAndServed() {
  const signed = await signReceipt()
  answerWith(() => Response.json([signed.key]))
  return signed
}

it('says in one line that the receipt matches what this phone has kept, and part by part on demand', async () => {
  const { proof } = await signedAndServed()
  const { says, isOpen, states } = await show(proof)
  await says('凭证校验：与本机保存的文件一致')
  expect(isOpen()).toBe(false)
  expect(Object.values(states())).toEqual(Array.from({ length: 6 }, () => '一致'))
})

it('claims no comparison where this phone has nothing to compare', async () => {
  const { proof } = await signedAndServed()
  const { says, states } = await show(proof, {})
  await says('本机没有保存文件可以比对')
  expect(states()).toMatchObject({ 收件方签名: '一致', 您签署的文书: '没有核对', 您上传的文件: '没有核对' })
})

it.each<[string, (proof: ReceiptProof) => ReceiptProof, Parameters<typeof show>[1], string[]]>([
  ['a file that was exchanged', (proof) => proof, { sent: { ...sent, files: [{ materialId: 'photo', sha256: 'dd' }] } }, ['您上传的文件']],
  ['another number on the screen', (proof) => proof, { sent, receipt: { ...receipt, caseNo: 'x' } }, ['页面上的编号、时间和结论']],
  ['a list that was changed', (proof) => ({ ...proof, contents: { ...contents, ways: [] } }), { sent }, ['收件清单']],
  ['a signature that was changed', (proof) => ({ ...proof, signature: 'A'.repeat(86) }), { sent }, ['收件方签名']],
])('opens at %s and says what to do', async (_what, alter, given, parts) => {
  const { proof } = await signedAndServed()
  const { says, isOpen, states } = await show(alter(proof), given)
  await says('凭证校验：对不上')
  await says('请不要用这张凭证')
  expect(isOpen()).toBe(true)
  expect(Object.entries(states()).filter(([, state]) => state === '对不上').map(([part]) => part)).toEqual(parts)
})

it('judges nothing before it has the public key', async () => {
  const { proof } = await signReceipt()
  cutNetwork()
  const { says } = await show(proof)
  await says('还不能校验')
})

it('shows the code on demand, which says what is signed and nothing else, and puts it away again', async () => {
  const { proof } = await signedAndServed()
  const { card, says } = await show(proof)
  await says('一致')
  const button = card.get('button')
  expect([button.text(), button.attributes('aria-expanded')]).toEqual(['出示凭证二维码', 'false'])
  await button.trigger('click')
  expect(button.attributes('aria-expanded')).toBe('true')
  await vi.waitFor(() => expect(card.get('svg.code').attributes('aria-label')).toContain(shown.caseNo))
  const address = new URL(card.get('figure a').attributes('href')!)
  const read = readReceiptCode(address.hash.slice(1))
  expect({ ...read, contents }).toEqual(proof)
  expect(Object.keys(read!)).not.toContain('contents')
  expect(address.pathname + address.search).toBe('/verify')
  await button.trigger('click')
  expect(card.find('figure').exists()).toBe(false)
})
