/** The screens of one filing, in order; the URL's `step` names one. */
export const filingSteps = ['notice', 'who', 'questions', 'form', 'materials', 'review', 'confirm', 'sign'] as const

export type FilingStep = (typeof filingSteps)[number]

/** Reads a step from the URL; anything else starts at the front. */
export function toFilingStep(value: unknown): FilingStep {
  return filingSteps.find((step) => step === value) ?? 'notice'
}

/** The screens of this filing: the last confirmation in large type is for those who need it. */
export function listSteps(toConfirm: boolean): FilingStep[] {
  return filingSteps.filter((step) => toConfirm || step !== 'confirm')
}

export function stepAfter(steps: FilingStep[], step: FilingStep): FilingStep | undefined {
  return steps[steps.indexOf(step) + 1]
}

export function stepBefore(steps: FilingStep[], step: FilingStep): FilingStep | undefined {
  return steps[steps.indexOf(step) - 1]
}

/** The step on which something a reason points at is mended. */
export function stepOfPointer(pointer: string): FilingStep {
  const [, group] = pointer.split('/')
  if (group === 'answers') return 'questions'
  if (group === 'form') return 'form'
  if (group === 'provisions') return 'materials'
  return 'who'
}

/** The earliest step, before `current`, that a reason sends back to: what a new version asks anew. */
export function firstStepToAsk(reasons: { at: string }[], current: string): FilingStep | undefined {
  const before = filingSteps.slice(0, filingSteps.indexOf(toFilingStep(current)))
  return before.find((step) => reasons.some(({ at }) => stepOfPointer(at) === step))
}

/** The control's element id for a JSON pointer, so that the error summary can link to it; `part` for a second one. */
export function controlId(pointer: string, part = ''): string {
  return `control${pointer.replaceAll('/', '-')}${part && `-${part}`}`
}
