import vue from '@vitejs/plugin-vue'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

type Settings = NonNullable<TestProjectInlineConfiguration['test']>

/** One project per folder of tests/, so that each runs where its code runs: Node, a small DOM, or a real browser. */
const project = (name: string, settings: Settings = {}): TestProjectInlineConfiguration => ({
  plugins: [vue()],
  test: { name, include: [`tests/${name}/**/*.test.ts`], environment: 'node', ...settings },
})

export default defineConfig({
  test: {
    projects: [
      project('domain'),
      project('contract'),
      project('catalogue'),
      project('api', { testTimeout: 30_000, hookTimeout: 60_000 }),
      project('offline', { setupFiles: ['fake-indexeddb/auto'] }),
      project('ui', { environment: 'happy-dom', setupFiles: ['tests/support/loadTexts.ts'] }),
      project('architecture', { testTimeout: 60_000, hookTimeout: 60_000 }),
      // Alone and last: a browser and a server on two cores leave no room for anything else.
      project('journeys', {
        testTimeout: 180_000,
        hookTimeout: 120_000,
        fileParallelism: false,
        sequence: { groupOrder: 1 },
      }),
    ],
  },
})
