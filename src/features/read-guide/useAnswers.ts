import { computed } from 'vue'
import { formatYuan } from '../../domain/money.ts'
import { t } from '../../platform/i18n.ts'
import type { IconName } from '../../ui/icons.ts'
import { limitText } from './limits.ts'
import type { Situation } from './useSituation.ts'

export interface Answer {
  id: 'materials' | 'fee' | 'time' | 'where'
  icon: IconName
  text: string
  note: string
  /** The part of the page that says more. */
  href: string
}

/** The four questions everybody has, answered as far as the situation is known. */
export function useAnswers({ item, needs, fees, windowOnly }: Situation) {
  const materials = computed(() => {
    const toBring = needs.value.filter(({ material }) => material.kind !== 'form')
    const certain = toBring.filter(({ applies, material }) => applies && material.necessity !== 2)
    const waived = certain.filter(({ material }) => material.licence).length
    const open = toBring.some(({ applies }) => applies === undefined)
    return {
      text: t(open ? 'readGuide.answers.materialFrom' : 'readGuide.answers.materialCount', { count: certain.length }),
      note: [
        waived > 0 && t('readGuide.answers.waived', { count: waived }), open && t('readGuide.answers.answerFirst'),
      ].filter(Boolean).join(t('readGuide.sources.comma')),
    }
  })
  const fee = computed(() => {
    if (item.fees.length === 0) return { text: t('readGuide.answers.free'), note: '' }
    const { totalFen, open } = fees.value
    const yuan = formatYuan(totalFen)
    if (!open) return { text: t('readGuide.answers.feeFixed', { yuan }), note: t('readGuide.answers.cash') }
    return {
      text: totalFen > 0 ? t('readGuide.answers.feeFrom', { yuan }) : t('readGuide.answers.feeOpen'),
      note: t('readGuide.answers.answerFirst'),
    }
  })
  const time = computed(() => ({
    text: item.caseType === 'instant' ? t('readGuide.answers.instant') : limitText(item.promised),
    note: item.statutory ? t('readGuide.answers.statutory', { limit: limitText(item.statutory) }) : t('readGuide.answers.noStatutory'),
  }))
  /** Not what the item promises in general, when these answers lead to the window. */
  const where = computed(() => windowOnly.value ? { text: t('readGuide.goWindow'), note: windowOnly.value.authority ?? '' } : {
    text: item.visit ? t('readGuide.answers.visit', { count: item.visit.count })
      : t(item.onlineDepth === 'full' ? 'readGuide.answers.online' : 'readGuide.answers.onlineApply'),
    note: t('readGuide.answers.windowToo'),
  })

  return computed<Answer[]>(() => [
    { id: 'materials', icon: 'document', href: '#materials', ...materials.value },
    { id: 'fee', icon: 'money', href: '#fees', ...fee.value },
    { id: 'time', icon: 'clock', href: '#time', ...time.value },
    { id: 'where', icon: 'place', href: '#channels', ...where.value },
  ])
}
