import { join } from 'node:path'
import { expect, test } from 'vitest'
import { countTests } from '../../support/countTests.mjs'
import { plantTree } from '../../support/plantTree.ts'

const report = (...testResults: { status: string, assertionResults: { fullName: string, status: string }[] }[]) =>
  join(plantTree({ 'report.json': JSON.stringify({ testResults }) }), 'report.json')

const passed = { fullName: 'a', status: 'passed' }

test('counts what passed, failed and was skipped, and names the skipped', () => {
  const file = report(
    { status: 'passed', assertionResults: [passed, { fullName: 'b on PostgreSQL', status: 'skipped' }] },
    { status: 'failed', assertionResults: [passed, { fullName: 'c', status: 'failed' }] },
  )
  expect(countTests(file, 1)).toEqual({ passed: 2, failed: 1, skipped: ['b on PostgreSQL'] })
})

test('a test file that cannot be loaded is a failure', () => {
  expect(countTests(report({ status: 'failed', assertionResults: [] }), 1).failed).toBe(1)
})

test('an error outside any test is a failure', () => {
  expect(countTests(report({ status: 'passed', assertionResults: [passed] }), 1).failed).toBe(1)
})

test('a run without a report is a failure', () => {
  expect(countTests('no/such/report.json', 0).failed).toBe(1)
})
