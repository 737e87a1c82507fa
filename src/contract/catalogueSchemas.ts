/** The catalogue's data files other than items: document templates and their words, calendar, rating tags, bureau. */
import { Type } from 'typebox'

const closed = { additionalProperties: false } as const
const PlainDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const line = (maxLength = 200) => Type.String({ minLength: 1, maxLength })

export const DocumentTemplateSchema = Type.Object({
  id: Type.String({ pattern: '^[a-z][A-Za-z0-9]*(-[a-z0-9]+)*$', maxLength: 64 }),
  version: Type.Integer({ minimum: 1, description: '改一个字也要加一：签名认的是这一版' }),
  kind: Type.Enum(['application', 'deferral', 'commitment', 'privacy', 'minorPrivacy']),
  effectiveFrom: PlainDate,
  title: line(),
  proposed: Type.Boolean({ description: '拟定文本，不是公安机关公布的' }),
  lines: Type.Array(Type.String({ maxLength: 1000 }), {
    minItems: 1, maxItems: 100, description: '逐行正文；{名称} 处填值，单独一行的 {#rows} 处填清单',
  }),
  statements: Type.Array(Type.Object({
    id: Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,63}$' }), text: line(1000),
  }, closed), { maxItems: 20, description: '签名人逐条勾选，均不预先勾选' }),
  sources: Type.Array(line(), { minItems: 1, maxItems: 20 }),
}, { ...closed, $id: 'urn:zhenghaoban:schema:document' })

const Words = <T extends string>(keys: T[]) => Type.Object(
  Object.fromEntries(keys.map((key) => [key, line(60)])) as Record<T, ReturnType<typeof line>>, closed,
)

export const DocumentWordsSchema = Type.Object({
  capacity: Words(['self', 'guardian', 'agent', 'legalRepresentative']),
  way: Words(['file', 'library', 'later', 'declare', 'missing']),
  workdays: line(60),
  dueUnknown: line(60),
  none: line(60),
}, { ...closed, $id: 'urn:zhenghaoban:schema:document-words' })

export const CalendarSchema = Type.Object({
  version: line(40),
  asOf: Type.Optional(PlainDate),
  years: Type.Record(Type.String({ pattern: '^\\d{4}$' }), Type.Object({
    source: line(),
    holidays: Type.Array(PlainDate, { maxItems: 100, uniqueItems: true, description: '放假日，含假期中的周末' }),
    makeupDays: Type.Array(PlainDate, { maxItems: 50, uniqueItems: true, description: '调休上班日' }),
  }, closed), { additionalProperties: false }),
}, { ...closed, $id: 'urn:zhenghaoban:schema:calendar' })

const Tag = Type.Object({ code: Type.String({ pattern: '^[1-5]\\d{2}$' }), text: line(60), core: Type.Boolean() }, closed)
const Tags = Type.Array(Tag, { minItems: 1, maxItems: 20 })

export const RatingTagsSchema = Type.Object({
  version: line(40),
  source: line(),
  grades: Type.Object({
    verySatisfied: Tags, satisfied: Tags, basicallySatisfied: Tags, dissatisfied: Tags, veryDissatisfied: Tags,
  }, closed),
  retired: Type.Array(Type.String({ pattern: '^[1-5]\\d{2}$' }), { maxItems: 200, description: '停用，只供旧记录识别' }),
}, { ...closed, $id: 'urn:zhenghaoban:schema:rating-tags' })

const Contact = Type.Object({
  name: line(60),
  phone: Type.String({ pattern: '^(0\\d{2,3}-\\d{7,8}|\\d{3,5})$' }),
  note: Type.Optional(line(500)),
}, closed)

export const BureauSchema = Type.Object({
  name: line(),
  processor: Contact,
  enquiry: Type.Array(Contact, { minItems: 1, maxItems: 5 }),
  complaint: Type.Array(Contact, { minItems: 1, maxItems: 5 }),
}, { ...closed, $id: 'urn:zhenghaoban:schema:bureau' })
