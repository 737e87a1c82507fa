import { afterEach, beforeEach, expect, it } from 'vitest'
import type { PlaceView } from '../../../../src/contract/catalogueViews.ts'
import { freshDevice } from '../../support/freshDevice.ts'
import { leaveGuide, openGuide } from '../../support/openGuide.ts'
import { catalogueOf, sampleCatalogue, sampleItem } from '../../support/sampleItem.ts'

const [hall] = sampleCatalogue.places.places
const station = {
  ...hall, id: 'station', name: '城中派出所', kind: '派出所', address: '城中路 1 号', hours: '周一至周五 9:00–17:00',
  phone: '020-44444444', note: '只收纸质材料', source: '分局网站', asOf: '2026-01-15',
} as PlaceView

beforeEach(freshDevice)
afterEach(leaveGuide)

async function openPlaces(places: string[]) {
  const served = catalogueOf({ ...sampleItem, places })
  const catalogue = { ...served.catalogue, places: { version: 'test', places: [hall, station] as PlaceView[] } }
  const page = await openGuide({ served: { ...served, catalogue } })
  return page.findAll('#places .place')
}

it('says 未公布 for what is not published, and never guesses', async () => {
  const [place] = await openPlaces(['hall'])
  expect(place?.get('h3').text()).toBe('办证大厅')
  expect(place?.findAll('dl div').map((row) => row.text())).toEqual(['地址未公布', '开放时间未公布', '电话未公布'])
  expect(place?.find('a').exists()).toBe(false)
})

it('gives address, hours and a telephone to tap, and where that was read', async () => {
  const [place] = await openPlaces(['station'])
  expect(place?.findAll('dd').map((value) => value.text())).toEqual(['城中路 1 号', '周一至周五 9:00–17:00', '020-44444444'])
  expect(place?.get('a').attributes('href')).toBe('tel:020-44444444')
  expect(place?.text()).toContain('只收纸质材料')
  expect(place?.get('.source').text()).toBe('来源：分局网站（截至 2026年1月15日）')
})

it('lists them in the order of the item, and leaves out what is not in the list', async () => {
  const places = await openPlaces(['station', 'nowhere', 'hall'])
  expect(places.map((place) => place.get('h3').text())).toEqual(['城中派出所', '办证大厅'])
})

it('is no part of the page where no place is known', async () => {
  expect(await openPlaces([])).toEqual([])
})
