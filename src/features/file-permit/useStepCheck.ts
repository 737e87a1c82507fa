import { computed } from 'vue'
import type { Reason } from '../../domain/verdict.ts'
import { defectText, textAt } from '../../platform/problemText.ts'
import { useAttempt } from '../../ui/useAttempt.ts'
import { useFiling } from './filingScope.ts'
import { controlId } from './filingSteps.ts'

/**
 * Checks one screen of the filing when 下一步 is tapped: nothing is red before that, and everything that is wrong
 * here is said at once. `label` gives the name of what a pointer points at; `more` adds what the rules do not judge.
 */
export function useStepCheck(
  concerns: (reason: Reason) => boolean, label: (pointer: string) => string, more: () => Reason[] = () => [],
) {
  const { filing } = useFiling()
  const { tried, attempt } = useAttempt()
  const reasons = computed(() => [...filing.unfileable.value.filter(concerns), ...more()])
  const shown = computed(() => tried.value ? reasons.value : [])
  const errors = computed(() => shown.value.map((reason) => ({
    id: controlId(reason.at), text: textAt(label(reason.at), defectText(reason.code)),
  })))

  /** The message at one control, once the screen was checked. */
  function errorAt(pointer: string): string | undefined {
    const found = shown.value.find((reason) => reason.at === pointer)
    return found && defectText(found.code)
  }

  async function next(): Promise<void> {
    await attempt()
    if (reasons.value.length === 0) await filing.next()
  }

  return { errors, errorAt, next }
}
