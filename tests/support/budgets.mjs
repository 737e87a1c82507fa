// @ts-check
// `npm run budgets`: the bytes of every route of the built page, and an exit code that says whether they fit.
import { measureBytes, overBudget } from './measureBytes.mjs'

const parts = measureBytes('dist/client')
for (const { name, bytes, budget } of parts) {
  console.log(`${String(bytes).padStart(7)} of ${String(budget).padStart(6)}  ${name}`)
}
const complaints = overBudget(parts)
complaints.forEach((complaint) => console.error(complaint))
process.exitCode = complaints.length === 0 ? 0 : 1
