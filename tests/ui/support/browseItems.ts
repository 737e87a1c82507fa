import type { Item } from '../../../src/domain/item.ts'
import { catalogueOf, otherItem, sampleItem } from './sampleItem.ts'

/** Items that differ in what browsing narrows by; a branch and an event that have none. */
const items: Item[] = [
  { ...sampleItem, code: 'pigeons', lifeEvents: ['pets'] },
  { ...sampleItem, code: 'parrots', plainName: '在家养鹦鹉', visit: null, onlineDepth: 'full', fees: [], materials: [] },
  { ...sampleItem, code: 'wildlife', plainName: '养野生动物', branch: 'nature', lifeEvents: ['pets'], fees: [] },
  { ...otherItem, code: 'fireworks', lifeEvents: ['shows'] },
]

const served = catalogueOf(...items)

export const browseCatalogue = {
  ...served,
  catalogue: {
    ...served.catalogue,
    tags: {
      version: 'test',
      branches: [
        { id: 'publicOrder', name: '治安', en: 'Public order' }, { id: 'nature', name: '森林', en: 'Forests' },
        { id: 'borders', name: '边防', en: 'Borders' },
      ],
      lifeEvents: [
        { id: 'pets', audience: 'individual' as const, name: '养宠物', en: 'Pets' },
        { id: 'moving', audience: 'individual' as const, name: '搬家', en: 'Moving' },
        { id: 'shows', audience: 'organisation' as const, name: '办活动', en: 'Shows' },
      ],
    },
  },
}
