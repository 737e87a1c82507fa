import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { measureBytes, overBudget } from '../../support/measureBytes.mjs'
import { plantTree } from '../../support/plantTree.ts'

/** Random text does not compress: base64 travels at about three quarters of its length. */
const noise = (bytes: number) => randomBytes(bytes).toString('base64')

/** A built page: an entry that imports `shared` statically and `later` lazily. */
const dist = (sizes: { entry?: number, shared?: number, core?: number, later?: number, heic?: number }, sharedName = 'shared.js') => plantTree({
  'index.html': '<link rel="stylesheet" href="/assets/main.css"><script type="module" src="/assets/entry.js"></script>',
  'assets/main.css': 'body{margin:0}',
  'assets/entry.js': noise(sizes.entry ?? 100),
  [`assets/${sharedName}`]: noise(sizes.shared ?? 100),
  'assets/core-x.js': noise(sizes.core ?? 100),
  'assets/later.js': noise(sizes.later ?? 100),
  'assets/libheif-x.wasm': noise(sizes.heic ?? 100),
  '.vite/manifest.json': JSON.stringify({
    'index.html': { file: 'assets/entry.js', isEntry: true, imports: ['_shared.js'], dynamicImports: ['later.vue'] },
    '_shared.js': { file: `assets/${sharedName}` },
    'later.vue': { file: 'assets/later.js', src: 'later.vue', isDynamicEntry: true, imports: ['_shared.js', '_core.js'] },
    '_core.js': { file: 'assets/core-x.js' },
  }),
})

test('a small page is within its budgets, and every file is counted once', () => {
  const parts = measureBytes(dist({}))
  expect(overBudget(parts)).toEqual([])
  expect(parts.map(({ files }) => files.sort())).toEqual([
    ['assets/entry.js', 'assets/main.css', 'assets/shared.js', 'index.html'],
    ['assets/core-x.js'],
    ['assets/later.js'],
    ['assets/libheif-x.wasm'],
  ])
})

test('an entry over the budget is reported', () => {
  expect(overBudget(measureBytes(dist({ entry: 46_000 })))).toEqual([expect.stringMatching(/^first route: .* over its 45000/)])
})

test('bytes hidden in a static import are reported', () => {
  expect(overBudget(measureBytes(dist({ entry: 23_000, shared: 23_000 })))).toEqual([expect.stringMatching(/^first route: /)])
})

test('the parts all other pages share have a budget of their own', () => {
  expect(overBudget(measureBytes(dist({ core: 36_000 })))).toEqual([expect.stringMatching(/^shared by all other pages: /)])
})

test('a lazily loaded part over its budget is reported', () => {
  expect(overBudget(measureBytes(dist({ later: 24_000 })))).toEqual([expect.stringMatching(/^later\.vue: /)])
})

test('a part of a page comes on top of that page, which has a budget of its own', () => {
  const parts = measureBytes(plantTree({
    'index.html': '', 'assets/entry.js': noise(100), 'assets/page.js': noise(20_000), 'assets/part.js': noise(5_000),
    '.vite/manifest.json': JSON.stringify({
      'index.html': { file: 'assets/entry.js', isEntry: true },
      'page.vue': { file: 'assets/page.js', src: 'page.vue', isDynamicEntry: true },
      'part.ts': { file: 'assets/part.js', src: 'part.ts', isDynamicEntry: true, imports: ['page.vue'] },
    }),
  }))
  expect(parts.filter(({ name }) => /^pa/.test(name)).map(({ files }) => files)).toEqual([['assets/page.js'], ['assets/part.js']])
  expect(overBudget(parts)).toEqual([])
})

test('the texts of a language have a budget of their own', () => {
  const texts = (bytes: number) => overBudget(measureBytes(plantTree({
    'index.html': '', 'assets/entry.js': noise(100), 'assets/en.js': noise(bytes),
    '.vite/manifest.json': JSON.stringify({
      'index.html': { file: 'assets/entry.js', isEntry: true },
      'src/locales/en.json?raw': { file: 'assets/en.js', src: 'src/locales/en.json?raw', isDynamicEntry: true },
    }),
  })))
  expect(texts(22_500)).toEqual([])
  expect(texts(24_000)).toEqual([expect.stringMatching(/^src\/locales\/en\.json\?raw: .* over its 23000/)])
})

test('axios on the first route is reported, however small', () => {
  expect(overBudget(measureBytes(dist({}, 'axios-x.js')))).toEqual([expect.stringMatching(/^first route: loads assets\/axios/)])
})

test('the HEIC decoder has a budget of its own, and no place on the first route', () => {
  expect(overBudget(measureBytes(dist({ heic: 400_000 })))).toEqual([expect.stringMatching(/^HEIC decoder/)])
  expect(overBudget(measureBytes(dist({}, 'heic-x.js')))).toEqual([expect.stringMatching(/^first route: loads assets\/heic/)])
})
