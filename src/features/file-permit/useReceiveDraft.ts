import { ref, shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import type { ReceiptView } from '../../contract/caseViews.ts'
import { fromBase64Url } from '../../offline/encoding.ts'
import { inspectHandOver, unpackDraft } from '../../offline/handOver.ts'
import type { Unpacked, UnpackProblem } from '../../offline/handOver.ts'
import { isWholePassphrase } from '../../offline/passphrase.ts'
import { findStanding, receiveDraft } from '../../offline/receiveDraft.ts'
import type { ReceiveProblem } from '../../offline/receiveDraft.ts'
import type { Draft } from '../../offline/drafts.ts'
import { now } from '../../platform/clock.ts'
import { putAsideForSignIn, takeHandOverLink } from '../../platform/handOverLink.ts'
import { pathTo } from '../../platform/routes.ts'
import { storageUsage } from '../../platform/storage.ts'
import { useSession } from '../../stores/session.ts'
import { findFiledCase } from './findFiledCase.ts'

export type ReceivePhase = 'loading' | 'signedOut' | 'choosing' | 'locked' | 'twin' | 'queued' | 'filed' | 'arrived'
export type PassphraseProblem = 'short' | 'wrong-passphrase'
export type FileProblem = Exclude<UnpackProblem, 'wrong-passphrase'> | ReceiveProblem | 'other-person' | 'failed'

/** A draft from another phone, from the code or the file to its place on this one. */
export function useReceiveDraft() {
  const router = useRouter()
  const session = useSession()
  const phase = ref<ReceivePhase>('loading')
  const problem = ref<FileProblem>()
  const passphraseProblem = ref<PassphraseProblem>()
  const busy = ref(false)
  const box = shallowRef<Blob>()
  const unpacked = shallowRef<Unpacked>()
  /** The copy this phone has already. */
  const twin = shallowRef<Draft>()
  const caseNo = ref('')
  let sealedLink: string | undefined

  /** Takes what a code has brought, and asks who is signed in; without a network the last account of this phone. */
  async function start(): Promise<void> {
    sealedLink = takeHandOverLink(now()) ?? sealedLink
    if (router.currentRoute.value.hash) await router.replace({ hash: '' })
    await session.load()
    if (!session.account) {
      phase.value = 'signedOut'
      // A lock screen, or the way to sign in, takes this page away; what was scanned is there when it comes back.
      if (sealedLink) putAsideForSignIn(sealedLink, now())
    }
    else if (sealedLink) await choose(new Blob([fromBase64Url(sealedLink)]))
    else if (phase.value === 'loading') phase.value = 'choosing'
  }

  function signIn(): void {
    session.signIn(pathTo('receiveDraft'))
  }

  async function choose(file: Blob): Promise<void> {
    passphraseProblem.value = undefined
    problem.value = await inspectHandOver(file).catch(() => 'damaged' as const)
    box.value = problem.value ? undefined : file
    phase.value = problem.value ? 'choosing' : 'locked'
  }

  function restart(): void {
    sealedLink = undefined
    box.value = undefined
    problem.value = undefined
    phase.value = 'choosing'
  }

  async function open(passphrase: string): Promise<void> {
    passphraseProblem.value = isWholePassphrase(passphrase) ? undefined : 'short'
    const file = box.value
    if (!file || passphraseProblem.value) return
    await work(async () => {
      const opened = await unpackDraft(file, passphrase)
      if (opened.ok) return settle(opened.value)
      if (opened.error === 'wrong-passphrase') passphraseProblem.value = opened.error
      else refuse(opened.error)
    })
  }

  /** Nothing is written before it is known whose it is and what is here already. */
  async function settle(opened: Unpacked): Promise<void> {
    const { draft } = opened
    if (draft.accountId !== session.accountId) return refuse('other-person')
    unpacked.value = opened
    const standing = await findStanding(draft.accountId, draft.filingId)
    if (standing.kind === 'queued') {
      phase.value = 'queued'
      return
    }
    caseNo.value = standing.kind === 'filed'
      ? (standing.entry.reply as ReceiptView).caseNo
      : await findFiledCase(draft) ?? ''
    twin.value = standing.kind === 'draft' ? standing.draft : undefined
    if (caseNo.value) phase.value = 'filed'
    else if (twin.value) phase.value = 'twin'
    else await take()
  }

  async function keep(which: 'here' | 'there'): Promise<void> {
    if (which === 'there') await work(take)
    else if (twin.value) await resume(twin.value)
  }

  async function take(): Promise<void> {
    const arriving = unpacked.value
    if (!arriving) return
    if (await lacksRoom(arriving)) return refuse('no-room')
    const received = await receiveDraft(arriving.draft.accountId, arriving, now())
    if (!received.ok) return refuse(received.error)
    if (arriving.left > 0) phase.value = 'arrived'
    else await resume(received.value)
  }

  /** Exactly where it was left. */
  async function resume({ itemCode, filingId, step }: Pick<Draft, 'itemCode' | 'filingId' | 'step'>): Promise<void> {
    await router.replace(pathTo('file', { code: itemCode }, { draft: filingId, step }))
  }

  function refuse(reason: FileProblem): void {
    sealedLink = undefined
    box.value = undefined
    problem.value = reason
    phase.value = 'choosing'
  }

  async function work(task: () => Promise<void>): Promise<void> {
    busy.value = true
    try {
      await task()
    } catch (error) {
      reportError(error)
      refuse('failed')
    } finally {
      busy.value = false
    }
  }

  return {
    session, phase, problem, passphraseProblem, busy, unpacked, twin, caseNo,
    start, signIn, choose, restart, open, keep, resume,
  }
}

async function lacksRoom({ files }: Unpacked): Promise<boolean> {
  const usage = await storageUsage().catch(() => undefined)
  const needed = files.reduce((sum, { size }) => sum + size, 0)
  return usage !== undefined && usage.quotaBytes > 0 && usage.quotaBytes - usage.usedBytes < needed * 1.1
}
