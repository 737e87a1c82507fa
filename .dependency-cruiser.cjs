/**
 * The arrows of the house, each named by the sentence it guards. Type imports count (tsPreCompilationDeps), and so do
 * dynamic ones. `tests/architecture/arrows.test.ts` runs this over src and mock-api.
 */

/** Everything below a folder that is not one of the allowed places and not an npm package or Node itself. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|mock-api|tests)/', pathNot: [from, ...allowed] },
})

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },

    {
      name: 'domain imports nothing',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    only('contract imports only the domain', '^src/contract/', ['^src/domain/']),
    only('platform imports only contract, domain and locales', '^src/platform/',
      ['^src/contract/', '^src/domain/', '^src/locales/']),
    only('offline imports only contract and domain', '^src/offline/', ['^src/contract/', '^src/domain/']),
    only('the service worker imports only offline, contract and domain', '^src/sw/',
      ['^src/offline/', '^src/contract/', '^src/domain/']),
    only('stores import only platform, offline, contract and domain', '^src/stores/',
      ['^src/platform/', '^src/offline/', '^src/contract/', '^src/domain/']),
    only('ui components know nothing but the rules and the texts', '^src/ui/',
      ['^src/domain/', '^src/contract/', '^src/platform/(i18n|format)']),
    only('features import only ui, stores, platform, offline, contract and domain', '^src/features/',
      ['^src/ui/', '^src/stores/', '^src/platform/', '^src/offline/', '^src/contract/', '^src/domain/']),
    {
      name: 'features never import each other',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/([^/]+)/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'ui components do not fetch, route or hold state',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: 'node_modules/(axios|pinia|vue-router|idb)/' },
    },
    {
      name: 'nothing below imports the app',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(app/|main\\.ts$)' },
      to: { path: '^src/(app/|main\\.ts$)' },
    },
    {
      name: 'the page never imports the server',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^mock-api/' },
    },
    {
      name: 'only contract and the server speak TypeBox',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/contract/' },
      to: { path: 'node_modules/typebox/' },
    },
    {
      name: 'only platform speaks axios',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/' },
      to: { path: 'node_modules/axios/' },
    },
    {
      name: 'axios is loaded lazily',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: 'node_modules/axios/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the page runs without Node',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/prerender/' },
      to: { dependencyTypes: ['core'] },
    },

    {
      name: 'the server imports only contract and domain of the page',
      severity: 'error',
      from: { path: '^mock-api/' },
      to: { path: '^src/', pathNot: '^src/(contract|domain)/' },
    },
    {
      name: 'routes reach the database only through use-cases',
      severity: 'error',
      from: { path: '^mock-api/routes/' },
      to: {
        path: '^mock-api/(repositories|database)/|node_modules/(pg|drizzle-orm|@electric-sql)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'use-cases know neither routes nor http',
      severity: 'error',
      from: { path: '^mock-api/use-cases/' },
      to: { path: '^mock-api/(routes|http)/|node_modules/(@fastify|fastify)/' },
    },
    {
      name: 'repositories hold SQL only',
      severity: 'error',
      from: { path: '^mock-api/repositories/' },
      to: { path: '^mock-api/(routes|use-cases|http|adapters)/' },
    },
    {
      name: 'adapters know neither routes nor use-cases',
      severity: 'error',
      from: { path: '^mock-api/adapters/' },
      to: { path: '^mock-api/(routes|use-cases)/' },
    },
    {
      name: 'only the database folder opens a database',
      severity: 'error',
      from: { path: '^mock-api/', pathNot: '^mock-api/database/' },
      to: { path: 'node_modules/(pg|@electric-sql)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the database knows no table',
      severity: 'error',
      from: { path: '^mock-api/database/' },
      to: { path: '^mock-api/(routes|use-cases|repositories|http|adapters)/' },
    },
    {
      name: 'the embedded engine knows only the database',
      severity: 'error',
      from: { path: '^mock-api/database/embedded/' },
      to: { path: '^(mock-api|src)/', pathNot: '^mock-api/(database/|projectRoot\\.ts$)' },
    },
    {
      name: 'product code never imports tests',
      severity: 'error',
      from: { path: '^(src|mock-api)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'every import resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|data)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.vue', '.json', '.d.ts'],
    },
  },
}
