import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { blocking } from './finding.ts'
import type { FoundInItem } from './finding.ts'

const words: Record<string, string> = {
  required: '缺少必填项', additionalProperties: '有不认识的键', type: '类型不对', pattern: '格式不对', enum: '不在可选值之内',
  anyOf: '不是认识的写法', minLength: '不能为空', maxLength: '太长', minItems: '项数不够', maxItems: '项数太多',
  minimum: '太小', maximum: '太大', uniqueItems: '有重复项',
}
const most = 20

/** Each place where a value leaves its schema, once, with a pointer to it. */
export function schemaFindings(schema: TSchema, value: unknown): FoundInItem[] {
  // A condition that is none of the forms fails every one of them: the one line that says so is enough.
  const errors = Value.Errors(schema, value)
    .filter(({ keyword, schemaPath }) => keyword !== 'boolean' && !schemaPath.includes('/anyOf/'))
  const found = errors.map(({ keyword, instancePath, message, params }) => {
    const names = Object.values(params).flat().filter((name) => typeof name === 'string').join(', ')
    return blocking(instancePath, 'schema', `${words[keyword] ?? keyword} ${names}`.trim(), `${message} ${names}`.trim())
  })
  const seen = new Set<string>()
  return found.filter(({ path, en }) => !seen.has(path + en) && seen.add(path + en)).slice(0, most)
}
