/** The events of a case on the wire; the shape is the domain's `CaseEvent` (a test holds them equal). */
import { Type } from 'typebox'
import type { TProperties } from 'typebox'

const closed = { additionalProperties: false } as const
const text = Type.String()
const texts = Type.Array(text)
const Instant = Type.String({ description: 'ISO instant with Z' })
const PlainDate = Type.String({ description: 'YYYY-MM-DD, Asia/Shanghai' })
const deadline = Type.Optional(PlainDate)

export const OwedMaterialSchema = Type.Object({ materialId: text, due: deadline }, closed)

export const CorrectionPointSchema = Type.Object({
  at: Type.String({ description: 'JSON pointer into the filing' }), code: text, materialId: Type.Optional(text),
  note: Type.Optional(text),
}, closed)

const points = Type.Array(CorrectionPointSchema)
const deadlines = { decideBy: deadline, statutoryBy: deadline }
const fen = Type.Integer({ description: '分' })
const money = { orderNo: text, amountFen: fen, channel: Type.Enum(['online', 'window']) }
const acceptance = { owed: Type.Array(OwedMaterialSchema), ...deadlines }

function event<Kind extends string, Data extends TProperties>(kind: Kind, data: Data) {
  return Type.Object({
    type: Type.Literal(kind), seq: Type.Integer(), at: Instant, actor: Type.Enum(['resident', 'officer', 'system']),
    ...data,
  }, closed)
}

export const CaseEventSchema = Type.Union([
  event('submitted', {}),
  event('prechecked', {}),
  event('visited', {}),
  event('accepted', acceptance),
  event('acceptedDeemed', acceptance),
  event('notAccepted', { reason: text, authority: Type.Optional(text) }),
  event('notRequired', { reason: text }),
  event('correctionRequested', { points, until: PlainDate }),
  event('supplemented', {
    materialIds: texts, fixed: texts, complete: Type.Boolean(), late: Type.Optional(Type.Boolean()),
    changed: Type.Optional(Type.Array(Type.Object({ at: text, value: text }, closed))),
  }),
  event('supplementVerified', { materialIds: texts }),
  event('supplementRefused', { points }),
  event('reviewStarted', {}),
  event('specialStarted', { kind: text, reason: text, expectedDays: Type.Integer() }),
  event('specialEnded', deadlines),
  event('extended', { reason: text, approver: text, decideBy: deadline }),
  event('granted', { permitNo: text, deliverBy: deadline }),
  event('denied', { reason: text }),
  event('delivered', { way: text }),
  event('commitmentWithdrawn', { commitmentId: text, materialId: text, reason: text, until: PlainDate }),
  event('withdrawn', { reason: text }),
  event('terminated', { reason: text }),
  event('paymentOrdered', { orderNo: text, amountFen: fen, until: PlainDate }),
  event('paymentVoided', { orderNo: text }),
  event('paymentReceived', { ...money, receiptNo: Type.Optional(text) }),
  event('paymentRefunded', { ...money, receiptNo: Type.Optional(text), surplus: Type.Optional(Type.Boolean()) }),
])
