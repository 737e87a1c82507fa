import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import PinCard from '../../../../src/features/settings/PinCard.vue'
import { isLocked } from '../../../../src/offline/accountKeys.ts'
import { dropHeldKeys } from '../../../../src/offline/heldKeys.ts'
import { readPinState, unlockAccount } from '../../../../src/offline/pin/devicePin.ts'
import { now } from '../../../../src/platform/clock.ts'
import { useSession } from '../../../../src/stores/session.ts'
import { accountOf } from '../../../offline/support/views.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { serve } from '../../support/serve.ts'

const ann = accountOf('0195a000-0000-7000-8000-00000000000a')

async function openCard() {
  serve({ session: { demo: true, now: '2026-05-06T01:00:00.000Z', account: ann } })
  await useSession().load()
  const card = mount(PinCard, { attachTo: document.body })
  return {
    card,
    press: async (label: string) => {
      await card.findAll('button').find((button) => button.text() === label)?.trigger('click')
      await flushPromises()
    },
    give: (id: string, value: string) => card.get(`#pin-${id}`).setValue(value),
    submit: () => card.get('form').trigger('submit'),
    says: (text: string) => vi.waitFor(() => expect(card.text()).toContain(text), 10_000),
  }
}

type Card = Awaited<ReturnType<typeof openCard>>

async function choose({ press, give, submit, says }: Card, pin: string) {
  await press('设置密码')
  await give('next', pin)
  await give('again', pin)
  await submit()
  await says('密码已设置。')
}

beforeEach(freshDevice)
afterEach(() => {
  dropHeldKeys()
  document.body.replaceChildren()
})

it('says what is wrong with a new one, and takes none of these', async () => {
  const opened = await openCard()
  const { press, give, submit, says, card } = opened
  await press('设置密码')
  expect(document.activeElement?.id).toBe('pin-next')
  await submit()
  await says('新密码至少要 6 位')
  await give('next', '123456')
  await says('太容易猜到')
  await give('next', '480213')
  await give('again', '480214')
  await says('两次输入的新密码不一样')
  expect(card.get('#pin-again').attributes('aria-invalid')).toBe('true')
  await submit()
  expect((await readPinState(ann.id, now())).isSet).toBe(false)
  expect(card.get('#pin-next').attributes('type')).toBe('password')
  await card.get('#pin-visible').setValue(true)
  expect(card.get('#pin-next').attributes('type')).toBe('text')
})

it('sets, changes and removes it', { timeout: 60_000 }, async () => {
  const opened = await openCard()
  const { press, give, submit, says, card } = opened
  await choose(opened, '480213')
  expect(card.text()).toContain('已设置')
  expect(card.text()).not.toContain('480213')

  await press('修改密码')
  await give('current', '480214')
  await give('next', '一个很长的密码')
  await give('again', '一个很长的密码')
  await submit()
  await says('密码不对')
  await give('current', '480213')
  await submit()
  await says('密码已修改。')
  expect((await unlockAccount(ann.id, '一个很长的密码', now())).ok).toBe(true)

  await press('取消密码')
  await give('current', '一个很长的密码')
  await submit()
  await says('密码已取消。')
  expect(await isLocked(ann.id)).toBe(false)
  expect((await readPinState(ann.id, now())).isSet).toBe(false)
})

it('locks at once', { timeout: 60_000 }, async () => {
  const opened = await openCard()
  await choose(opened, '480213')
  await opened.press('立即锁定')
  await vi.waitFor(() => expect(useSession()).toMatchObject({ locked: true, account: null }))
})
