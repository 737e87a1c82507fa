import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import { createPages } from '../../../../src/app/router.ts'
import type { DeviceKeyView, SessionView } from '../../../../src/contract/accountViews.ts'
import KeysPage from '../../../../src/features/manage-keys/KeysPage.vue'
import { openAccount } from '../../../../src/offline/accountKeys.ts'
import { findKeyId, getSigningKey } from '../../../../src/offline/signingKey.ts'
import { noteReachable } from '../../../../src/platform/connectivity.ts'
import { accountOf } from '../../../offline/support/views.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { answerWith, seen, stubFetch } from '../../support/stubFetch.ts'

const account = { ...accountOf('0195a000-0000-7000-8000-00000000000a'), expiresAt: '2099-01-01T00:00:00.000Z' }
const keyOf = (keyId: string, device: string, about: Partial<DeviceKeyView> = {}): DeviceKeyView =>
  ({ keyId, device, registeredAt: '2026-03-02T01:00:00.000Z', ...about })
const at = '2026-05-06T01:00:00.000Z'

let keys: DeviceKeyView[] = []
let leave = () => {}

beforeAll(stubFetch)
beforeEach(async () => {
  await freshDevice()
  await openAccount(account.id)
  await (await getSigningKey(account.id)).saveKeyId('here')
  keys = [
    keyOf('here', 'iPhone · Safari'), keyOf('there', 'Android · WeChat', { lastUsedAt: at }), keyOf('unnamed', ''),
    keyOf('gone', 'Windows · Edge', { revokedAt: at }),
  ]
})
afterEach(() => {
  leave()
  noteReachable(true)
})

type Network = 'works' | 'dead' | 'noSession'

async function openKeys(network: Network = 'works', revoking: Network = network) {
  serveKeys(network, revoking)
  const router = createPages(createMemoryHistory())
  await router.push('/me/keys')
  const page = mount(KeysPage, { global: { plugins: [router] }, attachTo: document.body })
  leave = () => page.unmount()
  await vi.waitFor(() => expect(page.find('h1').exists() && page.find('[aria-busy=true]').exists()).toBe(false), 4000)
  const press = async (name: string) => {
    await page.findAll('button').find((button) => button.text() === name)!.trigger('click')
    await flushPromises()
  }
  const card = (title: string) => page.findAll('section').find((one) => one.text().startsWith(title))?.text()
  return { page, press, card, status: () => page.get('[role=status]').text() }
}

function serveKeys(network: Network, revoking: Network): void {
  answerWith(({ method, path }) => {
    if (path === '/api/session') {
      return Response.json({ demo: true, now: at, account: network === 'noSession' ? null : account } satisfies SessionView)
    }
    if ((method === 'POST' ? revoking : network) === 'dead') throw new TypeError('network')
    const [, keyId] = /^\/api\/keys\/(\w+)\/revocation$/.exec(path) ?? []
    if (method === 'POST') keys = keys.map((key) => key.keyId === keyId ? { ...key, revokedAt: at } : key)
    return Response.json(method === 'POST' ? keys.find((key) => key.keyId === keyId) : keys)
  })
}

const posts = () => seen.filter(({ method }) => method === 'POST')

describe('签名与手机', () => {
  it('asks whoever is not signed in to sign in', async () => {
    const { page } = await openKeys('noSession')
    await vi.waitFor(() => expect(page.text()).toContain('登录后查看您的签名'), 4000)
    expect(seen.map(({ path }) => path)).not.toContain('/api/keys')
  })

  it('tells this phone from the others and from what is reported, and reports only what is in use', async () => {
    const { page, card } = await openKeys()
    await vi.waitFor(() => expect(card('这台手机')).toContain('iPhone · Safari'), 4000)
    expect(card('其他手机')).toMatch(/Android · WeChat.*最近一次签名：2026年5月6日.*不知道是哪部手机.*还没有签过名/s)
    expect(card('已挂失的签名')).toMatch(/Windows · Edge.*挂失时间：2026年5月6日/s)
    expect(page.findAll('button').map((button) => button.text()))
      .toEqual(['挂失 iPhone · Safari', '挂失 Android · WeChat', '挂失 不知道是哪部手机'])
  })

  it('asks first, in place, and gives the focus back on 不挂失', async () => {
    const { page, press } = await openKeys()
    await vi.waitFor(() => expect(page.findAll('button')).toHaveLength(3), 4000)
    await press('挂失 Android · WeChat')
    expect(document.activeElement?.textContent).toContain('以前签过的仍然有效')
    await press('不挂失')
    expect(document.activeElement?.textContent).toContain('挂失 Android · WeChat')
    expect(posts()).toEqual([])
  })

  it('reports a lost phone and says so where the focus is', async () => {
    const { page, press, card, status } = await openKeys()
    await vi.waitFor(() => expect(page.findAll('button')).toHaveLength(3), 4000)
    await press('挂失 Android · WeChat')
    await press('确定挂失')
    await vi.waitFor(() => expect(status()).toContain('已挂失。'), 4000)
    expect(posts()).toMatchObject([{ path: '/api/keys/there/revocation' }])
    expect(posts()[0]?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/)
    await vi.waitFor(() => expect(card('已挂失的签名')).toContain('Android · WeChat'), 4000)
    await vi.waitFor(() => expect(document.activeElement?.textContent).toContain('已挂失。'), 4000)
    expect(await findKeyId(account.id)).toBe('here')
  })

  it('makes a new pair when this phone’s own is reported, here or elsewhere', async () => {
    const before = (await getSigningKey(account.id)).publicJwk
    const { page, press, card, status } = await openKeys()
    await vi.waitFor(() => expect(page.findAll('button')).toHaveLength(3), 4000)
    await press('挂失 iPhone · Safari')
    await press('确定挂失')
    await vi.waitFor(() => expect(card('这台手机')).toContain('还没有登记签名'), 4000)
    expect(status()).toContain('已挂失。')
    const after = await getSigningKey(account.id)
    expect([after.keyId, after.publicJwk]).toEqual([undefined, expect.not.objectContaining({ x: before.x })])

    await after.saveKeyId('gone')
    leave()
    const again = await openKeys()
    await vi.waitFor(() => expect(again.status()).toContain('这台手机原来的签名已经挂失'), 4000)
    expect(await findKeyId(account.id)).toBeUndefined()
  })

  it('never lets a report that did not arrive look done', async () => {
    const { page, press, card } = await openKeys('works', 'dead')
    await vi.waitFor(() => expect(page.findAll('button')).toHaveLength(3), 4000)
    await press('挂失 Android · WeChat')
    await press('确定挂失')
    await vi.waitFor(() => expect(page.get('[role=alert]').text()).toContain('没有挂失成功'), 4000)
    expect(page.get('[role=alert]').text()).not.toContain('已保存')
    expect(page.get('[role=status]').text()).toBe('')
    expect(card('其他手机')).toContain('Android · WeChat')
    await vi.waitFor(() => expect(document.activeElement?.textContent).toContain('没有挂失成功'), 4000)
  })

  it('says when the list cannot be read, and reads it again', async () => {
    const { page, press, card } = await openKeys('dead')
    await vi.waitFor(() => expect(page.get('[role=alert]').text()).toContain('没能读到您的签名'), 4000)
    expect(card('其他手机')).toBeUndefined()
    serveKeys('works', 'works')
    await press('再试一次')
    await vi.waitFor(() => expect(card('其他手机')).toContain('Android · WeChat'), 4000)
    expect(page.find('[role=alert]').exists()).toBe(false)
  })
})
