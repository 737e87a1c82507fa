import { flushPromises } from '@vue/test-utils'
import type { VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LicenceView } from '../../../../src/contract/accountViews.ts'
import type { Item } from '../../../../src/domain/item.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { account, openFormStep } from '../../support/openFormStep.ts'
import type { FormStep } from '../../support/openFormStep.ts'

const form: Item['form'] = [{
  id: 'car', title: '车辆', fields: [
    { id: 'plate', label: '车牌号', kind: 'plate', required: true, prefill: 'licence.vehicleLicence.plate', basis: '测试' },
    { id: 'contactPhone', label: '联系电话', kind: 'phone', required: true, prefill: 'filer.phone', basis: '测试' },
  ],
}]
const vehicle: LicenceView = {
  id: 'car', heldBy: account.idNumber, kind: 'vehicleLicence', name: '机动车行驶证', holder: account.name,
  maskedNumber: '粤A****0', plate: '粤A00000',
}
const company = { name: '示例演艺有限公司', uscc: '91449999MA00000073' }

let page: VueWrapper | undefined
// The first one loads the whole feature.
vi.setConfig({ testTimeout: 20_000 })
beforeEach(freshDevice)
afterEach(() => page?.unmount())

const plate = () => page!.get<HTMLInputElement>('input[id*="plate"]')
const open = async (step: Omit<FormStep, 'form'>) => { page = await openFormStep({ form, ...step }) }

it('fills the plate in from the licence library, says so, and leaves it to the resident', async () => {
  await open({ licences: [vehicle] })
  await vi.waitFor(() => expect(plate().element.value).toBe('粤A00000'))
  expect(page!.text()).toContain('已自动填好，来自证照库（机动车行驶证），不对可以改')
  expect(page!.text()).toContain('已自动填好，来自登录信息')
  await plate().setValue('粤A00001')
  await flushPromises()
  expect(page!.text()).not.toContain('来自证照库')
  await plate().setValue('')
  await flushPromises()
  expect(plate().element.value).toBe('')
})

it.each<[string, Omit<FormStep, 'form'>]>([
  ['of somebody else', { licences: [{ ...vehicle, heldBy: '449999199003070015' }] }],
  ['that has run out', { licences: [{ ...vehicle, validUntil: '2020-01-01' }] }],
  ['of two cars', { licences: [vehicle, { ...vehicle, id: 'other', plate: '粤A00001' }] }],
  ['for an agent', { licences: [vehicle], begun: { capacity: 'agent' } }],
  ['of the representative, filing for the organisation', {
    licences: [vehicle], begun: { capacity: 'legalRepresentative', organisation: company },
  }],
])('takes nothing from a licence %s', async (_name, step) => {
  await open(step)
  await vi.waitFor(() => expect(page!.text()).toContain('来自登录信息'))
  await flushPromises()
  expect([plate().element.value, page!.text().includes('来自证照库')]).toEqual(['', false])
})

it('what was typed before stays', async () => {
  await open({ licences: [vehicle], begun: { form: { plate: '粤A99999' } } })
  await vi.waitFor(() => expect(page!.text()).toContain('来自登录信息'))
  expect(plate().element.value).toBe('粤A99999')
})
