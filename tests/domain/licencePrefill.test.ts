import { expect, it } from 'vitest'
import { findLicenceValue, licenceSources } from '../../src/domain/licencePrefill.ts'

const vehicle = { kind: 'vehicleLicence', name: '机动车行驶证', plate: '粤A00000' }
const driving = { kind: 'drivingLicence', name: '机动车驾驶证', validUntil: '2027-01-30' }

it('takes over the member of the kind that is named, and says of which licence', () => {
  expect(findLicenceValue('licence.vehicleLicence.plate', [driving, vehicle]))
    .toEqual({ value: '粤A00000', name: '机动车行驶证' })
  expect(findLicenceValue('licence.drivingLicence.validUntil', [driving, vehicle]))
    .toEqual({ value: '2027-01-30', name: '机动车驾驶证' })
})

it('of two vehicles none is chosen; twice the same one is no doubt', () => {
  const second = { ...vehicle, plate: '粤A00001' }
  expect(findLicenceValue('licence.vehicleLicence.plate', [vehicle, second])).toBeUndefined()
  expect(findLicenceValue('licence.vehicleLicence.plate', [vehicle, vehicle])?.value).toBe('粤A00000')
})

it.each([
  'licence.vehicleLicence.validUntil', 'licence.vehicleLicence.number', 'licence.constructor.name',
  'licence.drivingLicence.plate', 'filer.name', '',
])('%s is no source', (prefill) => {
  expect(licenceSources).not.toContain(prefill)
  expect(findLicenceValue(prefill, [{ ...vehicle, ...{ validUntil: '2027-01-30', number: 'x' } }, driving])).toBeUndefined()
})

it('a licence without the member, or of a kind nobody knows, gives nothing', () => {
  expect(findLicenceValue('licence.vehicleLicence.plate', [{ kind: 'vehicleLicence', name: '行驶证' }])).toBeUndefined()
  expect(findLicenceValue('licence.vehicleLicence.plate', [{ ...vehicle, kind: 'toString' }])).toBeUndefined()
})
