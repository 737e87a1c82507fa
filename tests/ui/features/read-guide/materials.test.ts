import { afterEach, beforeEach, expect, it } from 'vitest'
import type { PhotoRuleView } from '../../../../src/contract/catalogueViews.ts'
import type { Material } from '../../../../src/domain/item.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { leaveGuide, openGuide } from '../../support/openGuide.ts'
import { catalogueOf, sampleItem } from '../../support/sampleItem.ts'

const rule: PhotoRuleView = {
  id: 'passport', name: '护照照片', widthMm: 33, heightMm: 48, headWidthMm: [15, 22], headHeightMm: [28, 33],
  topGapMm: [3, 5], bottomGapMm: 7, background: 'white', dos: ['露出耳朵'], donts: ['戴帽子'], source: '照片标准', asOf: '2026-01-15',
}

beforeEach(freshDevice)
afterEach(leaveGuide)

/** The guide of an item with one material more. */
async function openWith(changed: Partial<Material>) {
  const material = { ...sampleItem.materials[0], id: 'photo', name: '照片', licence: undefined, ...changed } as Material
  const served = catalogueOf({ ...sampleItem, materials: [...sampleItem.materials, material] })
  const catalogue = { ...served.catalogue, photoRules: { version: 'test', rules: [rule] } }
  const page = await openGuide({ served: { ...served, catalogue } })
  return page.findAll('.material').filter((one) => one.get('.name').text() === '照片')[0]!
}

it('a photo is drawn with its measures, with dos and don’ts, and where that was read', async () => {
  const photo = await openWith({ photoRule: 'passport' })
  expect(photo.get('summary').text()).toBe('照片要求：护照照片')
  expect(photo.text()).toContain('宽 33 毫米，高 48 毫米')
  expect(photo.get('svg.photo').attributes('aria-label')).toContain('头长 28–33 毫米')
  expect(photo.findAll('.marks li').map((line) => line.text())).toEqual(['✓ 露出耳朵', '× 戴帽子'])
  expect(photo.text()).toContain('来源：照片标准（截至 2026年1月15日）')
})

it('a rule that is not in the catalogue is left out', async () => {
  const photo = await openWith({ photoRule: 'unknown' })
  expect(photo.find('svg.photo').exists()).toBe(false)
  expect(photo.findAll('summary').map((line) => line.text())).toEqual(['份数、来源和依据'])
})

it('a blank form is a tap away', async () => {
  const material = await openWith({ blankForm: 'attorney' })
  expect(material.get('.form-link').attributes('href')).toBe('/forms/attorney')
})

it('a good one is described line by line', async () => {
  const material = await openWith({ sample: ['四角齐全', '字迹清楚'] })
  const sample = material.findAll('details').find((details) => details.get('summary').text() === '合格的是什么样')
  expect(sample?.findAll('li').map((line) => line.text())).toEqual(['四角齐全', '字迹清楚'])
})

it('what was handed in before may be used again, and for how long', async () => {
  expect((await openWith({ reuse: { kind: 'portrait', months: 6 } })).text())
    .toContain('以前网上申报交过的，6 个月内可以再用，不用重传（拟定）')
  expect((await openWith({})).text()).not.toContain('可以再用')
})
