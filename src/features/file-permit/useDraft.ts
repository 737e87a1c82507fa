import { onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { onBeforeLock } from '../../offline/accountLock.ts'
import { findDraft, saveDraft } from '../../offline/drafts.ts'
import type { Draft } from '../../offline/drafts.ts'
import { now } from '../../platform/clock.ts'

const pauseBeforeSave = 300

/**
 * One draft, kept on the phone as it is typed: a moment after each change, and at once when the page is hidden or
 * left, because a phone may end a hidden page without another word.
 */
export function useDraft() {
  const draft = ref<Draft | null>(null)
  const saved = shallowRef<'saved' | 'saving' | 'failed'>('saved')
  let timer: ReturnType<typeof setTimeout> | undefined
  let dropped = false

  async function saveNow(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (!draft.value || dropped) return
    try {
      await saveDraft(plainCopy(draft.value), now())
      saved.value = 'saved'
    } catch {
      saved.value = 'failed'
    }
  }

  function saveWhenHidden(): void {
    if (document.visibilityState === 'hidden' && timer !== undefined) void saveNow()
  }

  watch(draft, (after, before) => {
    if (!after || !before || after.filingId !== before.filingId) return
    saved.value = 'saving'
    clearTimeout(timer)
    timer = setTimeout(() => void saveNow(), pauseBeforeSave)
  }, { deep: true })

  const stopSavingAtLock = onBeforeLock(async () => { if (saved.value !== 'saved') await saveNow() })
  document.addEventListener('visibilitychange', saveWhenHidden)
  onBeforeUnmount(() => {
    stopSavingAtLock()
    document.removeEventListener('visibilitychange', saveWhenHidden)
    if (timer !== undefined) void saveNow()
  })

  return {
    draft,
    saved,
    saveNow,
    /** Opens a stored draft; false when the phone has none of that name for this account. */
    async open(accountId: string, filingId: string): Promise<boolean> {
      draft.value = await findDraft(accountId, filingId) ?? null
      return draft.value !== null
    },
    async start(fresh: Draft): Promise<void> {
      draft.value = fresh
      await saveNow()
    },
    /** The outbox has it now: no later save may bring the draft back. */
    release(): void {
      dropped = true
      clearTimeout(timer)
      timer = undefined
    },
  }
}

/** Without Vue's proxies, which IndexedDB cannot clone. */
function plainCopy(draft: Draft): Draft {
  return JSON.parse(JSON.stringify(draft)) as Draft
}
