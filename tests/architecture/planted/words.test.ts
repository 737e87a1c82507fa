import { expect, test } from 'vitest'
import { plantTree } from '../../support/plantTree.ts'
import { listBureauWords } from '../bureauWords.ts'

test.each([
  ['an item code', 'src/features/a/useA.ts', "export const isPassport = (code: string) => code === 'P0203'"],
  ['an item id', 'mock-api/use-cases/a.ts', "export const id = '11449999000000019F4440100003001'"],
  ['a hotline', 'src/ui/CallUs.vue', '<template><a href="tel:02082662270">x</a></template>'],
  ['a bureau in the texts', 'src/locales/zh-Hans.json', '{ "app": { "title": "增城办证" } }'],
  ['a city in a migration', 'mock-api/migrations/0001.sql', "insert into city values ('广州')"],
])('%s outside the catalogue is reported', (_what, path, text) => {
  expect(listBureauWords(plantTree({ [path]: text }))).toEqual([expect.stringContaining(`${path}: `)])
})

test('the catalogue may name them', () => {
  expect(listBureauWords(plantTree({ 'mock-api/catalogue/items/a.json': '{ "code": "P0203", "bureau": "广州" }' }))).toEqual([])
})
