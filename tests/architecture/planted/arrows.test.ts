import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { plantTree } from '../../support/plantTree.ts'
import { cruiseArrows } from '../cruiseArrows.ts'

const { forbidden } = createRequire(import.meta.url)('../../../.dependency-cruiser.cjs')

/** Both roots exist in every planted tree, as they do here. */
const house = { 'src/main.ts': 'export {}', 'mock-api/server.ts': 'export {}' }

/** From a file to what it must not import; the target is written too when it is ours. */
const planted: [rule: string, from: string, to: string, statement?: string][] = [
  ['domain imports nothing', 'src/domain/fees.ts', 'src/contract/views.ts'],
  ['domain imports nothing', 'src/domain/fees.ts', 'axios'],
  ['contract imports only the domain', 'src/contract/views.ts', 'src/platform/http.ts'],
  ['platform imports only contract, domain and locales', 'src/platform/http.ts', 'src/stores/session.ts'],
  ['offline imports only contract and domain', 'src/offline/outbox.ts', 'src/platform/http.ts'],
  ['the service worker imports only offline, contract and domain', 'src/sw/serviceWorker.ts', 'src/platform/http.ts'],
  ['stores import only platform, offline, contract and domain', 'src/stores/cases.ts', 'src/ui/BigButton.vue'],
  ['ui components know nothing but the rules and the texts', 'src/ui/BigButton.vue', 'src/stores/session.ts'],
  ['ui components do not fetch, route or hold state', 'src/ui/BigButton.vue', 'vue-router'],
  ['features import only ui, stores, platform, offline, contract and domain', 'src/features/a/A.vue', 'src/sw/drain.ts'],
  ['features never import each other', 'src/features/file-permit/A.vue', 'src/features/track-case/B.vue'],
  ['nothing below imports the app', 'src/features/file-permit/A.vue', 'src/app/router.ts'],
  ['the page never imports the server', 'src/stores/cases.ts', 'mock-api/use-cases/submitFiling.ts', 'import type X from'],
  ['only contract and the server speak TypeBox', 'src/stores/cases.ts', 'typebox'],
  ['only platform speaks axios', 'src/stores/cases.ts', 'axios'],
  ['axios is loaded lazily', 'src/platform/http.ts', 'axios'],
  ['the page runs without Node', 'src/offline/outbox.ts', 'node:fs'],
  ['the server imports only contract and domain of the page', 'mock-api/routes/filings.ts', 'src/platform/clock.ts'],
  ['routes reach the database only through use-cases', 'mock-api/routes/filings.ts', 'mock-api/repositories/cases.ts'],
  ['routes reach the database only through use-cases', 'mock-api/routes/filings.ts', 'drizzle-orm'],
  ['use-cases know neither routes nor http', 'mock-api/use-cases/submitFiling.ts', 'mock-api/http/problem.ts'],
  ['repositories hold SQL only', 'mock-api/repositories/cases.ts', 'mock-api/adapters/sms/port.ts'],
  ['adapters know neither routes nor use-cases', 'mock-api/adapters/sms/port.ts', 'mock-api/use-cases/submitFiling.ts'],
  ['only the database folder opens a database', 'mock-api/use-cases/submitFiling.ts', 'pg'],
  ['the embedded engine knows only the database', 'mock-api/database/embedded/engine.ts', 'mock-api/repositories/cases.ts'],
  ['the database knows no table', 'mock-api/database/openDatabase.ts', 'mock-api/repositories/cases.ts'],
  ['product code never imports tests', 'mock-api/app.ts', 'tests/support/clock.ts'],
  ['every import resolves', 'src/stores/cases.ts', 'no-such-package'],
]

test.each(planted)('%s: %s → %s is reported', async (rule, from, to, statement = 'import X from') => {
  const ours = /^(src|mock-api|tests)\//.test(to)
  const target = ours ? '../'.repeat(from.split('/').length - 1) + to : to
  const code = `${statement} '${target}'\nexport const x: X = X`
  const text = from.endsWith('.vue') ? `<script setup lang="ts">\n${code.replace('export ', '')}\n</script>` : code
  const root = plantTree({ ...house, ...(ours && { [to]: 'export default 1' }), [from]: text })

  expect(await cruiseArrows(root)).toContainEqual(expect.stringContaining(`${rule}: ${from} → `))
})

test('no cycles: two files that import each other are reported', async () => {
  const root = plantTree({
    ...house,
    'src/domain/fees.ts': "import { b } from './money.ts'\nexport const a = () => b",
    'src/domain/money.ts': "import type { a } from './fees.ts'\nexport const b: typeof a | 1 = 1",
  })
  expect(await cruiseArrows(root)).toContainEqual(expect.stringMatching(/^no cycles: /))
})

const schema = { 'src/contract/filing.ts': "import { Type } from 'typebox'\nexport const Filing = Type.Object({})" }

const script = (code: string) => `<script setup lang="ts">\n${code}\n</script>`

test.each([
  ['a store', 'src/stores/cases.ts', "import { Filing } from '../contract/filing.ts'\nexport const x = Filing"],
  ['a component', 'src/ui/BigButton.vue', script("import { Filing } from '../contract/filing.ts'\nconst x = Filing")],
  ['a store, one step away', 'src/stores/cases.ts', "import { x } from '../contract/views.ts'\nexport const y = x"],
])('the page imports TypeBox schemas as types only: the value is reported in %s', async (_what, path, text) => {
  const views = { 'src/contract/views.ts': "import { Filing } from './filing.ts'\nexport const x = Filing" }
  expect(await cruiseArrows(plantTree({ ...house, ...schema, ...views, [path]: text }))).toEqual([
    expect.stringContaining(`the page imports TypeBox schemas as types only: ${path} → `),
  ])
})

test.each([
  ['a store', 'src/stores/cases.ts', "import type { Filing } from '../contract/filing.ts'\nexport type X = typeof Filing"],
  ['a component', 'src/ui/BigButton.vue', script("import type { Filing } from '../contract/filing.ts'\nlet x: Filing")],
])('the page imports TypeBox schemas as types only: the type is allowed in %s', async (_what, path, text) => {
  expect(await cruiseArrows(plantTree({ ...house, ...schema, [path]: text }))).toEqual([])
})

test('every rule has a planted violation', () => {
  const names = forbidden.map((rule: { name: string }) => rule.name)
  expect(new Set([...planted.map(([rule]) => rule), 'no cycles'])).toEqual(new Set(names))
})

test('what the house allows is not reported', async () => {
  const root = plantTree({
    ...house,
    'src/domain/fees.ts': 'export const fee = 1',
    'src/platform/http.ts': "export const http = async () => (await import('axios')).default",
    'src/ui/BigButton.vue': '<script setup lang="ts">\ndefineProps<{ label: string }>()\n</script>',
    'src/features/a/A.vue': `<script setup lang="ts">
import BigButton from '../../ui/BigButton.vue'
import { fee } from '../../domain/fees.ts'
import { http } from '../../platform/http.ts'
const x = [BigButton, fee, http]
</script>`,
    'mock-api/routes/fees.ts': "import { listFees } from '../use-cases/listFees.ts'\nexport const x = listFees",
    'mock-api/use-cases/listFees.ts': "import { fee } from '../../src/domain/fees.ts'\nexport const listFees = () => [fee]",
  })
  expect(await cruiseArrows(root)).toEqual([])
})
