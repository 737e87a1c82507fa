import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { keepRecent, rateOf } from '../domain/transferRate.ts'
import type { Sample } from '../domain/transferRate.ts'
import { nothingIfShut } from '../offline/accountKeys.ts'
import { backoffSeconds } from '../offline/backoff.ts'
import { listAccountFiles } from '../offline/localFiles.ts'
import type { LocalFile } from '../offline/localFiles.ts'
import {
  holdOf, isMetered, readUploadChoice, saveUploadChoice, watchNetwork,
} from '../offline/uploadGate.ts'
import type { UploadChoice } from '../offline/uploadGate.ts'
import { uploadFiles } from '../offline/uploadFiles.ts'
import type { UploadReport } from '../offline/uploadFiles.ts'
import { watchOutbox } from '../offline/watchOutbox.ts'
import { now } from '../platform/clock.ts'
import { onReconnect, useOnline } from '../platform/connectivity.ts'
import { isSecure } from '../platform/secureContext.ts'
import { useOutbox } from './outbox.ts'
import { useSession } from './session.ts'

/** Another tab is at it, or was and is gone: asked again after so long. */
const busySeconds = 5

/**
 * The account's files on their way to the server, and when they go: as soon as one is added, on reconnect, when the
 * page comes to the front, when the network changes, and when a next try has come. The rows live in IndexedDB.
 */
export const useUploads = defineStore('uploads', () => {
  const session = useSession()
  const outbox = useOutbox()
  const online = useOnline()
  const files = shallowRef<LocalFile[]>([])
  const choice = shallowRef<UploadChoice>({ onMobile: 'ask', granted: false, paused: false })
  const metered = ref(isMetered())
  const hold = computed(() => holdOf(choice.value, metered.value))
  /** Why the last round ended early. */
  const stopped = ref<UploadReport['stopped']>()
  const samples = shallowRef<Sample[]>([])
  /** Moves while something climbs, so that a speed nobody confirms any more goes away. */
  const at = ref(now().getTime())
  const speed = computed(() => rateOf(samples.value, at.value))
  let failures = 0
  let loading = Promise.resolve()
  let queued: Promise<void> | undefined
  let running: Promise<void> | undefined
  let again = false
  let sending: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let ticking: ReturnType<typeof setInterval> | undefined
  let stop: (() => void) | undefined

  /** Reads anew; one after the other, or an older answer could follow a newer one. */
  function load(): Promise<void> {
    queued ??= loading.then(() => {
      queued = undefined
      const current = loadOnce()
      // One that failed is no reason never to look again.
      loading = current.catch(() => undefined)
      return current
    })
    return queued
  }

  async function loadOnce(): Promise<void> {
    const accountId = session.accountId
    const before = files.value
    choice.value = await readUploadChoice()
    files.value = accountId ? await listAccountFiles(accountId).catch(nothingIfShut) : []
    measure(before, files.value)
  }

  /** Also what another tab sends: its progress is in the same rows. */
  function measure(before: LocalFile[], after: LocalFile[]): void {
    const climbs = after.some(({ upload }) => upload.state === 'sending')
    const confirmed = after.reduce((sum, { id, upload }) => {
      const known = before.find((file) => file.id === id)
      return sum + (known ? Math.max(0, upload.sent - known.upload.sent) : 0)
    }, 0)
    at.value = now().getTime()
    if (confirmed > 0 || (climbs && samples.value.length === 0)) {
      samples.value = keepRecent([...samples.value, { at: at.value, bytes: confirmed }], at.value)
    }
    tick(climbs)
    // What waited in between is no speed.
    if (!climbs && !running) samples.value = []
  }

  function tick(on: boolean): void {
    if (on) ticking ??= setInterval(() => { at.value = now().getTime() }, 1_000)
    else {
      clearInterval(ticking)
      ticking = undefined
    }
  }

  /** Sends what may go. A round that runs is followed by one more: a file may have come since it looked. */
  function climb(): Promise<void> {
    again = running !== undefined
    running ??= climbOnce().finally(() => {
      running = undefined
      if (again) void climb()
    })
    return running
  }

  async function climbOnce(): Promise<void> {
    clearTimeout(timer)
    const { accountId } = session
    if (!accountId || !online.value) return
    sending = new AbortController()
    const report = await uploadFiles({ accountId, signal: sending.signal })
    sending = undefined
    stopped.value = report.stopped
    await load()
    plan(report)
  }

  function plan(report: UploadReport): void {
    failures = report.again && report.stopped !== 'busy' ? failures + 1 : 0
    if (!report.again) return
    const seconds = report.stopped === 'busy' ? busySeconds : backoffSeconds(failures, Math.random(), report.again.wait)
    timer = setTimeout(() => void climb(), seconds * 1000)
  }

  /** What was chosen holds for the outbox too: a signed filing waits for its files, or goes on with them. */
  async function choose(change: Partial<UploadChoice>): Promise<void> {
    choice.value = await saveUploadChoice(change)
    if (hold.value) sending?.abort()
    else goOn()
  }

  function goOn(): void {
    void climb()
    void outbox.drain(true)
  }

  async function onNetwork(): Promise<void> {
    metered.value = isMetered()
    // A yes was for that mobile network.
    if (!metered.value && choice.value.granted) await choose({ granted: false })
    else if (hold.value) sending?.abort()
    else goOn()
  }

  /** Starts sending by itself; called once the first screen is up and the session known. */
  function start(): void {
    if (stop || !isSecure()) return
    const onFront = () => { if (document.visibilityState === 'visible') void climb() }
    document.addEventListener('visibilitychange', onFront)
    const stops = [
      watchOutbox(() => void load()), onReconnect(() => void climb()), watchNetwork(() => void onNetwork()),
      watch(() => session.accountId, () => void load().then(climb)),
    ]
    stop = () => {
      document.removeEventListener('visibilitychange', onFront)
      clearTimeout(timer)
      tick(false)
      for (const one of stops) one()
      stop = undefined
    }
    // A yes given on mobile data ends with it, also while the app was closed.
    void load().then(() => !metered.value && choice.value.granted ? choose({ granted: false }) : climb())
  }

  return {
    files, choice, metered, hold, stopped, speed, load, climb, start, stop: () => stop?.(),
    pause: () => choose({ paused: true }),
    resume: () => choose({ paused: false }),
    /** Mobile data may be used until the phone is in another network. */
    allow: () => choose({ paused: false, granted: metered.value }),
    setOnMobile: (onMobile: UploadChoice['onMobile']) => choose({ onMobile, granted: false }),
  }
})
