/** Files an item as a resident who has filed before, and counts what it takes: taps and typed characters. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { exampleFacts } from '../../mock-api/catalogue/exampleFacts.ts'
import { projectRoot } from '../../mock-api/projectRoot.ts'
import type { ItemFile } from '../../src/domain/item.ts'
import { photo } from './journeyFiles.ts'
import type { Person } from './journeySteps.ts'
import { atFirstStep, atStep } from './journeySteps.ts'

export interface Effort {
  taps: number
  typed: number
}

/** An item's file, `P1103`. */
export function readItem(name: string): ItemFile {
  return JSON.parse(readFileSync(join(projectRoot(), `mock-api/catalogue/items/${name}.json`), 'utf8')) as ItemFile
}

/** Who files the item in a demonstration, and how: the first example that may be accepted and that no agent files. */
export function chooseExample(item: ItemFile, today: string) {
  const example = item.examples.find(({ expect, facts }) =>
    expect.verdict.startsWith('acceptable') && facts.capacity !== 'agent')
  if (!example) throw new Error(`${item.code} has no example that is accepted`)
  const { answers, form } = exampleFacts(item, { ...example, facts: { ...example.facts, today } })
  return { capacity: example.facts.capacity, answers, form }
}

export type Chosen = ReturnType<typeof chooseExample>

export function personFor(item: ItemFile, { capacity }: Chosen): Person {
  if (capacity === 'legalRepresentative') return '王强'
  return item.code.endsWith('4440100011003') ? '陈永福' : '李敏'
}

/** From the guide's 在线申报 to the last tap; the page shows the guide, its questions unanswered. */
export async function countTaps(page: Page, item: ItemFile, chosen: Chosen, signer: Person): Promise<Effort> {
  const effort: Effort = { taps: 0, typed: 0 }
  const hands = handsOf(effort)
  const { tapOn } = hands
  const onward = () => tapOn(page.locator('button.main'))

  await tapOn(page.getByRole('link', { name: '在线申报' }))
  // Shown once a version: a returning resident begins with whom it is for.
  if (await atFirstStep(page) === '个人信息处理告知') await onward()
  await atStep(page, '给谁办？')
  await onward()
  await atStep(page, '选一选您的情况')
  await answer(page, item.questions.map(({ id }) => id), 'answers', chosen.answers, tapOn)
  await onward()
  await atStep(page, '填写申请信息')
  await fillIn(page, item, chosen, hands)
  await onward()
  await atStep(page, '交材料')
  await giveMaterials(page, item, hands)
  await onward()
  await atStep(page, '核对一遍')
  await onward()
  await atStep(page, '阅读并签署')
  await signAll(page, signer, { ...hands, onward })
  await page.getByText('已收件').waitFor()
  return effort
}

/** The button, and the picture in the phone's own picker. */
const photoTaps = 2

interface Hands {
  count(taps: number): void
  tapOn(target: Locator): Promise<void>
  typeInto(target: Locator, text: string): Promise<void>
}

function handsOf(effort: Effort): Hands {
  const tapOn = async (target: Locator) => {
    effort.taps += 1
    await target.click()
  }
  return {
    count: (taps) => { effort.taps += taps },
    tapOn,
    typeInto: async (target, text) => {
      effort.typed += [...text].length
      await tapOn(target)
      await target.fill(text)
    },
  }
}

/** Chooses in every group of these that is there and open; an answer may open the next. */
async function answer(
  page: Page, ids: string[], kind: 'answers' | 'form', values: Record<string, string>, tapOn: Hands['tapOn'],
): Promise<void> {
  for (const id of ids) {
    const radios = radiosOf(page, `control-${kind}-${id}`)
    if (!await isOpen(radios)) continue
    const wanted = radios.and(page.locator(`[value="${values[id]}"]`))
    await tapOn(await wanted.count() === 1 ? wanted : radios.first())
  }
}

const radiosOf = (page: Page, name: string) => page.locator(`input[type=radio][name="${name}"]`)

/** Whether it is asked and nothing is chosen yet. */
async function isOpen(radios: Locator): Promise<boolean> {
  const checked = await radios.evaluateAll((all) => all.map((radio) => (radio as HTMLInputElement).checked))
  return checked.length > 0 && !checked.includes(true)
}

async function fillIn(page: Page, item: ItemFile, { form }: Chosen, { tapOn, typeInto }: Hands): Promise<void> {
  for (const field of item.form.flatMap(({ fields }) => fields)) {
    const control = page.locator(`#control-form-${field.id}`)
    if (!field.required || await control.count() === 0) continue
    if (await radiosOf(page, `control-form-${field.id}`).count() > 0) {
      await answer(page, [field.id], 'form', form, tapOn)
    } else if (await control.inputValue() === '') {
      const value = form[field.id] ?? ''
      if (field.kind === 'choice') {
        await tapOn(control)
        await control.selectOption(value)
      } else if (field.kind === 'date') {
        await typeDate(control, value, typeInto)
      } else await typeInto(control, value)
    }
  }
}

/** A date is eight digits to type, whatever separates them. */
async function typeDate(control: Locator, value: string, typeInto: Hands['typeInto']): Promise<void> {
  await typeInto(control, value.replaceAll('-', '')).catch(() => undefined)
  await control.fill(value)
}

/** From the library where that lends, else as a photo: the button, and the picture. */
async function giveMaterials(page: Page, item: ItemFile, { tapOn, count }: Hands): Promise<void> {
  for (const { id, name, kind, necessity } of item.materials) {
    const card = page.getByRole('region', { name, exact: true })
    if (kind === 'form' || necessity === 2 || await card.count() === 0) continue
    const radios = radiosOf(page, `control-provisions-${id}`)
    const library = radios.and(page.locator('[value=library]'))
    if (await isOpen(radios)) {
      await tapOn(await library.count() > 0 ? library : radios.and(page.locator('[value=file]')))
    }
    const picker = card.getByLabel('选择文件')
    if (await picker.count() === 0) continue
    count(photoTaps)
    await picker.setInputFiles([await photo()])
    await card.getByText('已添加 1 个').waitFor()
  }
}

async function signAll(
  page: Page, signer: Person, { tapOn, typeInto, onward }: Hands & { onward(): Promise<void> },
): Promise<void> {
  const total = Number(/共 (\d+) 份/.exec(await page.getByText(/第 \d+ 份，共 \d+ 份/).innerText())?.[1])
  for (let index = 1; index <= total; index += 1) {
    await page.getByText(`第 ${index} 份，共 ${total} 份`).waitFor()
    for (const box of await page.getByRole('checkbox').all()) await tapOn(box)
    const name = page.getByLabel('签署人姓名', { exact: true })
    if (await name.inputValue() === '') await typeInto(name, signer)
    await onward()
  }
}
