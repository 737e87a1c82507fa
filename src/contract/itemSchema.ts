/**
 * A permit item's data file: `mock-api/catalogue/items/*.json`, and what `/api/catalogue` answers. The shape is the
 * domain's `Item` (a test holds them equal); descriptions are what an editor shows to whoever writes an item.
 */
import { Type } from 'typebox'
import { ConditionRef, conditionDefinitions } from './conditionSchema.ts'
import { VerdictKind } from './verdictSchema.ts'

const closed = { additionalProperties: false } as const

const idPattern = '^[a-z][A-Za-z0-9]{0,63}$'
/** A field, or a field of an entry: `children.2.name`. */
const formKeyPattern = `${idPattern.slice(0, -1)}(\\.[1-9]\\d?\\.[a-z][A-Za-z0-9]{0,63})?$`
const Id = Type.String({ pattern: idPattern, description: '编号：小写字母开头的驼峰，写定后不改' })
const DocumentId = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 64 })
const PlainDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: '年-月-日（北京时间）' })
const line = (description: string, maxLength = 200) => Type.String({ minLength: 1, maxLength, description })
const text = (description: string) => line(description, 1000)
const list = (description: string, maxItems = 30) => Type.Array(line('', 500), { minItems: 1, maxItems, description })
const when = Type.Optional(ConditionRef)

const Capacity = Type.Enum(['self', 'guardian', 'agent', 'legalRepresentative'])

const TimeLimit = Type.Object({
  days: Type.Integer({ minimum: 0, maximum: 365, description: '天数' }),
  unit: Type.Enum(['workingDay', 'day'], { description: '单位必填：workingDay 工作日，day 自然日' }),
  note: Type.Optional(text('说明')),
  basis: Type.Optional(text('依据')),
}, closed)

const Option = Type.Object({
  value: Id,
  label: line('选项，用白话', 100),
  hint: Type.Optional(text('帮助选择的一句话')),
}, closed)

const Question = Type.Object({
  id: Id,
  label: line('问题，用白话', 100),
  hint: Type.Optional(text('怎样判断')),
  when,
  options: Type.Array(Option, { minItems: 2, maxItems: 12 }),
}, closed)

const covers = Type.Array(Type.Enum([
  'implementingBody', 'legalBasis', 'steps', 'conditions', 'statutory', 'promised', 'discretion', 'channels', 'scope',
  'materials', 'fees', 'form', 'contacts', 'deferrals', 'commitments', 'result', 'code',
]), { minItems: 1, maxItems: 17, uniqueItems: true, description: '说的是哪些要素' })

const Material = Type.Object({
  id: Id,
  name: line('材料名称，写明是什么；不得用“其他材料”兜底'),
  necessity: Type.Enum([1, 2, 3], { description: '1 必要，2 非必要，3 容缺后补（须写 deferral）' }),
  when,
  kind: Type.Enum(['document', 'photo', 'form'], { description: 'form：系统按填写内容生成，申请人签名' }),
  medium: Type.Enum(['paper', 'electronic', 'both']),
  originals: Type.Integer({ minimum: 0, maximum: 10, description: '原件份数' }),
  copies: Type.Integer({ minimum: 0, maximum: 10, description: '复印件份数' }),
  source: Type.Enum(['applicant', 'government', 'other'], { description: '来源：申请人自备、政府部门核发、其他' }),
  basis: text('要求提供的依据'),
  notes: Type.Optional(text('填报须知')),
  licence: Type.Optional(Type.String({
    pattern: idPattern, description: '电子证照种类：调取成功即免提交',
  })),
  reuse: Type.Optional(Type.Object({
    kind: Type.String({ pattern: idPattern, description: 'reuse-kinds.json 里的编号' }),
    months: Type.Integer({ minimum: 1, maximum: 60, description: '从第一次交的那天起，几个月内可以再用' }),
  }, { ...closed, description: '以前申报里交过的同一种材料可以再用' })),
  photoRule: Type.Optional(Type.String({ pattern: idPattern, description: '照片规格，photo-rules.json 里的编号' })),
  blankForm: Type.Optional(DocumentId),
  sample: Type.Optional(list('样例：逐行写明合格的材料是什么样', 12)),
  deferral: Type.Optional(Type.Object({
    days: Type.Integer({ minimum: 1, maximum: 20, description: '自身可缓的工作日；实际取与承诺时限减 2、20 中最小的' }),
    why: text('为什么可以容缺'),
  }, closed)),
  noDeferralWhy: Type.Optional(text('为什么不容缺')),
  maxFiles: Type.Integer({ minimum: 0, maximum: 20, description: '最多几个文件；系统生成的为 0' }),
}, closed)

const Outcome = Type.Object({
  id: Id,
  when: ConditionRef,
  leadsTo: Type.Enum(['noPermitNeeded', 'notOurs', 'windowOnly', 'correction', 'warning'], {
    description: 'windowOnly：网上办不了，要到窗口（几方一起到场，或者依法须本人当面）',
  }),
  text: text('说给申请人的话：为什么、接着怎么办'),
  basis: text('依据'),
  authority: Type.Optional(line('有权机关或窗口；notOurs、windowOnly 必填（行政许可法第三十二条）')),
  refused: Type.Optional(Type.Boolean({ description: '仍可申报，但会书面不予受理；只用于 warning' })),
  at: Type.String({
    pattern: '^(capacity|applicant\\.(birthDate|idKind)|(answers|form)\\.[a-z][A-Za-z0-9]{0,63})$',
    description: '指向哪个问题或字段',
  }),
}, closed)

const Commitment = Type.Object({
  id: Id,
  materialId: Id,
  when,
  documentId: DocumentId,
  signers: Type.Array(Capacity, { minItems: 1, maxItems: 4, uniqueItems: true }),
  summary: text('承诺的内容'),
  proposed: Type.Boolean({ description: '拟定，未见于公布的告知承诺清单' }),
}, closed)

const Field = Type.Object({
  id: Id,
  label: line('字段名', 60),
  kind: Type.Enum([
    'text', 'textarea', 'address', 'citizenId', 'phone', 'date', 'choice', 'number', 'uscc', 'passport',
    'foreignPassport', 'driverFileNumber', 'plate', 'vin', 'idNumber', 'exitEntryPermit',
  ]),
  required: Type.Boolean(),
  when,
  options: Type.Optional(Type.Array(Option, { minItems: 2, maxItems: 30 })),
  hint: Type.Optional(text('怎样填')),
  example: Type.Optional(line('示例', 100)),
  prefill: Type.Optional(line('自动带出的来源，如 filer.phone', 40)),
  autocomplete: Type.Optional(Type.String({ pattern: '^[a-z][a-z -]{1,40}$' })),
  maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })),
  min: Type.Optional(Type.Integer({ minimum: 0 })),
  max: Type.Optional(Type.Integer({ minimum: 0, maximum: 999_999_999 })),
  unique: Type.Optional(Type.Boolean({ description: '可重复小节里：各条不能相同' })),
  basis: text('为什么要问（行政许可法第二十九条：不得要求无关内容）'),
}, closed)

const FormSection = Type.Object({
  id: Id, title: line('小标题', 60),
  repeat: Type.Optional(Type.Object({
    min: Type.Integer({ minimum: 0, maximum: 30, description: '最少几条' }),
    max: Type.Integer({ minimum: 1, maximum: 30, description: '最多几条' }),
    name: line('一条叫什么，如：同行的孩子', 20),
    measure: line('量词，如：位、辆', 4),
    when,
  }, { ...closed, description: '可重复：几个人、几辆车，每条填一遍' })),
  fields: Type.Array(Field, { minItems: 1, maxItems: 30 }),
}, closed)

const Fee = Type.Object({
  id: Id,
  project: line('收费项目'),
  amountFen: Type.Integer({ minimum: 1, maximum: 100_000_000, description: '标准，单位分' }),
  unit: line('计价单位', 20),
  basis: text('收费依据'),
  when,
  per: Type.Optional(Type.String({ pattern: idPattern, description: '按条收：可重复小节的编号' })),
  note: Type.Optional(text('说明')),
}, closed)

const Step = Type.Object({
  stage: Type.Enum(['receive', 'accept', 'review', 'decide', 'finish', 'deliver']),
  name: line('环节', 40), actor: line('谁来做', 60), detail: text('做什么'),
}, closed)

const Contact = Type.Object({
  name: line('名称', 60),
  phone: Type.String({ pattern: '^(0\\d{2,3}-\\d{7,8}|\\d{3,5})$', description: '电话，区号-号码或短号' }),
  note: Type.Optional(text('说明')),
}, closed)

const Values = (value: ReturnType<typeof Type.String>, pattern = idPattern) =>
  Type.Record(Type.String({ pattern }), value, { additionalProperties: false })

const Example = Type.Object({
  name: line('例子说的是什么情形'),
  facts: Type.Object({
    today: PlainDate,
    capacity: Capacity,
    birthDate: Type.Optional(PlainDate),
    idKind: Type.Optional(Type.Enum([
      'citizenId', 'hmtResidencePermit', 'hmtTravelPermit', 'foreignPermanentResident', 'passport',
    ])),
    credit: Type.Optional(Type.Enum(['clean', 'breach', 'unknown'])),
    answers: Values(line('')),
    form: Type.Optional(Values(Type.String({
      maxLength: 2000, description: '没写的必填字段自动填好；空串表示没有填；可重复小节写成 小节.第几条.字段',
    }), formKeyPattern)),
    provisions: Type.Optional(Type.Record(
      Type.String({ pattern: idPattern }), Type.Enum(['file', 'library', 'later', 'declare', 'missing']),
      { additionalProperties: false },
    )),
  }, closed),
  expect: Type.Object({
    materials: Type.Array(Id, { maxItems: 40, description: '应列出的材料，按清单顺序' }),
    feeFen: Type.Integer({ minimum: 0 }),
    verdict: VerdictKind,
    deferrals: Type.Optional(Type.Array(Id, { maxItems: 40 })),
    outcome: Type.Optional(Id),
  }, closed),
}, closed)

const identity = {
  code: Type.String({
    pattern: '^[0-9A-HJ-NPQRTUWXY]{18}[1-7]\\d{12}$', description: '实施编码 31 位：统一社会信用代码＋行使层级＋基本编码',
  }),
  version: Type.Integer({ minimum: 1, description: '改一次加一，旧版本文件保留' }),
  effectiveFrom: PlainDate,
  asOf: PlainDate,
  sources: Type.Array(Type.Object({
    title: line('来源'), url: Type.Optional(Type.String({ pattern: '^https?://\\S+$', maxLength: 400 })), asOf: PlainDate,
    covers,
  }, closed), { minItems: 1, maxItems: 30, description: '每项事实都要有来源，或者写明拟定' }),
  proposed: Type.Array(Type.Object({ text: text('拟定了什么'), covers }, closed), { maxItems: 30, description: '拟定的内容，逐条写明' }),
  gaps: Type.Array(text(''), { maxItems: 30, description: '没有核到、没有公布的内容，逐条写明' }),
  statusNote: Type.Optional(text('最先要说的话：比如已由许可改为备案')),
  changes: Type.Array(text(''), { maxItems: 30, description: '与上一版相比改了什么' }),
}

const search = {
  name: line('事项名称（与上级一致）'),
  plainName: line('白话名称', 60),
  summary: line('一句话说明', 120),
  aliases: list('别名、口语、常见说法', 40),
  mainItem: line('主项'),
  branch: Type.String({ pattern: idPattern, description: '警种，tags.json 里的编号' }),
  audiences: Type.Array(Type.Enum(['individual', 'organisation']), { minItems: 1, maxItems: 2, uniqueItems: true }),
  lifeEvents: Type.Array(Type.String({ pattern: idPattern }), {
    maxItems: 10, uniqueItems: true, description: '人生事件，tags.json 里的编号',
  }),
  popularity: Type.Integer({ minimum: 1, description: '常办次序，小的在前' }),
}

const rules = {
  caseType: Type.Enum(['instant', 'promised'], { description: 'instant 即办件，promised 承诺件' }),
  implementingBody: line('实施主体'),
  legalBasis: Type.Array(Type.Object({ law: line('法律法规名称'), article: line('条款') }, closed), {
    minItems: 1, maxItems: 20, description: '设定依据',
  }),
  scope: list('受理范围'),
  conditions: list('办理条件'),
  steps: Type.Array(Step, { minItems: 1, maxItems: 20, description: '办理程序' }),
  statutory: Type.Union([TimeLimit, Type.Null()], { description: '法定办结时限；法律没有规定的写 null' }),
  promised: TimeLimit,
  discretion: text('裁量标准'),
  questions: Type.Array(Question, { maxItems: 10, description: '情形：答完即得到准确的材料清单' }),
  outcomes: Type.Array(Outcome, { maxItems: 30 }),
  materials: Type.Array(Material, { minItems: 1, maxItems: 60 }),
  commitments: Type.Array(Commitment, { maxItems: 10 }),
  capacities: Type.Array(Capacity, { minItems: 1, maxItems: 4, uniqueItems: true }),
  form: Type.Array(FormSection, { minItems: 1, maxItems: 10 }),
  fees: Type.Array(Fee, { maxItems: 30 }),
  feeNote: text('不收费的依据，或“未查到收费依据”'),
}

const service = {
  onlineDepth: Type.Enum(['full', 'apply'], { description: 'full 全程网办，apply 网上申请' }),
  visit: Type.Union([
    Type.Object({
      count: Type.Integer({ minimum: 1, maximum: 5 }), reason: text('为什么要到场'), bring: list('带什么'), where: line('到哪里'),
    }, closed),
    Type.Null(),
  ], { description: '到办事现场；不用到场写 null' }),
  window: text('到窗口怎么办（行政许可不得限制渠道）'),
  places: Type.Array(Type.String({ pattern: idPattern }), {
    maxItems: 10, uniqueItems: true, description: '办理地点，places.json 里的编号；不知道的不写',
  }),
  result: Type.Object({ name: line('结果名称'), validity: text('有效期') }, closed),
  enquiry: Type.Array(Contact, { minItems: 1, maxItems: 5 }),
  complaint: Type.Array(Contact, { minItems: 1, maxItems: 5 }),
  faq: Type.Array(Type.Object({ question: line('问'), answer: text('答') }, closed), { maxItems: 30 }),
  reapplyBan: Type.Boolean({ description: '虚假材料一年内不得再次申请（行政许可法第七十八条）' }),
  commitmentExcluded: Type.Boolean({ description: '不适用告知承诺（公共安全等）' }),
}

const examples = Type.Array(Example, { minItems: 1, maxItems: 60, description: '例子，在启动和测试时逐一验算' })

/** An item as the API answers it. */
export const ItemSchema = Type.Object({ ...identity, ...search, ...rules, ...service }, {
  ...closed, $id: 'urn:zhenghaoban:schema:item', $defs: conditionDefinitions,
})

/** An item's data file: with the examples that prove it, and a name for the schema an editor completes from. */
export const ItemFileSchema = Type.Object({
  $schema: Type.Optional(Type.String({ maxLength: 200 })), ...identity, ...search, ...rules, ...service, examples,
}, { ...closed, $id: 'urn:zhenghaoban:schema:item-file', $defs: conditionDefinitions })
