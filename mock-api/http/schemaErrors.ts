import type { FastifySchemaValidationError } from 'fastify/types/schema.js'
import type { ProblemError } from '../../src/contract/problems.ts'

const mostErrors = 100

/** Ajv's findings as JSON pointers, each place once per code. */
export function schemaErrors(findings: readonly FastifySchemaValidationError[]): ProblemError[] {
  const errors = new Map<string, ProblemError>()
  for (const finding of findings.slice(0, mostErrors)) {
    const error = { pointer: pointerOf(finding), code: finding.keyword }
    errors.set(`${error.pointer} ${error.code}`, error)
  }
  return [...errors.values()]
}

/** A missing or surplus property is reported at its object; the form needs the property's own place. */
function pointerOf({ instancePath, params }: FastifySchemaValidationError): string {
  const property = params['missingProperty'] ?? params['additionalProperty'] ?? params['propertyName']
  if (typeof property !== 'string') return instancePath
  return `${instancePath}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
