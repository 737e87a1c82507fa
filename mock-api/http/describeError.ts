import { sqlState } from '../database/sqlState.ts'

interface DescribedError {
  name: string
  code?: string
  stack: string[]
  /** Of several that were gathered. */
  errors?: DescribedError[]
}

/**
 * What the log may keep of an error: its kind and where it arose. Not its message: a database error quotes the row,
 * a parse error quotes the body (个人信息保护法 第五十一条).
 */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error, stack: [] }
  const code = sqlState(error) ?? ('code' in error && typeof error.code === 'string' ? error.code : undefined)
  const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim())
  return {
    name: error.name, ...(code !== undefined && { code }), stack,
    ...(error instanceof AggregateError && { errors: error.errors.map(describeError) }),
  }
}
