/** The verdict on the wire; the shape is the domain's `Verdict` (a test holds them equal). */
import { Type } from 'typebox'

const closed = { additionalProperties: false } as const
const text = Type.String()
const texts = Type.Array(text)
const fen = Type.Integer({ description: '分' })
const deadline = Type.Optional(Type.String({ description: 'YYYY-MM-DD, if accepted today (若今日受理)' }))

const Reason = Type.Object({
  code: text, at: Type.String({ description: 'JSON pointer into the filing' }), outcomeId: Type.Optional(text),
}, closed)

/** The intake outcomes of 行政许可法 第三十二条, with 容缺 and 窗口办理 apart. */
export const VerdictKind = Type.Enum([
  'noPermitNeeded', 'notOurs', 'windowOnly', 'correctionNeeded', 'acceptableWithDeferral', 'acceptable',
])

export const VerdictSchema = Type.Object({
  kind: VerdictKind,
  reasons: Type.Array(Reason),
  warnings: Type.Array(Reason),
  assumed: Type.Array(text, { description: 'Facts that were not known and taken as favourable' }),
  deferrals: Type.Array(Type.Object({ materialId: text, days: Type.Integer(), due: deadline }, closed)),
  commitments: texts,
  fee: Type.Object({
    lines: Type.Array(Type.Object({ feeId: text, amountFen: fen }, closed)), totalFen: fen, open: Type.Boolean(),
  }, closed),
  forecast: Type.Object({ acceptBy: deadline, decideBy: deadline, statutoryBy: deadline }, closed),
  authority: Type.Optional(text),
}, closed)
