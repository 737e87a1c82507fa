import { computed, ref, watch } from 'vue'
import type { InjectionKey } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { assessFiling, listDefects, listUnfileable } from '../../domain/verdict.ts'
import { listFields, listMaterials, listQuestions } from '../../domain/requirements.ts'
import type { Facts } from '../../domain/facts.ts'
import { deleteDraft, listDrafts } from '../../offline/drafts.ts'
import type { Draft } from '../../offline/drafts.ts'
import { listShownNotices } from '../../offline/shownNotices.ts'
import { appearance } from '../../platform/appearance.ts'
import { nowInstant, todayOnPhone } from '../../platform/clock.ts'
import { useOnline } from '../../platform/connectivity.ts'
import { pathTo } from '../../platform/routes.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { useLicences } from '../../stores/licences.ts'
import { useOutbox } from '../../stores/outbox.ts'
import { useReusable } from '../../stores/reusable.ts'
import { useSession } from '../../stores/session.ts'
import { useUploadsOf } from '../../stores/useUploadsOf.ts'
import { mustConfirm } from './confirmation.ts'
import { toFacts } from './filingFacts.ts'
import { listSteps, stepAfter, stepBefore, toFilingStep } from './filingSteps.ts'
import type { FilingStep } from './filingSteps.ts'
import { newDraft } from './newDraft.ts'
import { shownBefore } from './privacyDocuments.ts'
import { useDraft } from './useDraft.ts'

/** Everything the screens of one filing share; FilePermitPage provides it to its steps. */
export function useFilePermit() {
  const route = useRoute()
  const router = useRouter()
  const session = useSession()
  const catalogue = useCatalogue()
  const licences = useLicences()
  const reusable = useReusable()
  const outbox = useOutbox()
  const online = useOnline()
  const kept = useDraft()
  const climbing = useUploadsOf(() => kept.draft.value?.filingId ?? '')
  const earlierDrafts = ref<Draft[]>([])
  const phase = ref<'loading' | 'signedOut' | 'itemUnknown' | 'draftGone' | 'choosing' | 'filing'>('loading')

  const code = computed(() => String(route.params['code']))
  /** In the language of the screens; what is signed is in the item's own. */
  const item = computed(() => catalogue.showItem(code.value))
  const original = computed(() => catalogue.findItem(code.value))
  const draft = kept.draft
  const step = computed<FilingStep>(() => toFilingStep(route.query['step']))
  const facts = computed<Facts | null>(() => draft.value && session.account
    ? toFacts({
        draft: draft.value, account: session.account, licences: licences.list, reusable: reusable.held,
        today: todayOnPhone(), online: online.value,
      })
    : null)
  /** Asked for with a helper and of elders; offered in 长辈版. One that is open stays among them. */
  const steps = computed(() => listSteps(appearance.care || step.value === 'confirm'
    || !!(item.value && draft.value && facts.value && mustConfirm(item.value, draft.value, facts.value.today))))
  const verdict = computed(() => item.value && facts.value && catalogue.calendar
    ? assessFiling(item.value, facts.value, catalogue.calendar)
    : null)
  /** What the server has refused is said where it was given: a filing with it would only be refused too. */
  const refused = computed(() => climbing.files.value
    .filter(({ materialId, upload }) => upload.state === 'refused' && draft.value?.provisions[materialId]?.way === 'file')
    .map(({ materialId }) => ({ code: 'file-refused', at: `/provisions/${materialId}` })))
  const unfileable = computed(() => item.value && facts.value
    ? [...listUnfileable(listDefects(item.value, facts.value)), ...refused.value]
    : [])
  const questions = computed(() => item.value && facts.value ? listQuestions(item.value, facts.value) : [])
  const fields = computed(() => item.value && facts.value ? listFields(item.value, facts.value) : [])
  const materials = computed(() => item.value && facts.value ? listMaterials(item.value, facts.value) : [])

  async function load(): Promise<void> {
    phase.value = 'loading'
    await Promise.all([catalogue.loadItem(code.value), session.load()])
    if (!item.value) phase.value = 'itemUnknown'
    else if (!session.account) phase.value = 'signedOut'
    else await openDraft(session.account.id)
  }

  async function openDraft(accountId: string): Promise<void> {
    void licences.load()
    void reusable.load()
    await Promise.all([outbox.load(), climbing.uploads.load()])
    const wanted = route.query['draft']
    if (typeof wanted === 'string' && isQueued(wanted)) {
      await router.replace(pathTo('receipt', { filingId: wanted }))
      return
    }
    if (typeof wanted === 'string') {
      phase.value = await kept.open(accountId, wanted) ? 'filing' : 'draftGone'
      return
    }
    const drafts = await listDrafts(accountId)
    earlierDrafts.value = drafts.filter((one) => one.itemCode === item.value?.code && !isQueued(one.filingId))
    if (earlierDrafts.value.length > 0) phase.value = 'choosing'
    else await startNew()
  }

  /** Signed and in the outbox: to be changed only after it was taken back there. */
  function isQueued(filingId: string): boolean {
    return outbox.filingOf(filingId) !== undefined
  }

  async function startNew(): Promise<void> {
    if (!item.value || !session.account) return
    const { id } = session.account
    const noticesShown = shownBefore(catalogue, item.value, session.account, await listShownNotices(id))
    await kept.start(newDraft(item.value, session.account, nowInstant(), { said: route.query, noticesShown }))
    // Before it shows: the screen of another step would flash by.
    await router.replace({ query: { draft: draft.value?.filingId, step: draft.value?.step } })
    phase.value = 'filing'
  }

  async function resume(earlier: Draft): Promise<void> {
    // First, or the change of steps would forget which field was left last.
    await router.replace({ query: { draft: earlier.filingId, step: earlier.step } })
    await kept.open(earlier.accountId, earlier.filingId)
    phase.value = 'filing'
  }

  async function discard(earlier: Draft): Promise<void> {
    await deleteDraft(earlier.accountId, earlier.filingId)
    earlierDrafts.value = earlierDrafts.value.filter((one) => one.filingId !== earlier.filingId)
    if (earlierDrafts.value.length === 0) await startNew()
  }

  async function go(to: FilingStep, hash = ''): Promise<void> {
    await kept.saveNow()
    await router.push({ query: { ...route.query, step: to }, hash })
  }

  watch(step, (now) => {
    if (draft.value) Object.assign(draft.value, { step: now, lastField: '' })
  })

  return {
    phase, item, original, draft, step, steps, facts, verdict, unfileable, questions, fields, materials,
    earlierDrafts, climbing, session, catalogue, licences, reusable, saved: kept.saved, saveNow: kept.saveNow,
    release: kept.release,
    load, startNew, resume, discard, go,
    next: () => go(stepAfter(steps.value, step.value) ?? 'sign'),
    back: () => go(stepBefore(steps.value, step.value) ?? 'notice'),
  }
}

export type FilePermit = ReturnType<typeof useFilePermit>

export const filePermitKey: InjectionKey<FilePermit> = Symbol('file-permit')
