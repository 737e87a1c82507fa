/** `npm run catalogue:check`: every finding on the console; exit code 1 when the server would refuse to start. */
import { plainDateAt } from '../../src/domain/plainDate.ts'
import { formatFinding } from './finding.ts'
import { loadCatalogue } from './loadCatalogue.ts'

const catalogue = loadCatalogue({ today: () => plainDateAt(new Date().toISOString()) })
const findings = catalogue.ok ? catalogue.value.warnings : catalogue.error
for (const finding of findings) process.stdout.write(`${formatFinding(finding)}\n`)
process.stdout.write(`${catalogue.ok ? `ok: ${catalogue.value.view.items.length} items` : 'refused'}, ${findings.length} findings\n`)
process.exitCode = catalogue.ok ? 0 : 1
