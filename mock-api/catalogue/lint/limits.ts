/** Time limits, fees, channels, contacts: the numbered data-quality rules of rules.md §5.3. */
import { promisedWorkdays } from '../../../src/domain/deferral.ts'
import type { Item, TimeLimit } from '../../../src/domain/item.ts'
import { blocking, warning } from '../finding.ts'
import type { FoundInItem } from '../finding.ts'

export function lintLimits(item: Item): FoundInItem[] {
  return [...lintPromise(item), ...lintFees(item), ...lintChannel(item), ...lintPublication(item)]
}

/**
 * 5.3-2, TM-01: the promise is compared with the statutory limit in one unit. A statutory limit in calendar days is
 * taken as five working days in seven, rounded down, so a promise in working days never passes by a favourable week;
 * a promise in calendar days is never longer than as many working days.
 */
function lintPromise({ promised, statutory, caseType }: Item): FoundInItem[] {
  const longer = statutory !== null && promised.days > limitIn(promised.unit, statutory)
  const slowInstant = caseType === 'instant' && promisedWorkdays(promised) > 1
  return [
    ...longer ? [blocking('/promised/days', '5.3-2', '承诺时限长于法定时限', 'the promise is longer than the statutory limit')] : [],
    ...slowInstant ? [warning('/promised/days', '5.3-1', '即办件的承诺应在一个工作日内', 'an instant case promises one working day')] : [],
  ]
}

function limitIn(unit: TimeLimit['unit'], limit: TimeLimit): number {
  return unit === 'workingDay' ? promisedWorkdays(limit) : limit.days
}

/** 5.3-6: a fee has a project, a standard and a basis (行政许可法 第五十八条、第五十九条). */
function lintFees(item: Item): FoundInItem[] {
  return item.fees.flatMap((fee, index) => (['project', 'unit', 'basis'] as const)
    .filter((key) => fee[key].trim() === '' || fee[key].includes('未查到'))
    .map((key) => blocking(`/fees/${index}/${key}`, '5.3-6', '收费须写明项目、标准和依据', 'a fee needs its project, standard and basis')))
}

/** 5.3-5: 全程网办 means no visit. */
function lintChannel({ onlineDepth, visit }: Item): FoundInItem[] {
  if (onlineDepth !== 'full' || visit === null) return []
  return [blocking('/visit', '5.3-5', '全程网办的事项到现场次数应为 0', 'an item handled wholly online has no visit')]
}

const flow = ['accept', 'review', 'decide', 'finish', 'deliver'] as const

function lintPublication(item: Item): FoundInItem[] {
  const missing = flow.filter((stage) => !item.steps.some((step) => step.stage === stage))
  const own = item.complaint.findIndex(({ phone }) => phone.startsWith('0'))
  const shared = item.enquiry.some(({ phone }) => phone === item.complaint[own]?.phone)
  const natural = item.audiences.includes('individual')
  return [
    ...shared ? [warning(`/complaint/${own}/phone`, '5.3-7', '咨询和投诉是同一个电话', 'enquiry and complaint share one number')] : [],
    ...item.faq.length === 0 ? [warning('/faq', '5.3-8', '没有常见问题', 'no frequent question')] : [],
    ...missing.map((stage) => warning('/steps', '5.3-8', `办理程序缺少环节 ${stage}`, `the procedure lacks the stage ${stage}`)),
    ...natural && item.lifeEvents.length === 0
      ? [warning('/lifeEvents', '5.3-10', '面向个人的事项没有主题', 'an item for residents has no life event')] : [],
  ]
}
