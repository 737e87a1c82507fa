/**
 * `npm run catalogue:check`, of the folder in CATALOGUE_DIR where that is set: every finding on the console; exit code
 * 1 when the server would refuse to start.
 */
import { plainDateAt } from '../../src/domain/plainDate.ts'
import { formatFinding } from './finding.ts'
import { loadCatalogue } from './loadCatalogue.ts'

const catalogue = loadCatalogue({
  today: () => plainDateAt(new Date().toISOString()), folder: process.env['CATALOGUE_DIR'] || undefined,
})
const findings = catalogue.ok ? catalogue.value.warnings : catalogue.error
for (const finding of findings) process.stdout.write(`${formatFinding(finding)}\n`)
const summary = catalogue.ok ? `ok: ${catalogue.value.view.items.length} items` : 'refused'
process.stdout.write(`${summary}, ${findings.length} findings\n`)
process.exitCode = catalogue.ok ? 0 : 1
