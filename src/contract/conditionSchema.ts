/** Conditions of the catalogue, closed: a misspelt key is an error and never a condition that always holds. */
import { Type } from 'typebox'
import type { Condition } from '../domain/condition.ts'

const closed = { additionalProperties: false } as const

/** What a condition may look at; which questions and fields exist is the lint's question. */
const fact = Type.String({
  pattern: '^(capacity|applicant\\.(age|idKind)|(answers|form|entry|entries)\\.[a-z][A-Za-z0-9]{0,63})$',
  description: '事实：answers.问题编号、form.字段编号、entries.可重复小节编号（有几条）、entry.字段编号（只在可重复小节里：同一条的字段）、capacity（办理身份）、applicant.age（周岁）、applicant.idKind（证件种类）',
})

const Value = Type.String({ minLength: 1, maxLength: 100 })

/** A reference into the schema that carries `conditionDefinitions`; it must have an `$id` of its own. */
export const ConditionRef = Type.Unsafe<Condition>({ $ref: '#/$defs/Condition' })

const parts = Type.Array(ConditionRef, { minItems: 1, maxItems: 20 })

export const conditionDefinitions = {
  Condition: Type.Union([
    Type.Object({ all: parts }, { ...closed, description: '全部满足' }),
    Type.Object({ any: parts }, { ...closed, description: '满足其一' }),
    Type.Object({ not: ConditionRef }, { ...closed, description: '不满足' }),
    Type.Object({ fact, is: Value }, { ...closed, description: '等于' }),
    Type.Object({ fact, in: Type.Array(Value, { minItems: 1, maxItems: 30 }) }, { ...closed, description: '是其中之一' }),
    Type.Object({ fact, below: Type.Integer() }, { ...closed, description: '小于（不含）' }),
    Type.Object({ fact, atLeast: Type.Integer() }, { ...closed, description: '大于或等于' }),
    Type.Object({ fact, fewerDaysAheadThan: Type.Integer() }, { ...closed, description: '距今天不足若干日（自然日，今天为 0）' }),
  ]),
}
