import { mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import { createPages } from '../../../../src/app/router.ts'
import { writeReceiptCode } from '../../../../src/domain/receiptProof.ts'
import VerifyPage from '../../../../src/features/verify-receipt/VerifyPage.vue'
import { shown, signReceipt } from '../../../offline/support/signReceipt.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { answerWith, cutNetwork, seen, stubFetch } from '../../support/stubFetch.ts'

let leave = () => {}

beforeAll(stubFetch)
beforeEach(freshDevice)
afterEach(() => {
  leave()
  vi.stubGlobal('isSecureContext', true)
})

async function openVerify(code: string) {
  const router = createPages(createMemoryHistory())
  await router.push(`/verify#${code}`)
  const page = mount(VerifyPage, { global: { plugins: [router] }, attachTo: document.body })
  leave = () => page.unmount()
  const says = (words: string) => vi.waitFor(() => expect(page.get('[role=status]').text()).toContain(words))
  return { page, router, says }
}

it('says that a receipt is genuine, of which case and when, and asks for nothing but the public keys', async () => {
  const { proof, key } = await signReceipt()
  answerWith(() => Response.json([key]))
  const { page, says } = await openVerify(writeReceiptCode(proof))
  await says('：属实')
  expect(page.text()).toContain(shown.caseNo)
  expect(page.text()).toContain('2026年5月6日 09:00')
  expect(page.text()).toContain('演示签名')
  expect(seen.map(({ path }) => path)).toEqual(['/api/receipt-keys'])

  // And again without a network: the keys stay on this phone.
  leave()
  cutNetwork()
  const offline = await openVerify(writeReceiptCode(proof))
  await offline.says('：属实')
  expect(seen).toEqual([])
})

it('checks anew when another code is opened in the same page', async () => {
  const { proof, key } = await signReceipt()
  answerWith(() => Response.json([key]))
  const { router, says } = await openVerify(writeReceiptCode(proof))
  await says('：属实')
  await router.push(`/verify#${writeReceiptCode({ ...proof, receivedAt: '2026-05-05T01:00:00.123Z' })}`)
  await says('：不属实')
})

it('calls forged what the server signed under no key of its own', async () => {
  const [ours, theirs] = [await signReceipt(), await signReceipt()]
  answerWith(() => Response.json([ours.key]))
  const { says } = await openVerify(writeReceiptCode(theirs.proof))
  await says('：不属实')
})

it('judges nothing without the keys, and tries again', async () => {
  const { proof, key } = await signReceipt()
  cutNetwork()
  const { page, says } = await openVerify(writeReceiptCode(proof))
  await says('还不能核对')
  answerWith(() => Response.json([key]))
  await page.get('button').trigger('click')
  await says('：属实')
  expect(page.find('button').exists()).toBe(false)
})

it.each(['', 'garbage', '1.a.b.c.d.e'])('says that “%s” is no receipt', async (code) => {
  answerWith(() => Response.json([]))
  const { page } = await openVerify(code)
  expect(page.text()).toContain('这不是一张完整的凭证')
  expect([seen, page.text().includes('属实')]).toEqual([[], false])
})

it('says that it cannot check where the browser lets it not', async () => {
  const { proof } = await signReceipt()
  vi.stubGlobal('isSecureContext', false)
  answerWith(() => Response.json([]))
  const { page } = await openVerify(writeReceiptCode(proof))
  expect(page.text()).toContain('不是安全连接')
  expect(page.find('[role=status]').exists()).toBe(false)
})
