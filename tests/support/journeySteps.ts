/** What a resident does, in the words on the screen. Waits are for what becomes visible, never for time. */
import type { Locator, Page } from 'playwright-core'
import type { GivenFile } from './journeyFiles.ts'

export type Person = '陈永福' | '李敏' | '王强' | '赵磊' | '何嘉欣' | 'Anna Sample'

/** Items of the catalogue, by what they are about. */
export const codes = {
  household: '11449999000000019F4440100001001', passport: '11449999000000019F4440100002003',
  travelPermit: '11449999000000019F4440100003001', licence: '11449999000000019F4440100011003',
  borderPass: '11449999000000019F4440100007001', event: '11449999000000019F4440100016001',
}

export const tap = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click()

/** Taps 去登录 and chooses a person at the stand-in provider; ends where the sign-in began. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await tap(page, '去登录')
  await choosePerson(page, person)
}

export async function choosePerson(page: Page, person: Person): Promise<void> {
  await page.getByRole('heading', { name: '演示身份提供方' }).waitFor()
  await page.getByRole('button', { name: person }).click()
}

/** Opens an item's filing from its guide's address and signs in; ends on the notice. */
export async function beginFiling(page: Page, code: string, person: Person): Promise<void> {
  await page.goto(`/items/${code}/file`)
  await signIn(page, person)
  await atFirstStep(page)
}

/** The first screen of a filing: the notice, or, where it was shown before, who it is for. Gives which. */
export async function atFirstStep(page: Page): Promise<string> {
  const heading = page.getByRole('heading', { name: /^(个人信息处理告知|给谁办？)$/ })
  await heading.waitFor()
  return heading.innerText()
}

/** Waits for a step of the filing by its heading. */
export async function atStep(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { name: heading, exact: true }).waitFor()
}

export const next = (page: Page) => tap(page, '下一步')

/** A name that begins with these words; hints follow. */
const beginning = (words: string) => new RegExp(`^${words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)

/** A group of radio buttons by its legend. */
export const group = (page: Page | Locator, legend: string) => page.getByRole('group', { name: legend })

export async function choose(page: Page | Locator, legend: string, option: string): Promise<void> {
  const choices = group(page, legend)
  await choices.waitFor()
  // “是” is one option and begins another: “是，但……”.
  const exact = choices.getByRole('radio', { name: option, exact: true })
  await (await exact.count() === 1 ? exact : choices.getByRole('radio', { name: beginning(option) })).check()
}

export async function fill(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(value)
}

export const material = (page: Page, name: string) => page.getByRole('region', { name })

type WayOnScreen = '现在上传' | '从我的证照取' | '用以前交过的' | '以后补交' | '书面承诺代替'

/** Chooses how a material is given. */
export async function give(page: Page, name: string, way: WayOnScreen): Promise<void> {
  await material(page, name).getByRole('radio', { name: way }).check()
}

/** Adds files to a material, by the file picker, and waits until the phone has them. */
export async function attach(page: Page, name: string, files: GivenFile[]): Promise<void> {
  const card = material(page, name)
  const upload = card.getByRole('radio', { name: '现在上传' })
  await card.waitFor()
  if (await upload.count() > 0) await upload.check()
  await card.getByLabel('选择文件').setInputFiles(files)
  await card.getByText(`已添加 ${files.length} 个`).waitFor()
}

/** Reads, ticks every statement and signs by name, document after document; gives how many there were. */
export async function signEverything(page: Page, name: string): Promise<number> {
  await atStep(page, '阅读并签署')
  const total = Number(/共 (\d+) 份/.exec(await page.getByText(/第 \d+ 份，共 \d+ 份/).innerText())?.[1])
  for (let index = 1; index <= total; index += 1) {
    await page.getByText(`第 ${index} 份，共 ${total} 份`).waitFor()
    await signShown(page, name)
    await tap(page, index === total ? '签署并提交' : '签署并看下一份')
  }
  return total
}

/** Ticks and signs the document on the screen, without going on. */
export async function signShown(page: Page, name: string): Promise<void> {
  await page.getByText('已读到最后').scrollIntoViewIfNeeded()
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await fill(page, '签署人姓名', name)
}

/** Waits for the receipt and gives the case number. */
export async function readReceipt(page: Page): Promise<string> {
  await page.getByText('已收件').waitFor()
  return page.getByText(/^\d[0-9A-Z]{20,}$/).innerText()
}

/** From the receipt to the case. */
export async function openCase(page: Page): Promise<void> {
  await page.getByRole('link', { name: '查看办件进度' }).click()
  await page.getByText('办件编号').first().waitFor()
}

/** Waits until the page works without a network: the service worker has its files and the page is under its control. */
export async function readyForOffline(page: Page): Promise<void> {
  // It fetches the whole shell first: on a busy machine that takes longer than a step may.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 60_000 })
}

export interface FilingStep {
  /** The heading that shows this step. */
  name: string
  /** Does what the step asks and goes on. */
  take(page: Page): Promise<void>
}

/** 陈永福 renews his driving licence, step by step from the notice to the last signature. */
export function licenceSteps(photo: GivenFile): FilingStep[] {
  return [
    { name: '个人信息处理告知', take: next },
    { name: '给谁办？', take: next },
    {
      name: '选一选您的情况',
      async take(page) {
        await choose(page, '现在的驾驶证是哪里核发的？', '广州')
        await choose(page, '交通违法和事故都处理完了吗？', '都处理完了')
        await choose(page, '驾驶证上的准驾车型有哪一类？', '只有小型汽车')
        await next(page)
      },
    },
    {
      name: '填写申请信息',
      async take(page) {
        await fill(page, '现在的驾驶证有效期到哪天', '2026-04-20')
        await choose(page, '怎么取新驾驶证', '寄到家')
        await fill(page, '收件地址', '示例市示例区榕荫街 7 号')
        await next(page)
      },
    },
    {
      name: '交材料',
      async take(page) {
        await give(page, '驾驶人身份证明', '从我的证照取')
        await give(page, '机动车驾驶人身体条件证明', '从我的证照取')
        await attach(page, '驾驶证照片', [photo])
        await next(page)
      },
    },
    { name: '核对一遍', take: (page) => tap(page, '去签署') },
    { name: '阅读并签署', take: async (page) => { await signEverything(page, '陈永福') } },
  ]
}

/** Takes the steps from the one named to the end, or to before `until`. */
export async function takeSteps(page: Page, steps: FilingStep[], until?: string): Promise<void> {
  for (const { name, take } of steps) {
    // What was shown before is not shown again.
    if (name === '个人信息处理告知' && name !== until && await atFirstStep(page) !== name) continue
    await atStep(page, name)
    if (name === until) return
    await take(page)
  }
}
