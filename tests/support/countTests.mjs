// @ts-check
import { existsSync, readFileSync } from 'node:fs'

/**
 * What vitest's JSON report holds. A file that could not even be loaded, a run that reported an error outside any test
 * and a run without a report are failures too, or a broken suite would read as "0 failed".
 * @param {string} report path of the report
 * @param {number | null} exitCode vitest's own
 * @returns {{ passed: number, failed: number, skipped: string[] }}
 */
export function countTests(report, exitCode) {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: [] }
  /** @type {{ testResults: { status: string, assertionResults: { fullName: string, status: string }[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const unloadable = testResults.filter(({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some((test) => test.status === 'failed')).length
  const failed = tests.filter(({ status }) => status === 'failed').length + unloadable
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
  }
}
