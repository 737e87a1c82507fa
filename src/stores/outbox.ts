import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import { nothingIfShut } from '../offline/accountKeys.ts'
import { drainOutbox } from '../offline/drainOutbox.ts'
import type { DrainReport } from '../offline/drainOutbox.ts'
import { cancelEntry, enqueue, listOutbox, retryEntry } from '../offline/outbox.ts'
import type { NewOutboxEntry, OutboxEntry, OutboxVerb } from '../offline/outboxEntry.ts'
import { sweepDevice } from '../offline/sweepDevice.ts'
import { watchOutbox } from '../offline/watchOutbox.ts'
import { requestBackgroundSync } from '../platform/backgroundSync.ts'
import { now } from '../platform/clock.ts'
import { noteReachable, onReconnect } from '../platform/connectivity.ts'
import { isSecure } from '../platform/secureContext.ts'
import { useCases } from './cases.ts'
import { useSession } from './session.ts'

/**
 * The outbox as screens see it, and when it is sent: at once, on reconnect, when the page comes to the front, and
 * when an entry's next time has come. The rows themselves live in IndexedDB.
 */
export const useOutbox = defineStore('outbox', () => {
  const session = useSession()
  const cases = useCases()
  const entries = shallowRef<OutboxEntry[]>([])
  /** Why nothing goes out at the moment. */
  const stopped = ref<DrainReport['stopped']>()
  let running: Promise<DrainReport | undefined> | undefined
  let following: Promise<DrainReport | undefined> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let stop: (() => void) | undefined

  async function load(): Promise<void> {
    const accountId = session.accountId
    const before = entries.value
    entries.value = accountId ? await listOutbox(accountId).catch(nothingIfShut) : []
    for (const { id, caseNo, state } of entries.value) {
      const answered = state === 'done' && before.some((one) => one.id === id && one.state !== 'done')
      // The case has changed, whoever sent it: this tab, another one or the service worker.
      if (answered && caseNo !== undefined && cases.caseOf(caseNo)) void cases.loadCase(caseNo)
    }
  }

  /** Queues an intent and tries to send it. Gives its id as soon as it is safe on this device. */
  async function send<Verb extends OutboxVerb>(entry: NewOutboxEntry<Verb>): Promise<string> {
    const id = await enqueue(entry, now())
    await load()
    void requestBackgroundSync()
    void drain(true)
    return id
  }

  /** Sends what is due; `hurry` also what waits for its next try. A round that runs is followed by one more. */
  function drain(hurry = false): Promise<DrainReport | undefined> {
    if (running) {
      following ??= running.catch(() => undefined).then(() => {
        following = undefined
        return drain(hurry)
      })
      return following
    }
    running = drainOnce(hurry).finally(() => { running = undefined })
    return running
  }

  async function drainOnce(hurry: boolean): Promise<DrainReport | undefined> {
    const accountId = session.accountId
    if (!accountId) {
      entries.value = []
      stopped.value = session.locked ? 'locked' : undefined
      return undefined
    }
    const report = await drainOutbox({ accountId, now, hurry })
    stopped.value = report.stopped
    if (report.stopped === 'offline') noteReachable(false)
    await load()
    // A sign-in wakes it; asking every second would not bring that nearer.
    plan(report.stopped === 'signedOut' || report.stopped === 'otherAccount' ? undefined : report.nextTryAt)
    return report
  }

  /** The signed filing of this id, waiting or answered. */
  function filingOf(filingId: string): OutboxEntry | undefined {
    return entries.value.find((entry) => entry.filingId === filingId)
  }

  async function cancel(id: string) {
    const outcome = await cancelEntry(id)
    await load()
    return outcome
  }

  async function retry(id: string): Promise<string | undefined> {
    const again = await retryEntry(id, now())
    await load()
    void drain(true)
    return again
  }

  function plan(nextTryAt: string | undefined): void {
    clearTimeout(timer)
    if (nextTryAt) timer = setTimeout(() => void drain(), Math.max(1_000, Date.parse(nextTryAt) - now().getTime()))
  }

  /** Starts sending, and sweeping, by itself; called once the first screen is up and the session known. */
  function start(): void {
    if (stop || !isSecure()) return
    const onFront = () => { if (document.visibilityState === 'visible') void drain(true) }
    document.addEventListener('visibilitychange', onFront)
    const stops = [
      watchOutbox(() => void load()), onReconnect(() => void drain(true)),
      watch(() => session.accountId, () => void drain(true)),
    ]
    stop = () => {
      document.removeEventListener('visibilitychange', onFront)
      clearTimeout(timer)
      for (const one of stops) one()
      stop = undefined
    }
    void sweepDevice(now())
    void drain(true)
  }

  return { entries, stopped, filingOf, load, send, drain, cancel, retry, start, stop: () => stop?.() }
})
