import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeJourney } from '../support/journey.ts'
import { photo } from '../support/journeyFiles.ts'
import { lookAround } from '../support/journeyLook.ts'
import {
  atStep, beginFiling, choose, choosePerson, codes, fill, licenceSteps, readReceipt, readyForOffline, signIn, takeSteps,
  tap,
} from '../support/journeySteps.ts'

const pin = '480213'
const address = '示例市示例区榕荫街 9 号'
const minute = 60_000

async function setPin(page: Page): Promise<void> {
  await page.goto('/me')
  await tap(page, '设置密码')
  await fill(page, '新密码', pin)
  await fill(page, '再输一遍新密码', pin)
  await tap(page, '保存密码')
  await page.getByText('密码已设置。').waitFor({ timeout: 60_000 })
}

async function giveAt(page: Page, given: string): Promise<void> {
  await fill(page, '密码', given)
  await page.keyboard.press('Enter')
}

/** Waits for the lock screen. */
const isLocked = (page: Page) => page.getByRole('heading', { name: '资料已锁定' }).waitFor()

/** Everything this browser keeps for the app, as text: databases, storages, caches. */
function readEverything(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const decode = (value: ArrayBuffer) => new TextDecoder('latin1').decode(value)
    const parts: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error)
      })
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve) => {
          const reading = database.transaction(store).objectStore(store).getAll()
          reading.onsuccess = () => resolve(reading.result)
        })
        // The catalogue is the same for everybody, and names everything.
        if (store === 'items' || store === 'catalogue') continue
        parts.push(`${store}: ${JSON.stringify(rows, (_key, value: unknown) => {
          if (value instanceof ArrayBuffer) return decode(value)
          return ArrayBuffer.isView(value) ? decode(value.buffer as ArrayBuffer) : value
        })}`)
      }
      database.close()
    }
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) parts.push(request.url)
    }
    return parts.join('\n')
  })
}

describeJourney('a passcode', (journey) => {
  it('shuts a draft over a reload, and opens it as it was left', async () => {
    const phone = await journey.openPhone({ width: 320, height: 568 })
    const { page } = phone
    const { look, findings } = lookAround(page)
    await beginFiling(page, codes.licence, '陈永福')
    await takeSteps(page, licenceSteps(await photo()), '填写申请信息')
    const left = page.url()
    await page.goto('/me')
    await tap(page, '设置密码')
    await fill(page, '新密码', '123456')
    await tap(page, '保存密码')
    await page.getByRole('alert').getByText('太容易猜到').waitFor()
    await look('setting a passcode, with an error')
    await fill(page, '新密码', pin)
    await fill(page, '再输一遍新密码', pin)
    await tap(page, '保存密码')
    await page.getByText('密码已设置。').waitFor({ timeout: 60_000 })
    await look('me, with a passcode')

    // A load is a restart: the key was in the page's memory.
    await page.goto(left)
    await isLocked(page)
    expect(await page.getByText('陈永福').count()).toBe(0)
    await giveAt(page, '000001')
    await page.getByText('密码不对').waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('pin')
    await page.getByText('忘了密码', { exact: true }).click()
    await page.getByText('草稿 1 份').waitFor()
    await look('lock screen')

    // The catalogue stays open, and offers to unlock.
    await page.goto('/')
    await page.getByText('您的资料已锁定').waitFor()
    await look('home, locked')
    await page.goto(left)
    await giveAt(page, pin)
    await atStep(page, '填写申请信息')
    await choose(page, '怎么取新驾驶证', '寄到家')
    await fill(page, '收件地址', address)
    // Typed in this moment, and locked at once.
    await page.evaluate(() => new Promise<void>((resolve) => {
      const channel = new BroadcastChannel('account-lock')
      channel.postMessage('lock')
      resolve()
    }))
    await isLocked(page)
    await giveAt(page, pin)
    await atStep(page, '填写申请信息')
    expect(await page.getByLabel('收件地址').inputValue()).toBe(address)
    expect(findings).toEqual([])
  })

  it('keeps a filing back while locked, and lets it go once', async () => {
    const phone = await journey.openPhone()
    const { page } = phone
    phone.expectFaults(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
    await phone.open('/')
    await readyForOffline(page)
    await page.goto('/sign-in?returnTo=/me')
    await signIn(page, '陈永福')
    await setPin(page)
    await page.goto(`/items/${codes.licence}/file`)
    await isLocked(page)
    await giveAt(page, pin)
    await atStep(page, '个人信息处理告知')
    const steps = licenceSteps(await photo())
    await takeSteps(page, steps, '核对一遍')
    await phone.context.setOffline(true)
    await takeSteps(page, steps.slice(5))
    await page.getByText('待发送（尚未提交）').waitFor()
    const receipt = page.url()
    await page.reload()
    await isLocked(page)
    await page.getByText('还有 1 件等待发送（尚未提交）').waitFor()
    await phone.context.setOffline(false)
    await page.reload()
    await isLocked(page)
    await page.getByText('还有 1 件等待发送（尚未提交）').waitFor()
    expect(await journey.server.query('SELECT case_no FROM cases')).toEqual([])
    await giveAt(page, pin)
    const caseNo = await readReceipt(page)
    expect(page.url()).toBe(receipt)
    expect(await journey.server.query('SELECT case_no FROM cases')).toEqual([{ case_no: caseNo }])
  })

  it('locks by itself after five minutes, and every tab on a tap', async () => {
    const phone = await journey.openPhone()
    const { page, context } = phone
    await page.goto('/sign-in?returnTo=/me')
    await signIn(page, '李敏')
    await setPin(page)
    await page.getByRole('link', { name: '草稿和待提交' }).click()
    await page.getByText('没有未提交的申报').waitFor()
    await page.clock.fastForward(4 * minute)
    await page.keyboard.press('Shift')
    await page.clock.fastForward(4 * minute)
    await page.getByText('没有未提交的申报').waitFor()
    await page.clock.fastForward(2 * minute)
    await isLocked(page)
    await giveAt(page, pin)
    await page.getByText('没有未提交的申报').waitFor()

    const other = await context.newPage()
    await other.goto('/me')
    await other.getByText('解锁后才能看到您的资料。').waitFor()
    await tap(other, '解锁')
    await giveAt(other, pin)
    await tap(other, '立即锁定')
    await other.getByText('您的资料已锁定').waitFor()
    await isLocked(page)
  })

  it('ten wrong ones leave an hour’s wait, or starting anew', { timeout: 240_000 }, async () => {
    const phone = await journey.openPhone()
    const { page } = phone
    await page.goto('/sign-in?returnTo=/me')
    await signIn(page, '王强')
    await setPin(page)
    await page.goto('/drafts')
    await isLocked(page)
    for (const wait of [0, 0, 0.5, 1, 2, 5, 10, 15, 30, 60]) {
      await giveAt(page, '000001')
      await page.getByText('密码不对').waitFor()
      if (wait === 0) continue
      await page.getByText(/请在 .* 以后再试/).waitFor()
      if (wait === 60) break
      if (wait === 5) {
        await page.reload()
        await isLocked(page)
        await page.getByText(/请在 .* 以后再试/).waitFor()
        expect(await page.getByRole('button', { name: '解锁' }).getAttribute('aria-disabled')).toBe('true')
      }
      journey.server.advance(wait * minute + 1000)
      await page.clock.fastForward(wait * minute + 1000)
      await page.getByText(/请在 .* 以后再试/).waitFor({ state: 'detached' })
    }
    await page.getByText('错的次数太多，现在每小时只能试一次').waitFor()
    await page.getByText('忘了密码', { exact: true }).click()
    await tap(page, '清除这部手机上的资料')
    await tap(page, '清除，重新登录')
    await choosePerson(page, '王强')
    await page.getByText('没有未提交的申报').waitFor()
    await page.goto('/me')
    await page.getByRole('button', { name: '设置密码' }).waitFor()
  })
})

describeJourney('another person on the same phone', (journey) => {
  it('finds nothing of the one before, whichever way that one left', { timeout: 300_000 }, async () => {
    const phone = await journey.openPhone()
    const { page } = phone
    phone.expectFaults(/status of 401|ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
    await phone.open('/')
    await readyForOffline(page)

    /** 陈永福 with a case, a draft, a queued filing with its file, a list at home, and a PIN. */
    async function live() {
      const steps = licenceSteps(await photo())
      await takeSteps(page, steps)
      const caseNo = await readReceipt(page)
      await page.goto('/cases')
      await page.getByRole('link', { name: /驾驶证到期换证/ }).click()
      await page.getByText(caseNo, { exact: true }).first().waitFor()
      await page.goto(`/items/${codes.licence}`)
      await page.getByRole('checkbox').first().check()
      await setPin(page)
      await page.goto(`/items/${codes.licence}/file`)
      await giveAt(page, pin)
      await takeSteps(page, steps, '核对一遍')
      await phone.context.setOffline(true)
      await takeSteps(page, steps.slice(5))
      await page.getByText('待发送（尚未提交）').waitFor()
      await phone.context.setOffline(false)
      await page.goto(`/items/${codes.household}/file`)
      return caseNo
    }
    const [{ id: annId } = { id: '' }] = await (async () => {
      await beginFiling(page, codes.licence, '陈永福')
      return journey.server.query<{ id: string }>('SELECT id FROM accounts')
    })()
    const caseNo = await live()
    const before = await readEverything(page)
    // What is looked for is really there to be found.
    for (const trace of [annId, '"posted"', '"lock"', codes.licence]) expect(before, trace).toContain(trace)

    // The sign-in ends; somebody else signs in.
    await journey.server.endSessions()
    await page.goto('/sign-in?returnTo=/me')
    await signIn(page, '李敏')
    await page.getByText('李敏').waitFor()
    await page.goto('/')
    await page.getByRole('heading', { name: '常办事项' }).waitFor()
    const after = await readEverything(page)
    for (const trace of [annId, caseNo, '陈永福', '"posted"', '"lock"', 'recent-items', codes.licence]) {
      expect(after, trace).not.toContain(trace)
    }

    // And after signing out, nothing of this one either.
    await page.goto('/me')
    await tap(page, '退出登录')
    await tap(page, '清除并退出')
    await page.getByText('还没有登录').waitFor()
    const left = await readEverything(page)
    const [{ id } = { id: '' }] = await journey.server
      .query<{ id: string }>('SELECT id FROM accounts WHERE id <> $1', [annId])
    for (const trace of [id, '李敏', 'lastAccount', '"lock"']) expect(left, trace).not.toContain(trace)
  })
})
