/** The catalogue's data files other than items: document templates and their words, calendar, rating tags, bureau. */
import { Type } from 'typebox'

const closed = { additionalProperties: false } as const
const PlainDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const line = (maxLength = 200) => Type.String({ minLength: 1, maxLength })

export const DocumentTemplateSchema = Type.Object({
  id: Type.String({ pattern: '^[a-z][A-Za-z0-9]*(-[a-z0-9]+)*$', maxLength: 64 }),
  version: Type.Integer({ minimum: 1, description: '改一个字也要加一：签名认的是这一版' }),
  kind: Type.Enum(['application', 'deferral', 'commitment', 'privacy', 'minorPrivacy', 'blankForm']),
  effectiveFrom: PlainDate,
  title: line(),
  proposed: Type.Boolean({ description: '拟定文本，不是公安机关公布的' }),
  lines: Type.Array(Type.String({ maxLength: 1000 }), {
    minItems: 1, maxItems: 100, description: '逐行正文；{名称} 处填值，单独一行的 {#rows}、{#files} 处填清单、所附文件',
  }),
  statements: Type.Array(Type.Object({
    id: Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,63}$' }), text: line(1000),
  }, closed), { maxItems: 20, description: '签名人逐条勾选，均不预先勾选' }),
  sources: Type.Array(line(), { minItems: 1, maxItems: 20 }),
}, { ...closed, $id: 'urn:zhenghaoban:schema:document' })

const Words = <T extends string>(keys: T[]) => Type.Object(
  Object.fromEntries(keys.map((key) => [key, line(60)])) as Record<T, ReturnType<typeof line>>, closed,
)

/** As it lies in the catalogue: which line or statement carries which obligatory element, for the lint alone. */
export const DocumentFileSchema = Type.Object({
  ...DocumentTemplateSchema.properties,
  elements: Type.Optional(Type.Record(Type.String({ pattern: '^[a-z][A-Za-z]{0,39}$' }), line(100), {
    maxProperties: 40, description: '每项法定要素在哪里：一行的开头，或者 #声明编号；缺一项不能启动',
  })),
}, { ...closed, $id: 'urn:zhenghaoban:schema:document-file' })

export const DocumentWordsSchema = Type.Object({
  capacity: Words(['self', 'guardian', 'agent', 'legalRepresentative']),
  relation: Words(['child', 'spouse', 'grandchild', 'relative', 'friend', 'volunteer']),
  way: Words(['file', 'library', 'reuse', 'later', 'declare', 'missing']),
  idKind: Words(['citizenId', 'hmtResidencePermit', 'hmtTravelPermit', 'foreignPermanentResident', 'passport']),
  applicantIdKind: line(60),
  applicantBirthDate: line(60),
  file: Type.String({ pattern: '\\{sha256\\}', maxLength: 100, description: '{material}、{index}、{sha256} 处填值' }),
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

const Id = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,63}$' })

/** Themes: police branches and life events, in the order they are shown. */
export const TagsSchema = Type.Object({
  version: line(40),
  branches: Type.Array(Type.Object({ id: Id, name: line(60), en: line(60) }, closed), { minItems: 1, maxItems: 40 }),
  lifeEvents: Type.Array(Type.Object({
    id: Id, audience: Type.Enum(['individual', 'organisation']), name: line(60), en: line(60),
  }, closed), { minItems: 1, maxItems: 80 }),
}, { ...closed, $id: 'urn:zhenghaoban:schema:tags' })

const nullable = (maxLength: number, description: string) =>
  Type.Union([line(maxLength), Type.Null()], { description: `${description}；没有公布的写 null，不得推测` })

export const PlacesSchema = Type.Object({
  version: line(40),
  places: Type.Array(Type.Object({
    id: Id, name: line(), kind: line(60), address: nullable(200, '地址'), phone: nullable(20, '电话'),
    hours: nullable(200, '开放时间'), branches: Type.Array(Id, { maxItems: 20 }), note: Type.Optional(line(500)),
    source: line(500), asOf: PlainDate,
  }, closed), { maxItems: 200 }),
}, { ...closed, $id: 'urn:zhenghaoban:schema:places' })

/** Words of the search that belong to no item; those of one item are its aliases. */
export const SearchWordsSchema = Type.Object({
  version: line(40),
  fillers: Type.Array(line(30), { maxItems: 500, description: '对搜索没有意义的词，如“怎么办”' }),
  synonyms: Type.Array(Type.Array(line(30), { minItems: 2, maxItems: 30 }), {
    maxItems: 500, description: '同义词，一行一组，第一个是用来查的词',
  }),
}, { ...closed, $id: 'urn:zhenghaoban:schema:search-words' })

const range = Type.Tuple([Type.Number({ minimum: 0 }), Type.Number({ minimum: 0 })], { description: '最小、最大，毫米' })

/** Certificate photos, measured in millimetres so that they can be drawn. */
export const PhotoRulesSchema = Type.Object({
  version: line(40),
  rules: Type.Array(Type.Object({
    id: Id, name: line(40), widthMm: Type.Number({ minimum: 10, maximum: 100 }),
    heightMm: Type.Number({ minimum: 10, maximum: 100 }), headWidthMm: range, headHeightMm: range, topGapMm: range,
    bottomGapMm: Type.Number({ minimum: 0 }), background: Type.Enum(['white', 'lightBlue']),
    dos: Type.Array(line(), { minItems: 1, maxItems: 8 }), donts: Type.Array(line(), { minItems: 1, maxItems: 8 }),
    source: line(500), asOf: PlainDate,
  }, closed), { maxItems: 40 }),
}, { ...closed, $id: 'urn:zhenghaoban:schema:photo-rules' })

/** What may be given again with another filing, and for how long at most. */
export const ReuseKindsSchema = Type.Object({
  version: line(40),
  proposed: line(500),
  kinds: Type.Array(Type.Object({
    id: Id, name: line(40),
    heldBy: Type.Enum(['person', 'organisation'], { description: '属于谁：申请人本人，或者申请的单位' }),
    material: Type.Enum(['photo', 'document'], { description: '只有这一类材料能用：照片或文件' }),
    photoRule: Type.Optional(Id),
    months: Type.Integer({ minimum: 1, maximum: 60, description: '从第一次交的那天起，最多能用几个月' }),
    why: line(500),
  }, closed), { maxItems: 40 }),
}, { ...closed, $id: 'urn:zhenghaoban:schema:reuse-kinds' })

const text = Type.String({ minLength: 1, maxLength: 2000 })

/** A translation of one item: its texts by pointer (domain/itemTexts.ts), marked on screen as a translation. */
export const TranslationSchema = Type.Object({
  code: Type.String({ minLength: 31, maxLength: 31 }),
  version: Type.Integer({ minimum: 1, description: '译的是哪一版；事项有了新版，旧译文不再显示' }),
  aliases: Type.Array(line(100), { maxItems: 40 }),
  texts: Type.Record(Type.String({ pattern: '^(/[A-Za-z0-9-]+)+$' }), text, { additionalProperties: false }),
}, { ...closed, $id: 'urn:zhenghaoban:schema:translation' })

/** Texts that items share: places, photo rules. */
export const SharedTranslationSchema = Type.Object({
  texts: Type.Record(Type.String({ pattern: '^(/[A-Za-z0-9-]+)+$' }), text, { additionalProperties: false }),
}, { ...closed, $id: 'urn:zhenghaoban:schema:shared-translation' })

export const BureauSchema = Type.Object({
  name: line(),
  processor: Contact,
  enquiry: Type.Array(Contact, { minItems: 1, maxItems: 5 }),
  complaint: Type.Array(Contact, { minItems: 1, maxItems: 5 }),
}, { ...closed, $id: 'urn:zhenghaoban:schema:bureau' })
