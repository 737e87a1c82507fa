import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Settings } from 'typebox/system'
import { blocking } from './finding.ts'
import type { FoundInItem } from './finding.ts'

// The default of 8 would leave a mistake deep in a condition out, and an item is corrected in one go.
Settings.Set({ maxErrors: 1000 })

const words: Record<string, string> = {
  required: '缺少必填项', additionalProperties: '有不认识的键', type: '类型不对', pattern: '格式不对', enum: '不在可选值之内',
  anyOf: '不是认识的写法', minLength: '不能为空', maxLength: '太长', minItems: '项数不够', maxItems: '项数太多',
  minimum: '太小', maximum: '太大', uniqueItems: '有重复项',
}
/** A check of one kind of file: each place where a value leaves the schema, once, with a pointer to it. */
export function checkSchema(schema: TSchema): (value: unknown) => FoundInItem[] {
  const validator = Compile(schema)
  return (value) => validator.Check(value) ? [] : describe(validator.Errors(value))
}

function describe(errors: ReturnType<ReturnType<typeof Compile>['Errors']>): FoundInItem[] {
  // A condition that is none of the forms fails every one of them: the line that says so is enough. `boolean` only
  // repeats additionalProperties.
  const told = errors.filter(({ keyword, schemaPath }) => keyword !== 'boolean' && !schemaPath.includes('/anyOf/'))
  const found = told.map(({ keyword, instancePath, message, params }) => {
    const names = Object.values(params).flat().filter((name) => typeof name === 'string').join(', ')
    return blocking(instancePath, 'schema', `${words[keyword] ?? keyword} ${names}`.trim(), `${message} ${names}`.trim())
  })
  const seen = new Set<string>()
  return found.filter(({ path, en }) => !seen.has(path + en) && seen.add(path + en))
}
