import { flushPromises } from '@vue/test-utils'
import { vi } from 'vitest'
import { listChecklists } from '../../../src/offline/checklists.ts'
import type { Page } from './openGuide.ts'

/** What a resident does with the checklist of an item's guide, each until it is kept on the device. */
export function checklistOf(page: Page, code: string) {
  /** Waits until the lists on the device are others than before, and nothing more is on its way. */
  const untilKept = async (act: () => Promise<unknown> | undefined) => {
    const read = async () => JSON.stringify(await listChecklists(code))
    const before = await read()
    await act()
    await vi.waitFor(async () => {
      if (await read() === before) throw new Error('nothing was kept')
    }, 4000)
    await flushPromises()
  }
  const boxOf = (name: string) => page.findAll<HTMLInputElement>('label.tick')
    .find((label) => label.text() === name)?.get<HTMLInputElement>('input')
  const button = (label: string) => page.findAll('.checklist button').find((one) => one.text().includes(label))
  return {
    kept: () => listChecklists(code),
    isTicked: (name: string) => boxOf(name)?.element.checked,
    /** Where things stand, in words. */
    progress: () => page.find('.checklist .progress .label').exists() ? page.get('.checklist .progress .label').text() : '',
    tick: (name: string, ready = true) => untilKept(() => boxOf(name)?.setValue(ready)),
    addPerson: (name: string) => untilKept(async () => {
      await page.get('#checklist-name').setValue(name)
      await page.get('form.add').trigger('submit')
    }),
    press: (label: string) => untilKept(() => button(label)?.trigger('click')),
  }
}
