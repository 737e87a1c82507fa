// @ts-check
// node runTypeScript.mjs <file.ts> …: runs a TypeScript module in a process of its own, which a test may kill.
import { runnerImport } from 'vite'

await runnerImport(/** @type {string} */ (process.argv[2]), { configFile: false, logLevel: 'error' })
